import { FormatError } from '@cellboard/formats';
import { truthFile } from '../images/read-image.ts';
import type { Truth } from '../images/truth.ts';

/** Name of the array of ids in the MATLAB files of HoVer-Net and those who follow it. */
const INST_MAP = 'inst_map';

/**
 * The truth in a MATLAB file as HoVer-Net writes them: `inst_map` holds an id for each pixel, 0 for the background. Its
 * ids need not be in a row. The other variables, such as the types of the nuclei, are not read.
 *
 * @throws FormatError naming the file
 */
export async function instMapTruth(path: string): Promise<Truth> {
  try {
    return await truthFile(path, { part: INST_MAP });
  } catch (error) {
    // It would name an option that an import of a published dataset does not have.
    if (!(error instanceof FormatError) || error.code !== 'SEVERAL_IMAGES') throw error;
    throw new FormatError(
      'CORRUPT',
      `${path}: The file holds no plane of ids under the name ${INST_MAP}. Unpack the dataset again.`,
      { cause: error },
    );
  }
}

/**
 * The truth in an array of height × width × 2, ids first and types second, as CoNSeP had them before March 2020.
 *
 * @throws FormatError naming the file
 */
export function firstChannelTruth(path: string): Promise<Truth> {
  return truthFile(path, { channel: 0 });
}

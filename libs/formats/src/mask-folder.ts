import { readWhole, type ByteSource } from './bytes/byte-source.ts';
import { FormatError } from './format-error.ts';
import { imageKind } from './image-kind.ts';
import type { LabelChoice, LabelRaster } from './label-raster.ts';
import { ObjectMasks } from './masks.ts';
import type { Platform } from './platform.ts';
import { readPngLabels } from './png/png-labels.ts';
import { readBmp } from './raster/bmp.ts';
import { rasterLabels } from './raster/raster-labels.ts';
import { readTiffLabels } from './tiff/tiff-labels.ts';

/** A picture in a folder that holds a mask for each cell. */
export interface MaskFile {
  readonly name: string;
  readonly source: ByteSource;
}

/**
 * Joins the masks of a folder to a label image, in the order of their names, numbers by their value.
 *
 * @throws FormatError naming the mask that cannot be read, and as `ObjectMasks`
 */
export async function maskFolderLabels(
  files: readonly MaskFile[],
  { overlap }: LabelChoice,
  platform: Platform,
): Promise<LabelRaster> {
  const masks = new ObjectMasks('Put a label image beside the other label images, not in a folder of its own.');
  const order = files.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  for (const { name, source } of order) {
    try {
      masks.add(await readMask(source, platform));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new FormatError(error.code, `The mask ${name}: ${error.message}`, { cause: error });
    }
  }
  return masks.join(overlap);
}

async function readMask(source: ByteSource, platform: Platform): Promise<LabelRaster> {
  const bytes = await readWhole(source, 'mask');
  const kind = imageKind(bytes);
  if (kind === 'png') return readPngLabels(bytes, {}, platform);
  if (kind === 'tiff') return readTiffLabels(source, {}, platform);
  if (kind === 'bmp') return rasterLabels(readBmp(bytes), {});
  throw new FormatError('UNKNOWN_FORMAT', 'It is neither PNG, TIFF nor BMP. Save the masks as one of these.');
}

import { FormatError } from '../format-error.ts';
import { toLabelValues, type LabelArray } from '../label-values.ts';
import { checkSize } from '../limits.ts';
import { readSamples, type Decompressors } from './tiff-samples.ts';
import { readPage, tiffDirectories, type TiffPage } from './tiff-page.ts';

/** Ids of cells with the size of their image. */
export interface LabelRaster {
  readonly values: LabelArray;
  readonly width: number;
  readonly height: number;
}

/** Which image of a file that holds several. */
export interface ImageChoice {
  /** From 0. */
  readonly page?: number | undefined;
  /** From 0. */
  readonly channel?: number | undefined;
}

/**
 * Reads a label image from a TIFF file, exactly as its samples are stored.
 *
 * @throws FormatError SEVERAL_IMAGES if there are several pages or channels and none was chosen, NOT_LABELS if
 *   the samples are no ids, and whatever {@link readSamples} refuses
 */
export function readTiffLabels(
  bytes: Uint8Array,
  { page, channel }: ImageChoice,
  decompressors: Decompressors,
): LabelRaster {
  const chosen = choosePage(bytes, page);
  checkSize(chosen.width, chosen.height);
  checkChannel(chosen, channel);
  const samples = readSamples({ bytes, page: chosen, channel: channel ?? 0 }, decompressors);
  return { values: toLabelValues(samples), width: chosen.width, height: chosen.height };
}

function choosePage(bytes: Uint8Array, page: number | undefined): TiffPage {
  const directories = tiffDirectories(bytes);
  if (page === undefined && directories.length > 1) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      `The TIFF holds ${directories.length} pages, but a label image is one. Save the page with the labels, or choose it.`,
    );
  }
  const directory = directories[page ?? 0];
  if (!directory) {
    throw new FormatError('SEVERAL_IMAGES', `The TIFF has ${directories.length} pages, so there is no page ${page}.`);
  }
  return readPage(directory);
}

/** RGB, CMYK, YCbCr, L*a*b* and relatives; below are grey and palettes. */
const COLOURS = [2, 5, 6, 8, 9, 10];

function checkChannel({ channels, photometric }: TiffPage, channel: number | undefined): void {
  if (channel === undefined ? channels === 1 : channel < channels) return;
  if (COLOURS.includes(photometric)) {
    throw new FormatError(
      'NOT_LABELS',
      `The TIFF is a colour image of ${channels} channels, but a label image has one. Save the ids, not a picture of them.`,
    );
  }
  throw new FormatError(
    'SEVERAL_IMAGES',
    channel === undefined
      ? `The TIFF has ${channels} channels, but a label image has one. Save the channel with the labels, or choose it.`
      : `The TIFF has ${channels} channels, so there is no channel ${channel}.`,
  );
}

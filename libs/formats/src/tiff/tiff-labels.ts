import type { ByteSource } from '../bytes/byte-source.ts';
import { distinctIds, packedIds, type ColourPlanes } from '../colour-labels.ts';
import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { toLabelValues, type SampleArray } from '../label-values.ts';
import { checkSize } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { readSamples, type TiffSource } from './tiff-samples.ts';
import { readPage, tiffDirectories, type TiffPage } from './tiff-page.ts';

/**
 * Reads a label image from a TIFF file, exactly as its samples are stored.
 *
 * @throws FormatError SEVERAL_IMAGES if there are several pages or channels and none was chosen, NOT_LABELS if
 *   the samples are no ids, and whatever {@link readSamples} refuses
 */
export async function readTiffLabels(
  source: ByteSource,
  choice: LabelChoice,
  platform: Platform,
): Promise<LabelRaster> {
  const page = await choosePage(source, choice.page);
  const { width, height } = page;
  checkSize(width, height);
  checkUpright(page);
  if (choice.colours !== undefined && page.channels >= 3 && page.bitDepth === 8 && page.photometric === RGB) {
    const planes = await colourPlanes({ source, page }, platform);
    return { values: choice.colours === 'packed' ? packedIds(planes) : distinctIds(planes), width, height };
  }
  checkChannel(page, choice.channel);
  const samples = await readSamples({ source, page, channel: choice.channel ?? 0 }, platform);
  return { values: toLabelValues(samples), width, height };
}

async function colourPlanes(image: Pick<TiffSource, 'source' | 'page'>, platform: Platform): Promise<ColourPlanes> {
  const planes: SampleArray[] = [];
  for (const channel of [0, 1, 2]) planes.push(await readSamples({ ...image, channel }, platform));
  return planes as unknown as ColourPlanes;
}

async function choosePage(source: ByteSource, page: number | undefined): Promise<TiffPage> {
  const directories = await tiffDirectories(source);
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

/** Programs disagree on whether to turn an image, and a turned label image would fit no cell. */
function checkUpright({ orientation }: TiffPage): void {
  if (orientation === 1) return;
  throw new FormatError(
    'UNSUPPORTED',
    `The TIFF asks to be turned (orientation ${orientation}), which programs read differently. Save it upright.`,
  );
}

const RGB = 2;

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

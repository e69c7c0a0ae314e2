import type { ByteSource } from '../bytes/byte-source.ts';
import { distinctIds, packedIds, type ColourPlanes } from '../colour-labels.ts';
import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { toLabelValues, type SampleArray } from '../label-values.ts';
import { checkSize } from '../limits.ts';
import { ObjectMasks } from '../masks.ts';
import { noPlane } from '../no-plane.ts';
import { checkUpright } from '../orientation.ts';
import type { Platform } from '../platform.ts';
import { readSamples, type TiffSource } from './tiff-samples.ts';
import type { TiffDirectory } from './tiff-directory.ts';
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
  const directories = await tiffDirectories(source);
  if (choice.objects) return joinPages(source, directories, { choice, platform });
  const { page, channel } = await choosePlane(directories, choice);
  return readOne({ source, page, channel }, { choice, platform });
}

interface Reading {
  readonly choice: LabelChoice;
  readonly platform: Platform;
}

/** A page, and which of its channels is wanted; undefined if none was chosen. */
interface ChosenPlane {
  readonly page: TiffPage;
  readonly channel: number | undefined;
}

async function readOne(
  { source, page, channel }: ChosenPlane & { source: ByteSource },
  { choice, platform }: Reading,
): Promise<LabelRaster> {
  const { width, height } = page;
  checkSize(width, height);
  checkUpright('TIFF', page.orientation);
  if (choice.colours !== undefined && page.channels >= 3 && page.bitDepth === 8 && page.photometric === RGB) {
    const planes = await colourPlanes({ source, page }, platform);
    return { values: choice.colours === 'packed' ? packedIds(planes) : distinctIds(planes), width, height };
  }
  checkChannel(page, channel);
  const samples = await readSamples({ source, page, channel: channel ?? 0 }, platform);
  return { values: toLabelValues(samples), width, height };
}

/** Every page and channel is the mask of one cell. */
async function joinPages(
  source: ByteSource,
  directories: readonly TiffDirectory[],
  { choice, platform }: Reading,
): Promise<LabelRaster> {
  const masks = new ObjectMasks();
  for (const directory of directories) {
    const page = await readPage(directory);
    for (let channel = 0; channel < page.channels; channel++)
      masks.add(await readOne({ source, page, channel }, { choice: {}, platform }));
  }
  return masks.join(choice.overlap);
}

async function colourPlanes(image: Pick<TiffSource, 'source' | 'page'>, platform: Platform): Promise<ColourPlanes> {
  const planes: SampleArray[] = [];
  for (const channel of [0, 1, 2]) planes.push(await readSamples({ ...image, channel }, platform));
  return planes as unknown as ColourPlanes;
}

/** The plane that was chosen, counted as pages and channels, the channels of a page together. */
async function choosePlane(
  directories: readonly TiffDirectory[],
  { plane, page, channel }: LabelChoice,
): Promise<ChosenPlane> {
  const count = directories.length;
  if (plane === undefined && page === undefined && count > 1) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      `The TIFF holds ${count} pages (planes, slices or frames), but a label image is one plane. Choose one of 1 to ${count} with --plane, or say with --objects that each is the mask of one cell.`,
    );
  }
  if (plane !== undefined) {
    const { channels } = await readPage(directories[0]!);
    const directory = directories[Math.floor((plane - 1) / channels)];
    if (!directory) throw noPlane(plane, count * channels);
    return { page: await readPage(directory), channel: (plane - 1) % channels };
  }
  const directory = directories[page ?? 0];
  if (!directory) throw new FormatError('SEVERAL_IMAGES', `The TIFF has ${count} pages, so there is no page ${page}.`);
  return { page: await readPage(directory), channel };
}

const RGB = 2;

/** RGB, CMYK, YCbCr, L*a*b* and relatives; below are grey and palettes. */
const COLOURS = [2, 5, 6, 8, 9, 10];

function checkChannel({ channels, photometric }: TiffPage, channel: number | undefined): void {
  if (channel === undefined ? channels === 1 : channel < channels) return;
  if (COLOURS.includes(photometric)) {
    throw new FormatError(
      'NOT_LABELS',
      `The TIFF is a colour image of ${channels} channels, but a label image has one. Save the ids, not a picture of them, or say with --colours how the colours stand for cells.`,
    );
  }
  throw new FormatError(
    'SEVERAL_IMAGES',
    channel === undefined
      ? `The TIFF has ${channels} channels, but a label image has one. Choose one of 1 to ${channels} with --plane, or say with --objects that each is the mask of one cell.`
      : `The TIFF has ${channels} channels, so there is no channel ${channel}.`,
  );
}

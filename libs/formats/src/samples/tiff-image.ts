import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import { checkSize } from '../limits.ts';
import { checkUpright } from '../orientation.ts';
import type { Platform } from '../platform.ts';
import type { TiffDirectory } from '../tiff/tiff-directory.ts';
import { readPage, tiffDirectories, type TiffPage } from '../tiff/tiff-page.ts';
import { tiffPlanes } from '../tiff/tiff-planes.ts';
import { checkIndex, type ImageChoice } from './image-planes.ts';
import type { ImageReader } from './image-reader.ts';
import { coloursReader } from './tiff-colours.ts';
import { greyReader } from './tiff-grey.ts';
import { isPictureDepth, type TiffPlane } from './tiff-plane.ts';

/** Grey images, white or black being zero; all others are colours. */
const GREY = [0, 1];

const PALETTE = 3;

/** Red, green and blue, and palettes. */
const READ_COLOURS = [2, PALETTE];

/** Opens a TIFF file, see `openImage`. */
export async function openTiffImage(source: ByteSource, choice: ImageChoice, platform: Platform): Promise<ImageReader> {
  const directories = await tiffDirectories(source);
  const first = await pageAt(directories, 0);
  const { channelPages, z, t, page: numberOf, channels: named } = await tiffPlanes(directories, first.channels);
  const planes = { channels: channelPages * (first.channels - first.alphas), z, t };
  const plane = { source, platform, planes };
  if (choice.page !== undefined) {
    return reader({ ...plane, pages: [await pageAt(directories, choice.page)], named: [] });
  }
  const [focal, time] = [checkIndex(choice.z ?? 0, z, 'focal planes'), checkIndex(choice.t ?? 0, t, 'times')];
  const page = await pageAt(directories, numberOf(0, focal, time));
  const others: TiffPage[] = [];
  for (let c = 1; c < channelPages; c++) others.push(await pageAt(directories, numberOf(c, focal, time)));
  return reader({ ...plane, pages: [page, ...others], named });
}

function reader(plane: TiffPlane): ImageReader {
  return isGrey(plane.pages[0]) || hasLookupTables(plane) ? greyReader(plane) : coloursReader(plane);
}

/** Of colours that are not red, green and blue and that libvips cannot convert, each is read as a channel. */
function isGrey(page: TiffPage): boolean {
  if (GREY.includes(page.photometric)) return true;
  return !READ_COLOURS.includes(page.photometric) && !(isPictureDepth(page) && page.channels <= 4);
}

/**
 * Whether the pages are channels and their palettes only the colours in which to show them, as ImageJ writes composite
 * images of 8 bits: then the samples are intensities.
 */
function hasLookupTables({ pages }: TiffPlane): boolean {
  return pages.length > 1 && pages.every(({ photometric, channels }) => photometric === PALETTE && channels === 1);
}

async function pageAt(directories: readonly TiffDirectory[], index: number): Promise<TiffPage> {
  const directory = directories[index];
  if (!directory) {
    throw new FormatError('SEVERAL_IMAGES', `The TIFF has ${directories.length} pages, so there is no page ${index}.`);
  }
  const page = await readPage(directory);
  checkSize(page.width, page.height);
  checkUpright('TIFF', page.orientation);
  return page;
}

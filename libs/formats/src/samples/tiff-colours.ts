import { FormatError } from '../format-error.ts';
import { readAllSamples, readSamples } from '../tiff/tiff-samples.ts';
import type { TiffPage } from '../tiff/tiff-page.ts';
import { oneChannel, RED_GREEN_BLUE, UNNAMED } from './channels.ts';
import { interleaved, planar, toNumbers } from './image-numbers.ts';
import { checkIndex } from './image-planes.ts';
import type { ImageReader, ImageSamples, SampleMeaning } from './image-reader.ts';
import { pictureSamples } from './jpeg-image.ts';
import { decodePage, isPicture, type TiffPlane } from './tiff-plane.ts';

const [RGB, PALETTE] = [2, 3];

/**
 * Reads pages whose samples are colours. Of several pages with colours of their own the first is read, and of the
 * others only a single channel that is asked for. Red, green and blue and palettes are read here; of other colours,
 * such as YCbCr and CMYK, libvips makes red, green and blue.
 */
export function coloursReader(plane: TiffPlane): ImageReader {
  const { pages, planes } = plane;
  const [page] = pages;
  const { width, height, sampleFormat } = page;
  const kept = page.photometric === RGB && page.channels < 3 ? 1 : 3;
  const channels = kept === 3 ? RED_GREEN_BLUE : [UNNAMED];
  const bitDepth = page.photometric === PALETTE ? 8 : page.bitDepth;
  const meaning: SampleMeaning = { colours: kept === 3, bitDepth, whiteIsZero: false, exact: isExact(page) };
  return {
    description: { kind: 'tiff', width, height, dtype: `${sampleFormat}${bitDepth}`, planes, channels, meaning },
    read: async (channel) => {
      if (channel === undefined) return { channels, ...(await readColours(plane, page, meaning)) };
      const index = checkIndex(channel, kept * pages.length, 'channels');
      const of = pages[Math.floor(index / kept)]!;
      return readChannel(plane, of, { meaning, channel: index % kept });
    },
  };
}

function isExact(page: TiffPage): boolean {
  return [RGB, PALETTE].includes(page.photometric) && !isPicture(page);
}

async function readChannel(
  plane: TiffPlane,
  page: TiffPage,
  { meaning, channel }: { readonly meaning: SampleMeaning; readonly channel: number },
): Promise<ImageSamples> {
  if (page.photometric !== RGB || isPicture(page)) {
    return oneChannel({ channels: RED_GREEN_BLUE, ...(await readColours(plane, page, meaning)) }, channel);
  }
  const samples = planar(
    toNumbers(await readSamples({ source: plane.source, page, channel }, plane.platform)),
    page,
    1,
  );
  const named = meaning.colours ? RED_GREEN_BLUE[channel] : undefined;
  return { ...meaning, colours: false, samples, channels: [named ?? UNNAMED] };
}

type Colours = Omit<ImageSamples, 'channels'>;

async function readColours(plane: TiffPlane, page: TiffPage, meaning: SampleMeaning): Promise<Colours> {
  const { source, platform } = plane;
  if (!isExact(page)) {
    return pictureSamples(await decodePage(plane, page, true), RED_GREEN_BLUE, meaning);
  }
  if (page.photometric === PALETTE) {
    const indices = await readSamples({ source, page, channel: 0 }, platform);
    const colours = toColours(indices, { page, map: await page.colourMap() });
    return { ...meaning, samples: interleaved(colours, page, { stored: 3, kept: 3 }) };
  }
  const pixels = await readAllSamples({ source, page }, platform);
  const samples = toNumbers(pixels.samples);
  const [stored, kept] = [page.channels, meaning.colours ? 3 : 1];
  return {
    ...meaning,
    samples: pixels.interleaved ? interleaved(samples, page, { stored, kept }) : planar(samples, page, kept),
  };
}

interface Palette {
  readonly page: TiffPage;
  /** All red, all green, then all blue. */
  readonly map: readonly number[] | undefined;
}

/**
 * The colours of a palette in 8 bits. They are stored in 16; some writers left the upper 8 bits empty.
 *
 * @throws FormatError CORRUPT if there are too few, UNSUPPORTED for signed or floating indices
 */
function toColours(indices: ArrayLike<number | bigint>, { page, map = [] }: Palette): Uint8Array {
  const count = 2 ** page.bitDepth;
  if (page.sampleFormat !== 'uint' || page.bitDepth > 16) {
    throw new FormatError('UNSUPPORTED', 'The TIFF has a palette of other than whole numbers. Save it as RGB.');
  }
  if (map.length < 3 * count) {
    throw new FormatError(
      'CORRUPT',
      `The TIFF has a palette of ${map.length} values, but ${page.bitDepth} bits need ${3 * count}. Save it again.`,
    );
  }
  const shift = map.some((value) => value > 255) ? 8 : 0;
  const colours = new Uint8Array(indices.length * 3);
  for (let i = 0; i < indices.length; i++) {
    const index = Number(indices[i]);
    for (let c = 0; c < 3; c++) colours[i * 3 + c] = map[c * count + index]! >> shift;
  }
  return colours;
}

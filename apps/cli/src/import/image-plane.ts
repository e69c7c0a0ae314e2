import { FormatError, type ImageSamples, type TiffImage } from '@cellboard/formats';
import { encodeTiffImage, openFile, openImage } from '@cellboard/formats/node';
import type { ImportEntry } from './survey.ts';

/**
 * Takes one plane of every image for the image: slices count first, then frames. Images of one plane stay as they are.
 *
 * @param plane from 1; undefined leaves all as they are
 */
export async function* onPlane(
  entries: AsyncIterable<ImportEntry>,
  plane: number | undefined,
): AsyncGenerator<ImportEntry> {
  for await (const entry of entries) {
    if (plane === undefined || entry.kind !== 'image') {
      yield entry;
      continue;
    }
    const files = async () => {
      const { imagePath, ...read } = await entry.files();
      const notes = [...(read.notes ?? [])];
      const image = await imagePlane(read.image, plane, () => notes.push(ROUNDED));
      const isWhole = image === read.image && imagePath !== undefined;
      return { ...read, image, notes, ...(isWhole && { imagePath }) };
    };
    yield { ...entry, files };
  }
}

const ROUNDED =
  'Samples of its plane are rounded to 7 digits (32 bits floating point). Save each plane as an image of its own to keep them as they are.';

/**
 * The plane of an image as a TIFF file with all of its channels.
 *
 * @param onRounded called where samples do not fit 32 bits floating point exactly
 * @throws FormatError if the image cannot be read, or SEVERAL_IMAGES if it has no such plane
 */
export async function imagePlane(
  bytes: Uint8Array<ArrayBuffer>,
  plane: number,
  onRounded?: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openFile(bytes);
  const { z, t } = (await openImage(file)).description.planes;
  if (plane > z * t) {
    const has = z * t === 1 ? '1 plane' : `${z * t} planes`;
    throw new FormatError('SEVERAL_IMAGES', `The image has ${has}, so there is none with the number ${plane}.`);
  }
  if (z * t === 1) return bytes;
  const image = await openImage(file, { z: (plane - 1) % z, t: Math.floor((plane - 1) / z) });
  const { tiff, isRounded } = tiffOf(await image.read());
  if (isRounded) onRounded?.();
  return new Uint8Array(await encodeTiffImage(tiff));
}

/** One channel after the other, black as 0. */
function tiffOf({ samples, colours, whiteIsZero, bitDepth }: ImageSamples): { tiff: TiffImage; isRounded: boolean } {
  const [height = 0, width = 0, channels = 0] = samples.shape;
  const white = 2 ** bitDepth - 1;
  const data = emptyLike(samples.data, width * height * channels);
  let to = 0;
  let isRounded = false;
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const stored = samples.get(y, x, c);
        const value = whiteIsZero ? white - stored : stored;
        data[to] = value;
        isRounded ||= data[to] !== value && !Number.isNaN(value);
        to++;
      }
  return { tiff: { width, height, channels, data, colours }, isRounded };
}

/** Types that a TIFF has stay as they are; whole numbers up to 65,535 become so, and all else floating point. */
function emptyLike(samples: ImageSamples['samples']['data'], length: number): TiffImage['data'] {
  if (samples instanceof Uint8Array) return new Uint8Array(length);
  if (samples instanceof Uint16Array) return new Uint16Array(length);
  const isWhole = !(samples instanceof Float32Array || samples instanceof Float64Array);
  return isWhole && samples.every((value) => value >= 0 && value <= 65_535)
    ? new Uint16Array(length)
    : new Float32Array(length);
}

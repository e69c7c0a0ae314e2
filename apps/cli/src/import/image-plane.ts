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
      const read = await entry.files();
      return { ...read, image: await imagePlane(read.image, plane) };
    };
    yield { ...entry, files };
  }
}

/**
 * The plane of an image as a TIFF file with all of its channels.
 *
 * @throws FormatError if the image cannot be read, or SEVERAL_IMAGES if it has no such plane
 */
export async function imagePlane(bytes: Uint8Array<ArrayBuffer>, plane: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openFile(bytes);
  const { z, t } = (await openImage(file)).description.planes;
  if (plane > z * t) {
    const has = z * t === 1 ? '1 plane' : `${z * t} planes`;
    throw new FormatError('SEVERAL_IMAGES', `The image has ${has}, so there is none with the number ${plane}.`);
  }
  if (z * t === 1) return bytes;
  const image = await openImage(file, { z: (plane - 1) % z, t: Math.floor((plane - 1) / z) });
  return new Uint8Array(await encodeTiffImage(tiffOf(await image.read())));
}

/** One channel after the other, black as 0. */
function tiffOf({ samples, colours, whiteIsZero, bitDepth }: ImageSamples): TiffImage {
  const [height = 0, width = 0, channels = 0] = samples.shape;
  const white = 2 ** bitDepth - 1;
  const data = emptyLike(samples.data, width * height * channels);
  let to = 0;
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const value = samples.get(y, x, c);
        data[to++] = whiteIsZero ? white - value : value;
      }
  return { width, height, channels, data, colours };
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

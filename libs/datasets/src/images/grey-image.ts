import { readFile } from 'node:fs/promises';
import { FormatError, type ImageSize } from '@cellboard/formats';
import { decodeSamples, encodeTiffImage, readPlanes } from '@cellboard/formats/node';
import { named, type FileWriter, type MadeImage } from './read-image.ts';

/** A picture of one channel. */
export interface GreyImage extends ImageSize {
  readonly data: Uint8Array | Uint16Array;
}

/**
 * The brightest of the colours of each pixel: what a picture showed before it was coloured by a table.
 *
 * @throws FormatError naming the file, if its samples are not of 8 or 16 bits
 */
export function greyOf(path: string): Promise<GreyImage> {
  return named(path, async () => {
    const { samples } = await decodeSamples(await readFile(path));
    return greyIn(samples);
  });
}

type Samples = Awaited<ReturnType<typeof decodeSamples>>['samples'];

/** A picture of one channel, and whether all colours of each pixel were equal. */
interface Greyed extends GreyImage {
  readonly isEqual: boolean;
}

/** @throws FormatError UNSUPPORTED for samples of other than 8 or 16 bits */
function greyIn(samples: Samples): Greyed {
  const { data } = samples;
  if (data instanceof Uint8Array || data instanceof Uint16Array) return brightest(samples, data);
  throw new FormatError('UNSUPPORTED', `The picture is of ${samples.dtype}, but 8 or 16 bits were expected.`);
}

function brightest({ offset, shape, stride }: Samples, from: GreyImage['data']): Greyed {
  const [height = 0, width = 0, channels = 1] = shape;
  const [down = 0, right = 0, deep = 0] = stride;
  const data = from instanceof Uint8Array ? new Uint8Array(width * height) : new Uint16Array(width * height);
  let isEqual = true;
  const brightestAt = (at: number): number => {
    let most = from[at] ?? 0;
    for (let c = 1; c < channels; c++) {
      const value = from[at + c * deep] ?? 0;
      if (value !== most) isEqual = false;
      most = Math.max(most, value);
    }
    return most;
  };
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to++) data[to] = brightestAt(offset + y * down + x * right);
  return { data, width, height, isEqual };
}

/**
 * Puts pictures of one channel into one image of several.
 *
 * @returns what writes it
 * @throws FormatError CORRUPT if they differ in size
 */
export function stackGrey(images: readonly GreyImage[]): FileWriter {
  const [{ width, height } = { width: 0, height: 0 }] = images;
  const other = images.find((image) => image.width !== width || image.height !== height);
  if (other)
    throw new FormatError(
      'CORRUPT',
      `One channel is ${width}×${height} pixels, another ${other.width}×${other.height}. Check that they belong together.`,
    );
  return async () => {
    const deep = images.some(({ data }) => data instanceof Uint16Array);
    const length = images.length * width * height;
    const data = deep ? new Uint16Array(length) : new Uint8Array(length);
    images.forEach((image, i) => {
      data.set(image.data, i * width * height);
    });
    return new Uint8Array(await encodeTiffImage({ width, height, channels: images.length, data }));
  };
}

/** Most planes that a grey image is saved in: those of red, green, blue and opacity. */
const MOST_PLANES = 4;

/**
 * The one plane of an image that shows a single stain, although its file has three or four: channels, or pages of shape
 * (3, height, width).
 *
 * @returns null where the file has one plane already, or so many that they are more than colours
 * @throws FormatError naming the file, if its samples are not of 8 or 16 bits
 */
export function onePlane(path: string): Promise<MadeImage | null> {
  return named(path, async () => {
    const bytes = await readFile(path);
    const { z, t, channels } = await readPlanes(bytes);
    const planes = z * t * channels;
    if (planes === 1 || planes > MOST_PLANES || (z * t > 1 && channels > 1)) return null;
    const pages = [];
    for (let page = 0; page < (z * t > 1 ? z * t : 1); page++)
      pages.push(greyIn((await decodeSamples(bytes, z * t > 1 ? { page } : {})).samples));
    const [first, ...others] = pages;
    if (!first) return null;
    const isEqual = first.isEqual && others.every(({ data }) => data.every((value, at) => value === first.data[at]));
    for (const { data } of others) data.forEach((value, at) => (first.data[at] = Math.max(first.data[at] ?? 0, value)));
    const kept = isEqual
      ? 'which are equal. One of them is kept'
      : 'which differ. The brightest value of each pixel is kept';
    const note = `Its file has ${planes} planes, ${kept}: the image shows one stain.`;
    return { write: stackGrey([first]), note };
  });
}

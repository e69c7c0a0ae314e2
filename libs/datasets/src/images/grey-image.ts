import { readFile } from 'node:fs/promises';
import { FormatError, type ImageSize } from '@cellboard/formats';
import { decodeSamples, encodeTiffImage } from '@cellboard/formats/node';
import { named, type FileWriter } from './read-image.ts';

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
    const { data } = samples;
    if (data instanceof Uint8Array || data instanceof Uint16Array) return brightest(samples, data);
    throw new FormatError('UNSUPPORTED', `The picture is of ${samples.dtype}, but 8 or 16 bits were expected.`);
  });
}

type Samples = Awaited<ReturnType<typeof decodeSamples>>['samples'];

function brightest({ offset, shape, stride }: Samples, from: GreyImage['data']): GreyImage {
  const [height = 0, width = 0, channels = 1] = shape;
  const [down = 0, right = 0, deep = 0] = stride;
  const data = from instanceof Uint8Array ? new Uint8Array(width * height) : new Uint16Array(width * height);
  const brightestAt = (at: number): number => {
    let most = 0;
    for (let c = 0; c < channels; c++) most = Math.max(most, from[at + c * deep] ?? 0);
    return most;
  };
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to++) data[to] = brightestAt(offset + y * down + x * right);
  return { data, width, height };
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

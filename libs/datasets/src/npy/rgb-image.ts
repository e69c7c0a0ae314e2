import { createHash } from 'node:crypto';
import { FormatError, type ImageSize, type NumpyArray } from '@cellboard/formats';
import { encodeTiffImage } from '@cellboard/formats/node';
import type { ImageContent } from '../entries/layout-entry.ts';
import { plainNumbers } from './channel-ids.ts';

/** A picture in colours that lies in an array, and how it is written as a file. */
export interface RgbImage extends ImageSize {
  /** Its colours, row by row. */
  readonly content: ImageContent;
  /** Writes it as TIFF of 8 bits. */
  readonly encode: () => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Takes the first three channels of a frame of shape (height, width, channels) for red, green and blue.
 *
 * @throws FormatError CORRUPT if there are fewer, or a colour is not a whole number from 0 to 255
 */
export function rgbImage({ shape, samples }: NumpyArray): RgbImage {
  const [height = 0, width = 0, channels = 1] = shape;
  if (shape.length !== 3 || channels < 3)
    throw new FormatError(
      'CORRUPT',
      `The image has the shape (${shape.join(', ')}), but (height, width, 3) was expected. Save it in that form.`,
    );
  const numbers = plainNumbers(samples);
  const data = new Uint8Array(3 * width * height);
  for (let channel = 0, to = 0; channel < 3; channel++)
    for (let from = channel; from < numbers.length; from += channels, to++) {
      const value = numbers[from] ?? 0;
      data[to] = value;
      if (data[to] !== value) throw notAColour(value);
    }
  const sha256 = createHash('sha256').update(`${height}×${width}`).update(data).digest('hex');
  const encode = async () => new Uint8Array(await encodeTiffImage({ width, height, channels: 3, data, colours: true }));
  return { width, height, content: { bytes: data.length, sha256: () => sha256 }, encode };
}

function notAColour(value: number): FormatError {
  return new FormatError(
    'CORRUPT',
    `The image holds the value ${value}, but colours are whole numbers from 0 to 255. Save it as uint8.`,
  );
}

import type { Numbers } from '@cellboard/labels';
import type { NdArray } from 'ndarray';

/** Samples of any depth that is shown: 8, 16 and 32 bits, signed or not, and floating point numbers. */
export type SampleArray = Numbers;

/** The samples of an image, shape [height, width, channels], any strides. */
export type ImageSamples = NdArray<SampleArray>;

/** Longest side of an image that is shown, in pixels. */
export const LONGEST_SIDE = 8192;

/** Where the samples of an image are: that of channel c at (row, column) is `offset + row·down + column·right + c·deep`. */
export interface SampleLayout {
  readonly data: SampleArray;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly offset: number;
  readonly down: number;
  readonly right: number;
  readonly deep: number;
}

/**
 * The size and the strides of an image.
 *
 * @throws RangeError if the shape is not [height, width, channels], or a side is empty or longer than 8192 pixels
 */
export function layoutOf({ data, shape, stride, offset }: ImageSamples): SampleLayout {
  const [height = 0, width = 0, channels = 0] = shape;
  if (shape.length !== 3 || channels < 1) {
    throw new RangeError(
      `The image has the shape [${shape.join(', ')}], but an image to show has three dimensions, ` +
        `[height, width, channels]. Add a dimension of length 1 where there is one channel.`,
    );
  }
  const longest = Math.max(height, width);
  if (Math.min(height, width) < 1 || longest > LONGEST_SIDE) {
    throw new RangeError(
      `The image is ${height}×${width} pixels, but sides from 1 to ${LONGEST_SIDE} pixels can be shown. ` +
        `Show a part of it.`,
    );
  }
  const [down, right, deep] = stride as [number, number, number];
  return { data, width, height, channels, offset, down, right, deep };
}

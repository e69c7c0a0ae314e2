import type { SampleArray } from '../label-values.ts';
import type { NumpyArray } from './array.ts';

/** The same array with the last index varying fastest. */
export function toRowOrder(array: NumpyArray): NumpyArray {
  const { shape, fortran, samples } = array;
  if (!fortran) return array;
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, side) => product * side, 1));
  const sorted = samples.slice();
  const index = shape.map(() => 0);
  for (let to = 0; to < sorted.length; to++) {
    sorted[to] = samples[index.reduce((from, at, axis) => from + at * steps[axis]!, 0)]!;
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]; axis--) index[axis] = 0;
  }
  return { shape, fortran: false, samples: sorted };
}

/**
 * One channel of a frame of shape (height, width, channels) in row order, as an array of shape (height, width).
 *
 * @throws RangeError if there is no such channel
 */
export function channelOf({ shape, samples }: NumpyArray, channel: number): NumpyArray {
  const [height = 0, width = 0, channels = 1] = shape;
  if (!(channel >= 0 && channel < channels))
    throw new RangeError(`The frame has ${channels} channels, so there is no number ${channel}.`);
  const plane: SampleArray = samples.slice(0, height * width);
  for (let i = 0; i < plane.length; i++) plane[i] = samples[i * channels + channel]!;
  return { shape: [height, width], fortran: false, samples: plane };
}

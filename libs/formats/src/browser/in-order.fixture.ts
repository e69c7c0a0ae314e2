import ndarray, { type NdArray } from 'ndarray';
import type { ImageNumbers } from '../everywhere.ts';

/** Samples in the order of their shape, without what stands between them. */
export function inOrder(samples: NdArray<ImageNumbers>): ImageNumbers {
  const { data, shape, stride, offset } = samples;
  const [height = 0, width = 0, channels = 0] = shape;
  const length = height * width * channels;
  const ordered = ndarray(data.slice(0, length), shape);
  if (stride.join() === ordered.stride.join()) return data.slice(offset, offset + length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++) ordered.set(y, x, c, samples.get(y, x, c));
  }
  return ordered.data;
}

/** At most so many values are compared one by one. */
const MOST_VALUES = 100_000;

/** Some of the samples, from all columns and channels. */
export function someOf(samples: ImageNumbers): number[] {
  const step = Math.floor(samples.length / MOST_VALUES) | 1;
  return Array.from({ length: Math.ceil(samples.length / step) }, (_, i) => samples[i * step] ?? 0);
}

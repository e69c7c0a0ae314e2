import type { NdArray } from 'ndarray';
import type { ImageNumbers } from '../everywhere.ts';

/** Samples in the order of their shape, without what stands between them. */
export function inOrder(samples: NdArray<ImageNumbers>): ImageNumbers {
  const { data, shape, stride, offset } = samples;
  const [height = 0, width = 0, channels = 0] = shape;
  const [down = 0, right = 0, deeper = 0] = stride;
  const ordered = data.slice(0, height * width * channels);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) ordered[i++] = data[offset + y * down + x * right + c * deeper]!;
    }
  }
  return ordered;
}

/** At most so many values are compared one by one. */
const MOST_VALUES = 100_000;

/** Some of the samples, from all columns and channels. */
export function someOf(samples: ImageNumbers): number[] {
  const step = Math.floor(samples.length / MOST_VALUES) | 1;
  return Array.from({ length: Math.ceil(samples.length / step) }, (_, i) => samples[i * step] ?? 0);
}

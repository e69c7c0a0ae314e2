import { ndArray } from '@cellboard/labels';
import type { Control } from './control.ts';

/** One cell that covers the image. */
export const oneCell: Control = {
  slug: 'one-cell',
  name: 'One cell',
  description:
    'Takes the whole image for a single cell. Measures that only compare areas reward it where cells are dense.',
  showsTruth: false,
  paint({ truth }) {
    const [height, width] = truth.pixels.shape as [number, number];
    return ndArray(new Uint16Array(height * width).fill(1), [height, width]);
  },
};

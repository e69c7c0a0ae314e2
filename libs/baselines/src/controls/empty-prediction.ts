import { ndArray } from '@cellboard/labels';
import type { Control } from './control.ts';

/** No cell at all. */
export const emptyPrediction: Control = {
  slug: 'empty-prediction',
  name: 'Empty prediction',
  description: 'Finds no cell in any image. What scores less does harm.',
  showsTruth: false,
  paint({ truth }) {
    const [height, width] = truth.pixels.shape as [number, number];
    return ndArray(new Uint16Array(height * width), [height, width]);
  },
};

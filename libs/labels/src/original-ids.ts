import type { NdArray } from 'ndarray';

import type { LabelImage } from './label-image.ts';
import { runsOf, sizeOf } from './runs.ts';
import { ndArray } from './nd-array.ts';

/** The image with the ids it came with, shape [height, width], row by row; 0 is background. */
export function toOriginalIds(image: LabelImage): NdArray<Uint32Array> {
  const [height, width] = sizeOf(image);
  const { cell, start, end } = runsOf(image);
  const ids = new Uint32Array(height * width);
  for (let k = 0; k < cell.length; k++) ids.fill(image.ids[cell[k]!]!, start[k], end[k]);
  return ndArray(ids, [height, width]);
}

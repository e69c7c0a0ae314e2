import type { NdArray } from 'ndarray';

import type { LabelImage } from './label-image.ts';
import { sizeOf } from './runs.ts';
import { ndArray } from './nd-array.ts';

/**
 * Marks the border pixels of every cell: those with a neighbour above, below, left or right that is not
 * of the same cell or lies outside the image.
 *
 * @returns shape [height, width], 1 on a border pixel, else 0
 */
export function outlines(image: LabelImage): NdArray<Uint8Array> {
  const [height, width] = sizeOf(image);
  const data = image.pixels.data;
  const marks = new Uint8Array(height * width);
  for (let row = 0, i = 0; row < height; row++) {
    const edgeRow = row === 0 || row === height - 1;
    for (let column = 0; column < width; column++, i++) {
      const cell = data[i];
      if (cell === 0) continue;
      const border =
        edgeRow ||
        column === 0 ||
        column === width - 1 ||
        data[i - 1] !== cell ||
        data[i + 1] !== cell ||
        data[i - width] !== cell ||
        data[i + width] !== cell;
      if (border) marks[i] = 1;
    }
  }
  return ndArray(marks, [height, width]);
}

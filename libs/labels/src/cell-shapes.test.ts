import ndarray from 'ndarray';

import { cellShapes } from './cell-shapes.ts';
import { outlines } from './outlines.ts';
import { cellColour } from './palette.ts';
import { runsOf } from './runs.ts';
import { toLabelImage } from './to-label-image.ts';

// Cell 1 is in two parts; cell 2 is a ring of 8 around a hole.
// prettier-ignore
const image = toLabelImage(ndarray(new Uint8Array([
  1, 0, 2, 2, 2,
  0, 0, 2, 0, 2,
  1, 1, 2, 2, 2,
]), [3, 5]));

describe('runs and shapes', () => {
  it('finds runs in raster order', () => {
    const { cell, start, end } = runsOf(image);
    expect(Array.from(cell, (c, k) => [c, start[k], end[k]])).toEqual([
      [1, 0, 1],
      [2, 2, 5],
      [2, 7, 8],
      [2, 9, 10],
      [1, 10, 12],
      [2, 12, 15],
    ]);
  });

  it('sorts runs by cell and measures boxes and areas', () => {
    const shapes = cellShapes(image);
    expect(Array.from(shapes.first)).toEqual([0, 0, 2, 6]);
    expect(Array.from(shapes.row)).toEqual([0, 2, 0, 1, 1, 2]);
    expect(Array.from(shapes.left)).toEqual([0, 0, 2, 2, 4, 2]);
    expect(Array.from(shapes.right)).toEqual([1, 2, 5, 3, 5, 5]);
    expect(Array.from(shapes.area)).toEqual([0, 3, 8]);
    expect([shapes.top[1], shapes.bottom[1], shapes.boxLeft[1], shapes.boxRight[1]]).toEqual([0, 2, 0, 1]);
    expect([shapes.top[2], shapes.bottom[2], shapes.boxLeft[2], shapes.boxRight[2]]).toEqual([0, 2, 2, 4]);
  });
});

describe('outlines', () => {
  it('marks pixels with a neighbour of another kind, and those on the edge of the image', () => {
    const square = new Uint8Array(36);
    for (const row of [1, 2, 3, 4]) for (const column of [0, 1, 2, 3]) square[row * 6 + column] = 5;
    const marks = Array.from(outlines(toLabelImage(ndarray(square, [6, 6]))).data);
    // prettier-ignore
    expect(marks).toEqual([
      0, 0, 0, 0, 0, 0,
      1, 1, 1, 1, 0, 0,
      1, 0, 0, 1, 0, 0,
      1, 0, 0, 1, 0, 0,
      1, 1, 1, 1, 0, 0,
      0, 0, 0, 0, 0, 0,
    ]);
  });
});

describe('cellColour', () => {
  it('is black for background and differs among thirteen cells in a row', () => {
    expect(cellColour(0)).toEqual([0, 0, 0]);
    expect(new Set(Array.from({ length: 13 }, (_, k) => cellColour(k + 40).join())).size).toBe(13);
  });
});

import { runsOf, sizeOf, type LabelImage, type Runs } from '@cellboard/labels';
import type { LabelRaster } from '../label-raster.ts';

/** Which connected part of its cell each run of a label image belongs to. */
export interface LabelParts {
  readonly runs: Runs;
  /** Number of the part of run k, from 1, in the order of the first pixels, row by row. */
  readonly partOf: Uint32Array;
  readonly count: number;
}

/** Finds the connected parts of cells: pixels of one id that touch one another, also at a corner. Takes one pass over the runs. */
export function labelParts(labels: LabelImage): LabelParts {
  const [, width] = sizeOf(labels);
  const runs = runsOf(labels);
  const { cell, start, end } = runs;
  const parent = new Int32Array(cell.length);
  for (let k = 0; k < parent.length; k++) parent[k] = k;
  let above = 0;
  for (let k = 0; k < cell.length; k++) {
    const rowStart = start[k]! - (start[k]! % width);
    // In the coordinates of the row above, a run touches from its own start − 1 to its end, without wrapping round.
    const left = Math.max(start[k]! - 1, rowStart) - width;
    const right = Math.min(end[k]! + 1, rowStart + width) - width;
    while (above < k && end[above]! <= left) above++;
    for (let other = above; other < k && start[other]! < right; other++)
      if (cell[other] === cell[k]) join(parent, other, k);
  }
  return { runs, ...numbered(parent) };
}

function numbered(parent: Int32Array): { partOf: Uint32Array; count: number } {
  const partOf = new Uint32Array(parent.length);
  let count = 0;
  for (let k = 0; k < parent.length; k++) {
    const root = rootOf(parent, k);
    if (root === k) partOf[k] = ++count;
    else partOf[k] = partOf[root]!;
  }
  return { partOf, count };
}

/** The earlier run becomes the root, so that parts are numbered in the order of their first pixels. */
function join(parent: Int32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parent, a), rootOf(parent, b)];
  if (first < second) parent[second] = first;
  else parent[first] = second;
}

function rootOf(parent: Int32Array, at: number): number {
  let root = at;
  while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
  return root;
}

/** Makes every connected part a cell of its own, numbered in the order of the first pixels, row by row. */
export function splitParts(labels: LabelImage): LabelRaster {
  const [height, width] = sizeOf(labels);
  const { runs, partOf } = labelParts(labels);
  const values = new Uint32Array(width * height);
  for (let k = 0; k < partOf.length; k++) values.fill(partOf[k]!, runs.start[k], runs.end[k]);
  return { values, width, height };
}

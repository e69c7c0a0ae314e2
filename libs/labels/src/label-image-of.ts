import type { LabelImage } from './label-image.ts';
import { lazyNdArray } from './nd-array.ts';
import { rememberRuns, runsOf, type Runs } from './runs.ts';

/** Cells up to which their numbers are kept in 16 bits. */
export const LARGEST_UINT16 = 65_535;

/** What makes a label image. */
export interface LabelImageParts {
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** In raster order, of cells 1..n; each has at least one. */
  readonly runs: Runs;
  /** Original id of cell k at index k, ascending; 0 at index 0. Length n + 1. */
  readonly ids: Uint32Array;
}

/** A label image by its runs. Its pixels are painted when they are first asked for. */
export function labelImageOf({ height, width, runs, ids }: LabelImageParts): LabelImage {
  const cellCount = ids.length - 1;
  const size = height * width;
  const paint = () => painted(runs, cellCount <= LARGEST_UINT16 ? new Uint16Array(size) : new Uint32Array(size));
  const image: LabelImage = { pixels: lazyNdArray(paint, [height, width]), cellCount, ids };
  rememberRuns(image, runs);
  return image;
}

/** The same cells with their numbers for ids: what decoding a file of these numbers gives. Shares the pixels. */
export function numbersAsIds(image: LabelImage): LabelImage {
  const { pixels, cellCount, ids } = image;
  if (ids[cellCount] === cellCount) return image;
  const numbered: LabelImage = { pixels, cellCount, ids: ids.map((_, cell) => cell) };
  rememberRuns(numbered, runsOf(image));
  return numbered;
}

function painted({ cell, start, end }: Runs, numbers: Uint16Array | Uint32Array): Uint16Array | Uint32Array {
  for (let k = 0; k < cell.length; k++) {
    const value = cell[k]!;
    for (let i = start[k]!, last = end[k]!; i < last; i++) numbers[i] = value;
  }
  return numbers;
}

import { cellShapes, type CellShapes } from '../cell-shapes.ts';
import type { LabelImage } from '../label-image.ts';

const { max, min } = Math;

/** Whole numbers that all figures of the cells follow from. Every array has length cellCount + 1; index 0 is unused. */
export interface CellSums {
  /** First and last row and column of the cell, inclusive. */
  readonly top: Int32Array;
  readonly bottom: Int32Array;
  readonly boxLeft: Int32Array;
  readonly boxRight: Int32Array;
  /** Pixels of the cell. */
  readonly area: Uint32Array;
  /** Sums over its pixels: rows counted from `top`, columns counted from `boxLeft`. */
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  /** Stretches of the cell along all rows and all columns of the image. */
  readonly straight: Float64Array;
  /** Stretches of the cell along all diagonals of the image, both ways. */
  readonly diagonal: Float64Array;
}

/** Sums over the pixels of every cell, from its runs. O(runs). */
export function cellSums(image: LabelImage): CellSums {
  const shapes = cellShapes(image);
  const { area, top, bottom, boxLeft, boxRight, first, row, left, right } = shapes;
  const [rows, columns, straight, diagonal] = Array.from({ length: 4 }, () => new Float64Array(area.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let c = 1; c < area.length; c++) {
    for (let k = first[c]!; k < first[c + 1]!; k++) {
      const length = right[k]! - left[k]!;
      rows[c]! += (row[k]! - top[c]!) * length;
      columns[c]! += ((left[k]! + right[k]! - 1 - 2 * boxLeft[c]!) * length) / 2;
    }
    const { below, aslant } = neighbours(shapes, c);
    straight[c] = first[c + 1]! - first[c]! + area[c]! - below;
    diagonal[c] = 2 * area[c]! - aslant;
  }
  return { area, top, bottom, boxLeft, boxRight, rows, columns, straight, diagonal };
}

/** Pairs of pixels of a cell of which one is right below the other, and of which it is below to the left or right. */
function neighbours({ first, row, left, right }: CellShapes, cell: number): { below: number; aslant: number } {
  const from = first[cell]!;
  const to = first[cell + 1]!;
  let [below, aslant] = [0, 0];
  for (let k = from, above = from; k < to; k++) {
    const [l, r, y] = [left[k]!, right[k]!, row[k]!];
    while (row[above]! < y - 1 || (row[above]! < y && right[above]! < l)) above++;
    for (let other = above; row[other]! < y && left[other]! <= r; other++) {
      const [west, east] = [left[other]!, right[other]!];
      below += max(0, min(r, east) - max(l, west));
      aslant += max(0, min(r, east + 1) - max(l, west + 1)) + max(0, min(r, east - 1) - max(l, west - 1));
    }
  }
  return { below, aslant };
}

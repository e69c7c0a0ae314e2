import type { LabelImage } from '../label-image.ts';
import { cellSums, type CellSums } from './cell-sums.ts';

/** Figures of every cell in pixels. Every array has length cellCount + 1; index 0 is unused. */
export interface CellTable {
  readonly area: Uint32Array;
  /** First and last row and column of the cell, inclusive. */
  readonly top: Int32Array;
  readonly bottom: Int32Array;
  readonly boxLeft: Int32Array;
  readonly boxRight: Int32Array;
  /** Mean row and column of its pixels, whose middles are at whole numbers. */
  readonly centroidRow: Float64Array;
  readonly centroidColumn: Float64Array;
  /**
   * Length of its outline, holes included, by the formula of Cauchy and Crofton: π/2 times the mean, over rows, columns
   * and both diagonals, of how often such lines cross the outline, times the distance between the lines. Large discs
   * come out within 2 %. The border of the image counts as outline. Source: Legland, Kiêu & Devaux, Image Analysis &
   * Stereology 26 (2007).
   */
  readonly perimeter: Float64Array;
}

/** Figures of every cell of an image, from its runs. O(runs). */
export function cellTable(image: LabelImage): CellTable {
  return toCellTable(cellSums(image));
}

/** The figures that follow from the sums. */
export function toCellTable({ rows, columns, straight, diagonal, ...boxes }: CellSums): CellTable {
  const { area, top, boxLeft } = boxes;
  return {
    ...boxes,
    centroidRow: rows.map((sum, c) => (c === 0 ? 0 : top[c]! + sum / area[c]!)),
    centroidColumn: columns.map((sum, c) => (c === 0 ? 0 : boxLeft[c]! + sum / area[c]!)),
    // Each stretch is crossed twice; rows and columns are 1 apart, diagonals 1/√2.
    perimeter: straight.map((count, c) => (Math.PI / 4) * (count + diagonal[c]! * Math.SQRT1_2)),
  };
}

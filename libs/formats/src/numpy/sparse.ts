import { FormatError } from '../format-error.ts';
import { checkSize } from '../limits.ts';
import type { NumpyArray } from './array.ts';

/** What a sparse matrix of scipy is made of; `row` and `col` of a list of coordinates. */
const PARTS = ['data', 'shape'];

/** Whether arrays are the parts of one sparse matrix, as `scipy.sparse.save_npz` writes it. */
export function isSparse(arrays: ReadonlyMap<string, NumpyArray>): boolean {
  const has = (...names: string[]) => names.every((name) => arrays.has(name));
  return has(...PARTS) && (has('indices', 'indptr') || has('row', 'col'));
}

/**
 * Puts the parts of a sparse matrix together; what is left out is background.
 *
 * @param byColumns whether a square one is packed by columns
 * @throws FormatError CORRUPT if they do not fit together, TOO_LARGE
 */
export function denseArray(arrays: ReadonlyMap<string, NumpyArray>, byColumns: boolean): NumpyArray {
  const numbers = (name: string) => Array.from(arrays.get(name)?.samples ?? [], Number);
  const [height = 0, width = 0] = numbers('shape');
  checkSize(width, height);
  const data = numbers('data');
  const [indices, pointers] = [numbers('indices'), numbers('indptr')];
  const isColumns = pointers.length - 1 === width && (height !== width || byColumns);
  const [rows, columns] = arrays.has('row')
    ? [numbers('row'), numbers('col')]
    : isColumns
      ? [indices, spread(pointers)]
      : [spread(pointers), indices];
  return fromCoordinates({ rows, columns, data, width, height });
}

/** A matrix by the places of its numbers. */
export interface Coordinates {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly data: readonly number[];
  readonly width: number;
  readonly height: number;
}

/**
 * A matrix by the places of its numbers as an array.
 *
 * @throws FormatError CORRUPT for a place outside
 */
export function fromCoordinates({ rows, columns, data, width, height }: Coordinates): NumpyArray {
  const samples = new Float64Array(width * height);
  for (const [i, value] of data.entries()) {
    const [row, column] = [rows[i] ?? -1, columns[i] ?? -1];
    if (!(row >= 0 && row < height && column >= 0 && column < width))
      throw new FormatError(
        'CORRUPT',
        `The sparse matrix has a number at row ${row}, column ${column}, outside of ${height}×${width}.`,
      );
    samples[row * width + column] = value;
  }
  return { shape: [height, width], fortran: false, samples };
}

/** The row or column of each number, from where each begins. */
export function spread(pointers: readonly number[]): number[] {
  const places: number[] = [];
  for (let i = 0; i + 1 < pointers.length; i++) {
    const count = Math.min(pointers[i + 1]! - pointers[i]!, 2 ** 26);
    for (let k = 0; k < count; k++) places.push(i);
  }
  return places;
}

import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { checkSize } from '../limits.ts';
import type { NumpyArray } from './array.ts';

/** The parts of a sparse matrix of scipy, as `scipy.sparse.save_npz` writes them. */
export interface SparseParts {
  readonly arrays: ReadonlyMap<string, NumpyArray>;
  /** How it is packed, such as `csr`; undefined if the file does not say it. */
  readonly format: string | undefined;
}

/** Whether arrays are the parts of one sparse matrix. */
export function isSparse({ arrays, format }: SparseParts): boolean {
  const has = (...names: string[]) => names.every((name) => arrays.has(name));
  return has('data', 'shape') && (format !== undefined || has('indices', 'indptr') || has('row', 'col'));
}

/**
 * Puts the parts of a sparse matrix together; what is left out is background.
 *
 * @throws FormatError CORRUPT if they do not fit together, UNSUPPORTED for other packings than by rows, columns or
 *   coordinates, and where it is not clear which, TOO_LARGE
 */
export function denseArray({ arrays, format }: SparseParts): NumpyArray {
  const samplesOf = (name: string) => arrays.get(name)?.samples ?? new Uint8Array();
  const [height = 0, width = 0, more] = Array.from(samplesOf('shape').subarray(0, 3), Number);
  if (more !== undefined) throw unsupported('has more than two axes');
  checkSize(width, height);
  const [data, size] = [samplesOf('data'), { width, height }];
  if (arrays.get('data')?.shape.length !== 1) throw unsupported(`is packed as ${format ?? 'blocks'}`);
  if (arrays.has('row') && (format ?? 'coo') === 'coo')
    return fromCoordinates({ rows: samplesOf('row'), columns: samplesOf('col'), data, size });
  const [pointers, indices] = [samplesOf('indptr'), samplesOf('indices')];
  return fromCompressed({ pointers, indices, data, byColumns: isByColumns(format, pointers.length - 1, size), size });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Only of a square matrix the number of pointers does not tell it. */
function isByColumns(format: string | undefined, lines: number, { width, height }: Size): boolean {
  if (format === 'csr' || format === 'csc') return format === 'csc';
  if (format !== undefined) throw unsupported(`is packed as ${format.slice(0, 20)}`);
  if (width === height) throw unsupported('does not say whether it is packed by rows or by columns');
  return lines === width;
}

function unsupported(what: string): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    `The sparse matrix ${what}, which is not read. Save it as an array (toarray), or with save_npz as csr, csc or coo.`,
  );
}

/** A matrix by the places of its numbers. */
export interface Coordinates {
  readonly rows: SampleArray;
  readonly columns: SampleArray;
  readonly data: SampleArray;
  readonly size: Size;
}

/**
 * A matrix by the places of its numbers as an array; numbers at the same place are added, as scipy does.
 *
 * @throws FormatError CORRUPT for a place outside, or more numbers than places
 */
export function fromCoordinates({ rows, columns, data, size }: Coordinates): NumpyArray {
  const matrix = new Matrix(size);
  if (rows.length !== data.length || columns.length !== data.length)
    throw notFitting(`${data.length} numbers at ${rows.length} rows and ${columns.length} columns`);
  for (let i = 0; i < data.length; i++) matrix.add(Number(rows[i]), Number(columns[i]), Number(data[i]));
  return matrix.array();
}

/** A matrix by rows or columns: where the numbers of each begin, and their places in it. */
export interface CompressedMatrix {
  readonly pointers: SampleArray;
  readonly indices: SampleArray;
  readonly data: SampleArray;
  readonly byColumns: boolean;
  readonly size: Size;
}

/**
 * A matrix that is packed by rows or columns as an array. Room for further numbers behind the last is passed over.
 *
 * @throws FormatError CORRUPT for a place outside, or pointers that do not ascend from 0 to at most the numbers
 */
export function fromCompressed({ pointers, indices, data, byColumns, size }: CompressedMatrix): NumpyArray {
  const matrix = new Matrix(size);
  const lines = byColumns ? size.width : size.height;
  const found = Math.min(indices.length, data.length);
  if (pointers.length !== lines + 1 || Number(pointers[0]) !== 0)
    throw notFitting(`${pointers.length} pointers for ${lines} ${byColumns ? 'columns' : 'rows'}`);
  for (let line = 0; line < lines; line++) {
    const [from, to] = [Number(pointers[line]), Number(pointers[line + 1])];
    if (!(Number.isInteger(to) && to >= from && to <= found))
      throw notFitting(`a pointer from ${from} to ${to} of ${found} numbers`);
    for (let i = from; i < to; i++) {
      const place = Number(indices[i]);
      if (byColumns) matrix.add(place, line, Number(data[i]));
      else matrix.add(line, place, Number(data[i]));
    }
  }
  return matrix.array();
}

/** A matrix that is filled number by number. */
class Matrix {
  private readonly samples: Float64Array<ArrayBuffer>;
  private readonly size: Size;

  constructor(size: Size) {
    this.size = size;
    this.samples = new Float64Array(size.width * size.height);
  }

  /** @throws FormatError CORRUPT for a place outside */
  add(row: number, column: number, value: number): void {
    const { width, height } = this.size;
    const at = row * width + column;
    if (!(row >= 0 && row < height && column >= 0 && column < width && Number.isInteger(at)))
      throw new FormatError(
        'CORRUPT',
        `The sparse matrix has a number at row ${row}, column ${column}, outside of ${height}×${width}. Save it again.`,
      );
    this.samples[at]! += value;
  }

  array(): NumpyArray {
    return { shape: [this.size.height, this.size.width], fortran: false, samples: this.samples };
  }
}

function notFitting(what: string): FormatError {
  return new FormatError(
    'CORRUPT',
    `The parts of the sparse matrix do not fit together: it has ${what}. Save it again.`,
  );
}

import { FormatError } from '../format-error.ts';
import { takeForArray, type NumpyArray } from '../numpy/array.ts';

/** Types of numbers, by the third digit of a variable's type from the right. */
const TYPES = ['f8', 'f4', 'i4', 'i2', 'u2', 'u1'];

/** Bytes of the header of a variable. */
const HEADER = 20;

interface Variable {
  readonly big: boolean;
  readonly descr: string;
  readonly rows: number;
  readonly columns: number;
  readonly complex: boolean;
  readonly nameBytes: number;
}

/** A file of version 4 has no mark of its own: its first variable must make sense. */
export function isMat4(head: Uint8Array): boolean {
  const found = readHeader(head);
  if (!found || head.length < HEADER + found.nameBytes) return false;
  const name = head.subarray(HEADER, HEADER + found.nameBytes);
  return name.at(-1) === 0 && /^[A-Za-z]\w*$/.test(new TextDecoder('latin1').decode(name.subarray(0, -1)));
}

/** The type is thousands for the byte order, tens for numbers, ones for full matrices. */
function readHeader(bytes: Uint8Array): Variable | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const big = view.getInt32(0, true) > 9999 || view.getInt32(0, true) < 0;
  const type = view.getInt32(0, !big);
  const kind = TYPES[Math.floor(type / 10) % 10];
  const [rows, columns, complex, nameBytes] = [4, 8, 12, 16].map((at) => view.getInt32(at, !big)) as [
    number,
    number,
    number,
    number,
  ];
  const known = [kind !== undefined, complex === 0 || complex === 1, nameBytes >= 2, nameBytes <= 64];
  const sound = type === (big ? 1000 : 0) + (Math.floor(type / 10) % 10) * 10 && rows >= 0 && columns >= 0;
  if (!sound || known.includes(false)) return undefined;
  return { big, descr: `${big ? '>' : '<'}${kind ?? ''}`, rows, columns, complex: complex === 1, nameBytes };
}

/**
 * Reads the full numeric matrices of a MATLAB 4 file (`-v4`), by name. Complex ones are passed over.
 *
 * @throws FormatError UNSUPPORTED for another kind of variable, TRUNCATED or TOO_LARGE
 */
export function readMat4(bytes: Uint8Array): Map<string, NumpyArray> {
  const arrays = new Map<string, NumpyArray>();
  for (let at = 0; at < bytes.length;) {
    const variable = readHeader(bytes.subarray(at));
    if (!variable)
      throw new FormatError(
        'UNSUPPORTED',
        'The MATLAB 4 file holds texts or sparse matrices, which are not read. Save it with -v7.',
      );
    const { descr, rows, columns, complex, nameBytes } = variable;
    const name = new TextDecoder('latin1').decode(bytes.subarray(at + HEADER, at + HEADER + nameBytes - 1));
    const start = at + HEADER + nameBytes;
    const length = rows * columns * Number(descr.slice(2));
    const data = new Uint8Array(bytes.subarray(start, start + length));
    if (!complex) arrays.set(name, takeForArray({ descr, shape: [rows, columns], fortran: true }, data));
    at = start + length * (complex ? 2 : 1);
  }
  if (arrays.size === 0)
    throw new FormatError(
      'UNSUPPORTED',
      'The MATLAB 4 file holds only complex numbers, which are no ids of cells. Save the label image.',
    );
  return arrays;
}

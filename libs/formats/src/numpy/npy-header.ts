import { FormatError } from '../format-error.ts';
import type { NumpyLayout } from './array.ts';

/** Bytes that are always there: magic number, version and the length of the header. */
export const NPY_START = 12;

/** Begins with \x93NUMPY. */
export function isNpy(bytes: Uint8Array): boolean {
  return [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, i) => bytes[i] === byte);
}

const MAX_HEADER = 64 * 1024;

/** Most axes of an array. */
const MOST_AXES = 64;

/**
 * Where the data of a .npy file begin (NumPy enhancement proposal 1, versions 1 to 3).
 *
 * @param start its first {@link NPY_START} bytes or more
 * @throws FormatError CORRUPT or TRUNCATED
 */
export function npyHeaderRange(start: Uint8Array): { readonly from: number; readonly to: number } {
  const version = start[6] ?? 0;
  if (start.length < NPY_START)
    throw new FormatError('TRUNCATED', `The NPY file ends after ${start.length} bytes, inside its header.`);
  if (version < 1 || version > 3)
    throw new FormatError('CORRUPT', `The NPY file has version ${version}; 1 to 3 exist.`);
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const from = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER)
    throw new FormatError(
      'CORRUPT',
      `The NPY file claims a header of ${length} bytes; NumPy writes at most ${MAX_HEADER}.`,
    );
  return { from, to: from + length };
}

const ENTRY = /\s*'(descr|fortran_order|shape)'\s*:\s*(?:'([^'\\]*)'|(True|False)|\(([\d\sL,]*)\))\s*(?:,|(?=\}))/y;

/**
 * Reads the header of a .npy file, a Python dictionary; it is taken apart, never evaluated.
 *
 * @throws FormatError CORRUPT
 */
export function parseNpyHeader(bytes: Uint8Array): NumpyLayout {
  const header = new TextDecoder('latin1').decode(bytes).trim();
  const found = new Map<string, string>();
  ENTRY.lastIndex = 1;
  let at = 1;
  for (let entry = ENTRY.exec(header); entry; entry = ENTRY.exec(header)) {
    const [, key = '', quoted, truth, tuple] = entry;
    found.set(key, quoted ?? truth ?? tuple ?? '');
    at = ENTRY.lastIndex;
  }
  const descr = found.get('descr');
  const order = found.get('fortran_order');
  const shape = found.get('shape');
  const closed = header.startsWith('{') && header.slice(at).trim() === '}';
  if (!closed || descr === undefined || shape === undefined || (order !== 'True' && order !== 'False')) {
    throw new FormatError('CORRUPT', `The NPY header is not what NumPy writes: ${header.slice(0, 100)}`);
  }
  return { descr, fortran: order === 'True', shape: sidesOf(shape) };
}

function sidesOf(shape: string): number[] {
  const sides = shape.split(',').map((side) => side.trim().replace(/L$/, ''));
  const axes = sides.filter((side) => side !== '');
  if (axes.length > MOST_AXES)
    throw new FormatError('CORRUPT', `The NPY file has ${axes.length} axes; NumPy has at most ${MOST_AXES}.`);
  return axes.map(Number);
}

/**
 * The header of a .npy file and the bytes behind it.
 *
 * @throws FormatError CORRUPT or TRUNCATED
 */
export function splitNpy(bytes: Uint8Array): { readonly layout: NumpyLayout; readonly data: Uint8Array } {
  const { from, to } = npyHeaderRange(bytes);
  if (to > bytes.length) {
    throw new FormatError(
      'TRUNCATED',
      `The NPY file claims a header of ${to - from} bytes, but has ${bytes.length} bytes in all.`,
    );
  }
  return { layout: parseNpyHeader(bytes.subarray(from, to)), data: bytes.subarray(to) };
}

import { FormatError } from '../format-error.ts';
import { toNumpyArray, type NumpyArray, type NumpyLayout } from './array.ts';
import { readPickledArrays } from './pickle.ts';

const MAX_HEADER = 64 * 1024;

/** Begins with \x93NUMPY. */
export function isNpy(bytes: Uint8Array): boolean {
  return [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, i) => bytes[i] === byte);
}

/**
 * Reads a .npy file (NumPy enhancement proposal 1, versions 1 to 3). A pickled object is never rebuilt: of a Cellpose
 * `_seg.npy` the array `masks` is taken, everything else is refused.
 *
 * @throws FormatError CORRUPT, TRUNCATED, UNSUPPORTED, TOO_LARGE, or UNSAFE for other pickled objects
 */
export function readNpy(bytes: Uint8Array): NumpyArray {
  const { text, data } = splitHeader(bytes);
  const layout = parseHeader(text);
  if (layout.descr.includes('O')) {
    const masks = readPickledArrays(data).get('masks');
    if (!masks)
      throw new FormatError(
        'UNSUPPORTED',
        'The pickled file holds no array "masks", so it is no Cellpose segmentation. Save the labels alone.',
      );
    return toNumpyArray(masks, masks.bytes);
  }
  return toNumpyArray(layout, data);
}

function splitHeader(bytes: Uint8Array): { text: string; data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6] ?? 0;
  if (bytes.length < 12)
    throw new FormatError('TRUNCATED', `The NPY file ends after ${bytes.length} bytes, inside its header.`);
  if (version < 1 || version > 3)
    throw new FormatError('CORRUPT', `The NPY file has version ${version}; 1 to 3 exist.`);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER || start + length > bytes.length) {
    throw new FormatError(
      'TRUNCATED',
      `The NPY file claims a header of ${length} bytes, but has ${bytes.length} bytes in all.`,
    );
  }
  const text = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  return { text, data: bytes.subarray(start + length) };
}

const ENTRY = /\s*'(descr|fortran_order|shape)'\s*:\s*(?:'([^'\\]*)'|(True|False)|\(([\d\sL,]*)\))\s*(?:,|(?=\}))/y;

/** The header is a Python dictionary; it is taken apart, never evaluated. */
function parseHeader(text: string): NumpyLayout {
  const header = text.trim();
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
  const sides = shape.split(',').map((side) => side.trim().replace(/L$/, ''));
  return { descr, fortran: order === 'True', shape: sides.filter((side) => side !== '').map(Number) };
}

import { FormatError } from '../format-error.ts';
import { toNumpyArray, type NumpyArray } from './array.ts';
import { npyHeaderRange, parseNpyHeader } from './npy-header.ts';
import { readPickledArrays } from './pickle.ts';

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
  const { header, data } = splitHeader(bytes);
  const layout = parseNpyHeader(header);
  if (layout.descr.includes('O')) {
    const masks = readPickledArrays(data).get('masks');
    if (!masks)
      throw new FormatError(
        'UNSUPPORTED',
        'The pickled file holds no array "masks", so it is not a Cellpose segmentation. Save the labels alone.',
      );
    return toNumpyArray(masks, masks.bytes);
  }
  return toNumpyArray(layout, data);
}

function splitHeader(bytes: Uint8Array): { header: Uint8Array; data: Uint8Array } {
  const { from, to } = npyHeaderRange(bytes);
  if (to > bytes.length) {
    throw new FormatError(
      'TRUNCATED',
      `The NPY file claims a header of ${to - from} bytes, but has ${bytes.length} bytes in all.`,
    );
  }
  return { header: bytes.subarray(from, to), data: bytes.subarray(to) };
}

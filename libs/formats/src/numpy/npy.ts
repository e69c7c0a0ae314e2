import { FormatError } from '../format-error.ts';
import { toNumpyArray, type NumpyArray } from './array.ts';
import { splitNpy } from './npy-header.ts';
import { readPickledArrays } from './pickle.ts';

/**
 * Reads a .npy file (NumPy enhancement proposal 1, versions 1 to 3). A pickled object is never rebuilt: of a Cellpose
 * `_seg.npy` the array `masks` is taken, everything else is refused.
 *
 * @throws FormatError CORRUPT, TRUNCATED, UNSUPPORTED, TOO_LARGE, or UNSAFE for other pickled objects
 */
export function readNpy(bytes: Uint8Array): NumpyArray {
  const { layout, data } = splitNpy(bytes);
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

import { chooseArray } from '../choose-array.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import type { NumpyArray } from './array.ts';
import { numpyLabels } from './numpy-labels.ts';
import { denseArray, isSparse } from './sparse.ts';

/**
 * The label image in one of several named arrays, see {@link chooseArray}.
 *
 * @throws FormatError SEVERAL_IMAGES if it is not clear which, and as {@link numpyLabels}
 */
export function namedLabels(arrays: ReadonlyMap<string, NumpyArray>, choice: LabelChoice): LabelRaster {
  if (isSparse(arrays) && choice.part === undefined) return numpyLabels(denseArray(arrays, false), choice);
  const named = [...arrays].map(([name, array]) => ({
    name,
    array,
    shape: array.shape,
    read: () => numpyLabels(array, {}),
  }));
  const { array } = chooseArray(named, choice);
  return numpyLabels(array, choice);
}

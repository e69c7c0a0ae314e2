import { chooseArray } from '../choose-array.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import type { NumpyArray } from './array.ts';
import { numpyLabels } from './numpy-labels.ts';

/**
 * The label image in one of several named arrays, see {@link chooseArray}.
 *
 * @throws FormatError SEVERAL_IMAGES if it is not clear which, and as {@link numpyLabels}
 */
export function namedLabels(arrays: ReadonlyMap<string, NumpyArray>, choice: LabelChoice): LabelRaster {
  const named = [...arrays].map(([name, array]) => ({
    name,
    array,
    shape: array.shape,
    read: () => numpyLabels(array, {}),
  }));
  const { array } = chooseArray(named, choice);
  return numpyLabels(array, choice);
}

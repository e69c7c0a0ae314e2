import { FormatError } from '../format-error.ts';
import type { NumpyArray } from './array.ts';

/** Names that label images usually have; what stands first is taken first. */
const USUAL = ['masks', 'labels', 'label', 'inst_map', 'y', 'mask', 'arr_0'];

/**
 * Takes one of several named arrays: the one asked for, the only one, or the one with the usual name.
 *
 * @throws FormatError SEVERAL_IMAGES if that is not clear
 */
export function chooseArray(arrays: ReadonlyMap<string, NumpyArray>, name?: string): NumpyArray {
  const names = [...arrays.keys()];
  const [only] = names.length === 1 ? names : [];
  const chosen = arrays.get(name ?? only ?? USUAL.find((usual) => arrays.has(usual)) ?? '');
  if (chosen) return chosen;
  const list = names.slice(0, 20).join(', ') || 'nothing';
  throw new FormatError(
    'SEVERAL_IMAGES',
    `The file holds the arrays ${list}${name === undefined ? '' : `, but not ${name}`}. Choose the one with the labels.`,
  );
}

import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import type { OpenedFile } from '../opened-file.ts';
import type { NumpyArray } from './array.ts';
import { namedLabels } from './choose-numpy.ts';
import { npyHeaderRange, parseNpyHeader } from './npy-header.ts';
import { readNpy } from './npy.ts';
import { numpyLabels } from './numpy-labels.ts';
import { isTextType, textsOf } from './numpy-texts.ts';
import { denseArray, isSparse, type SparseParts } from './sparse.ts';

/** A zip archive of nothing but .npy files. */
export function isNpz({ files }: OpenedFile): boolean {
  return files !== undefined && [...files.keys()].every((name) => name.endsWith('.npy'));
}

/**
 * The arrays of an .npz file by name. Those that hold no numbers, such as the table `meta` of DeepCell, are left out.
 *
 * @throws FormatError as {@link readNpy}, if no array is left or one is unsafe
 */
export function readNpz({ files }: OpenedFile): Map<string, NumpyArray> {
  const arrays = new Map<string, NumpyArray>();
  let refused: FormatError | undefined;
  for (const [name, bytes] of files ?? []) {
    try {
      arrays.set(name.replace(/\.npy$/, ''), readNpy(bytes));
    } catch (error) {
      if (!(error instanceof FormatError) || error.code === 'UNSAFE') throw error;
      refused ??= error;
    }
  }
  if (arrays.size === 0 && refused) throw refused;
  return arrays;
}

/**
 * The label image of an .npz file: one of its arrays, or the sparse matrix that they make.
 *
 * @throws FormatError as {@link readNpz}, {@link namedLabels} and {@link denseArray}
 */
export function npzLabels(file: OpenedFile, choice: LabelChoice): LabelRaster {
  const parts = sparseParts(file);
  if (isSparse(parts) && choice.part === undefined) return numpyLabels(denseArray(parts), choice);
  return namedLabels(parts.arrays, choice);
}

/** Names of the arrays that may be images, and their shapes; none of a sparse matrix, which is one image. */
export function npzArrays(file: OpenedFile): ReadonlyMap<string, NumpyArray> {
  const parts = sparseParts(file);
  return isSparse(parts) ? new Map() : parts.arrays;
}

function sparseParts(file: OpenedFile): SparseParts {
  return { arrays: readNpz(file), format: textIn(file.files?.get('format.npy')) };
}

/** The only text of an array; undefined for an array of anything else. */
function textIn(file: Uint8Array | undefined): string | undefined {
  if (!file) return undefined;
  const { from, to } = npyHeaderRange(file);
  const { descr, shape } = parseNpyHeader(file.subarray(from, to));
  const [text] = isTextType(descr) && shape.length === 0 ? textsOf(descr, file.subarray(to)) : [];
  return text;
}

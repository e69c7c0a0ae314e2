import { FormatError } from '../format-error.ts';
import type { OpenedFile } from '../opened-file.ts';
import type { NumpyArray } from './array.ts';
import { readNpy } from './npy.ts';

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

import { FormatError } from '../format-error.ts';

/** Part of a file: from an offset, or its end. */
export type ByteRange = { readonly offset: number; readonly length: number } | { readonly suffixLength: number };

/** The files of one Zarr hierarchy, wherever they lie, or those of N5 as if they were Zarr. */
export interface ZarrFiles {
  /** Its name for people. */
  readonly format: 'Zarr' | 'N5';
  /**
   * Reads a file.
   *
   * @param key path with forward slashes, relative to the hierarchy; see {@link checkKey}
   * @param limit most bytes that are read
   * @returns undefined when there is no such file
   * @throws FormatError TOO_LARGE beyond the limit, UNSAFE for a key that leads elsewhere
   */
  readonly read: (key: string, limit: number) => Promise<Uint8Array | undefined>;
  /** Reads a part of a file, which must lie within it. */
  readonly readRange: (key: string, range: ByteRange, limit: number) => Promise<Uint8Array | undefined>;
  /** Names of what lies in a folder of the hierarchy, its top if the path is empty; at most {@link MAX_LISTED}, in order. */
  readonly list: (path: string) => Promise<readonly string[]>;
}

/** Most names of a folder that are looked at: chunks of large arrays are far more. */
export const MAX_LISTED = 1000;

/** Longest key; what tools write has less than 200 letters. */
const MAX_KEY = 1024;

/**
 * Checks that a key stays within the hierarchy: metadata, which anyone may have written, names files.
 *
 * @throws FormatError UNSAFE
 */
export function checkKey(key: string): string {
  const plain = key.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  if (plain && key.length <= MAX_KEY && !/[\\:\u0000-\u001f\u007f]/.test(key)) return key;
  throw new FormatError(
    'UNSAFE',
    `The folder names ${JSON.stringify(key.slice(0, 100))}, which is not a plain path within it. Write it again.`,
  );
}

/** Where a part of a file of this length begins and ends. */
export function boundsOf(range: ByteRange, length: number, limit: number): readonly [start: number, end: number] {
  const start = 'suffixLength' in range ? length - range.suffixLength : range.offset;
  const end = 'suffixLength' in range ? length : range.offset + range.length;
  if (!(start >= 0 && end <= length)) {
    throw new FormatError(
      'TRUNCATED',
      `A file of the array has ${length} bytes, but its part from ${start} to ${end} is needed. It was cut off: copy it again.`,
    );
  }
  if (end - start > limit) throw tooLong(end - start, limit);
  return [start, end];
}

/** A file is longer than what it is read for can be. */
export function tooLong(length: number, limit: number): FormatError {
  return new FormatError(
    'TOO_LARGE',
    `A file of the array has ${length} bytes, but at most ${limit} are read. Save smaller chunks.`,
  );
}

import { FormatError } from './format-error.ts';
import type { FileImage, Format } from './format.ts';
import { ARRAYS } from './formats-of-arrays.ts';
import { OUTLINES } from './formats-of-outlines.ts';
import { PICTURES } from './formats-of-pictures.ts';
import type { OpenedFile } from './opened-file.ts';

/** Every format, one row each; the first that matches is taken. */
export const FORMATS: readonly Format[] = [...PICTURES, ...ARRAYS, ...OUTLINES];

/** The format of an opened file; undefined if it is none of ours. */
export async function formatOf(file: OpenedFile): Promise<Format | undefined> {
  for (const format of FORMATS) if (await format.matches(file)) return format;
  return undefined;
}

/**
 * The images that one file holds the labels of; fewer than two where it is a file of one image.
 *
 * @throws FormatError if the file is damaged
 */
export async function imagesIn(file: OpenedFile): Promise<readonly FileImage[]> {
  const format = await formatOf(file);
  if (!format) throw new FormatError('UNKNOWN_FORMAT', 'The file is of no format of label images.');
  return (await format.images?.(file)) ?? [];
}

import { FormatError } from './format-error.ts';
import type { LabelChoice } from './label-raster.ts';
import { decodeLabelPixels } from './node.ts';

/** What reading a file comes to: the ids with their shape, or the error of one that is refused. Any other error is thrown. */
export async function verdict(file: Uint8Array, choice?: LabelChoice): Promise<ReadIds | FormatError> {
  try {
    return await readIds(file, choice);
  } catch (error) {
    if (error instanceof FormatError && error.message.length < 1000) return error;
    throw error;
  }
}

/** The ids of a label image, row by row. */
export interface ReadIds {
  readonly shape: readonly number[];
  readonly ids: readonly number[];
}

export async function readIds(file: Uint8Array, choice?: LabelChoice): Promise<ReadIds> {
  const { shape, data } = await decodeLabelPixels(file, choice);
  return { shape, ids: Array.from(data) };
}

/** The error with which a file is refused; a file that is read fails the test. */
export async function refusalOf(file: Uint8Array, choice?: LabelChoice): Promise<FormatError> {
  const found = await verdict(file, choice);
  if (found instanceof FormatError) return found;
  throw new Error(`The file was read: ${JSON.stringify(found).slice(0, 200)}`);
}

/** The lengths at which a file that is cut there is read nevertheless. */
export async function readWhenCut(file: Uint8Array, choice?: LabelChoice): Promise<number[]> {
  const lengths: number[] = [];
  for (let length = 0; length < file.length; length++) {
    if (!((await verdict(file.subarray(0, length), choice)) instanceof FormatError)) lengths.push(length);
  }
  return lengths;
}

/** Bytes of a text. */
export function textFile(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes of a value as JSON. */
export function jsonFile(value: unknown): Uint8Array {
  return textFile(JSON.stringify(value));
}

import type { LabelImage } from '../label-image.ts';
import type { CellTable } from './cell-table.ts';

/** What stands in front of a label file: a byte that no text begins with, and letters for "Cellboard labels". */
export const MAGIC = [0x8e, 0x43, 0x42, 0x4c] as const;

/** The layout that is written, and the only one that is read. Raise it with every change of the bytes. */
export const LABEL_FILE_VERSION = 1;

/** Longest side of an image in a label file, in pixels: the sums behind a centroid stay exact up to here. */
export const MOST_SIDE = 2 ** 20;

/** Most bytes of a label file once it is unpacked. More are refused before they are made. */
export const MOST_LABEL_FILE_BYTES = 2 ** 28;

/** Magic, version, hash of the original, then height, width, cells and runs of 32 bits each. */
export const HEAD_BYTES = MAGIC.length + 1 + 32 + 4 * 4;

/** Codes of a run; those from 1 to {@link MOVED} belong to a run that has moved against the one above. */
export const ENDS = 0;
export const NEW = 254;
export const ROW_ENDS = 255;
/** By how many pixels either end of a run may move from one row to the next. */
export const REACH = 7;
export const STEPS = 2 * REACH + 1;
export const MOVED = STEPS * STEPS;

/** A label image as it is kept for scores and views, and what it was made from. */
export interface LabelFile {
  /** SHA-256 of the file that it was made from, in lower-case hexadecimal digits. */
  readonly original: string;
  /** Its pixels are painted when they are first asked for; runs and shapes are there without. */
  readonly labels: LabelImage;
  readonly cells: CellTable;
}

/** What stands in front of the table of cells. */
export interface LabelFileHead {
  /** SHA-256 of the file that it was made from. */
  readonly original: string;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  readonly cells: number;
  readonly runs: number;
}

/** A label file that cannot be read or written. The message says what was found and how to fix it. */
export class LabelFileError extends Error {
  override readonly name = 'LabelFileError';
}

/** The refusal of a file with this fault. */
export function damaged(fault: string): LabelFileError {
  return new LabelFileError(`The label file is damaged: ${fault}. Make it again from its original.`);
}

import { FormatError } from './format-error.ts';
import type { CellShape } from './shapes/paint-cells.ts';
import { fillContour, toRing, type Ring } from './shapes/polygon.ts';

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Text whose first line is numbers with commas between. */
export function isOutlines(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).trimStart();
  return /^-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?,[-\d.,]*(?:\r?\n|$)/.test(start);
}

/** The outline of a cell and its number, which is that of its line from 1. */
export interface CellOutline {
  readonly id: number;
  readonly ring: Ring;
}

/**
 * Reads outlines as Cellpose writes them (`_cp_outlines.txt`): a line a cell, x and y in turn, through the middles of
 * its border pixels. The line of a cell with fewer than 5 border pixels is empty.
 *
 * @throws FormatError CORRUPT if a line is anything else, NOT_LABELS for a table of the pixels' ids
 */
export function readOutlines(bytes: Uint8Array): CellOutline[] {
  const lines = new TextDecoder('latin1').decode(bytes).split(/\r?\n/);
  const outlines = lines.flatMap((line, i) => {
    const text = line.trim();
    if (text === '') return [];
    const words = text.replace(/,$/, '').split(',');
    if (!words.every((word) => NUMBER.test(word)))
      throw new FormatError(
        'CORRUPT',
        `Line ${i + 1} of the outlines is not a list of numbers: "${text.slice(0, 40)}".`,
      );
    return [{ id: i + 1, ring: toRing(words.map(Number)) }];
  });
  if (isTable(outlines)) {
    throw new FormatError(
      'NOT_LABELS',
      `The text is a table of ${outlines.length} rows and ${outlines[0]!.ring.length} columns, not outlines of cells. If it holds the ids of the pixels, save them as a NumPy array, PNG or TIFF.`,
    );
  }
  return outlines;
}

/** Rows and columns of the smallest table: a few small cells may have outlines of one length. */
const SMALLEST_TABLE = 8;

/** A label image written as text has rows of one length and background in it: outlines never name a point twice in a row. */
function isTable(outlines: readonly CellOutline[]): boolean {
  const columns = outlines[0]?.ring.length ?? 0;
  if (outlines.length < SMALLEST_TABLE || columns < SMALLEST_TABLE) return false;
  if (outlines.some(({ ring }) => ring.length !== columns)) return false;
  return outlines.some(({ ring }) =>
    ring.some((x, i) => i % 2 === 0 && x === ring[i + 2] && ring[i + 1] === ring[i + 3]),
  );
}

/** The outlines as cells. */
export function outlineShapes(outlines: readonly CellOutline[]): CellShape[] {
  return outlines.map(({ id, ring }) => ({
    id,
    spans: (size, emit) => {
      fillContour(ring, size, emit);
    },
  }));
}

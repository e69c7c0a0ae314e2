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
 * @throws FormatError CORRUPT if a line is anything else
 */
export function readOutlines(bytes: Uint8Array): CellOutline[] {
  const lines = new TextDecoder('latin1').decode(bytes).split(/\r?\n/);
  return lines.flatMap((line, i) => {
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

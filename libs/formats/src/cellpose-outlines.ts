import { FormatError } from './format-error.ts';
import type { CellShape } from './shapes/paint-cells.ts';
import { fillContour, toRing, type Ring } from './shapes/polygon.ts';

const LINE = /^-?\d+(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)*,?$/;

/** Text whose first line is numbers with commas between. */
export function isOutlines(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).trimStart();
  return /^-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?,[-\d.,]*(?:\r?\n|$)/.test(start);
}

/**
 * Reads outlines as Cellpose writes them (`_cp_outlines.txt`): a line a cell, x and y in turn, through the middles of
 * its border pixels.
 *
 * @throws FormatError CORRUPT if a line is anything else
 */
export function readOutlines(bytes: Uint8Array): Ring[] {
  const lines = new TextDecoder('latin1').decode(bytes).split(/\r?\n/);
  return lines.flatMap((line, i) => {
    const text = line.trim();
    if (text === '') return [];
    if (!LINE.test(text))
      throw new FormatError('CORRUPT', `Line ${i + 1} of the outlines is no list of numbers: "${text.slice(0, 40)}".`);
    return [toRing(text.replace(/,$/, '').split(',').map(Number))];
  });
}

/** The outlines as cells, numbered by line. */
export function outlineShapes(rings: readonly Ring[]): CellShape[] {
  return rings.map((ring, i) => ({
    id: i + 1,
    spans: (size, emit) => {
      fillContour(ring, size, emit);
    },
  }));
}

import type { CellClass } from '@cellboard/metrics';
import type { Colour } from '@cellboard/labels';

/**
 * What became of a cell at a threshold of IoU; see `CellClass` of metrics. `plain`: it is compared with nothing.
 * `ignored`: most of it lies where the truth is not certain, so that no score looks at it.
 */
export type CellStatus = CellClass | 'plain' | 'ignored';

/** All of them; the place of a status in this list is its code in tables of cells. */
export const STATUSES = ['plain', 'matched', 'missed', 'invented', 'split', 'merged', 'boundary', 'ignored'] as const;

const CODES = Object.fromEntries(STATUSES.map((status, code) => [status, code])) as Record<CellStatus, number>;

/** The place of a status in {@link STATUSES}. */
export function codeOf(status: CellStatus): number {
  return CODES[status];
}

/** How cells of a status look: by colour, and by line and hatching for those who see no colours. */
export interface StatusLook {
  /** In words, for legends. */
  readonly name: string;
  /** Of Okabe and Ito, "Color Universal Design" (2008). */
  readonly colour: Colour;
  /** Lengths of line and gap in turn; they add up to {@link PERIOD}. */
  readonly dashes: readonly number[];
  /** Lines over the cell, from the bottom left to the top right, or from the top left to the bottom right. */
  readonly hatch: 'none' | 'rising' | 'falling';
}

/** Every pattern of dashes comes again after so many units. */
export const PERIOD = 24;

export const LOOKS: Readonly<Record<CellStatus, StatusLook>> = {
  plain: { name: 'Cell', colour: [86, 180, 233], dashes: [24], hatch: 'none' },
  matched: { name: 'Matched', colour: [86, 180, 233], dashes: [24], hatch: 'none' },
  missed: { name: 'Missed', colour: [204, 121, 167], dashes: [2, 4, 2, 4, 2, 4, 2, 4], hatch: 'none' },
  invented: { name: 'Invented', colour: [230, 159, 0], dashes: [7, 5, 7, 5], hatch: 'none' },
  split: { name: 'Split', colour: [240, 228, 66], dashes: [14, 4, 2, 4], hatch: 'rising' },
  merged: { name: 'Merged', colour: [240, 228, 66], dashes: [8, 4, 2, 4, 2, 4], hatch: 'falling' },
  boundary: { name: 'Boundary only', colour: [0, 158, 115], dashes: [20, 4], hatch: 'none' },
  ignored: { name: 'Not scored', colour: [187, 187, 187], dashes: [2, 10, 2, 10], hatch: 'falling' },
};

/** The dashes of a status as bits: bit s is 1 where the line is drawn at unit s of {@link PERIOD}. */
export function dashBits(status: CellStatus): number {
  let [bits, at] = [0, 0];
  for (const [i, length] of LOOKS[status].dashes.entries()) {
    for (let end = at + length; at < end; at++) if (i % 2 === 0) bits |= 1 << at;
  }
  return bits;
}

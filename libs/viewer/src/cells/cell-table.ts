import type { Colour } from '@cellboard/labels';

import { colourMap, STEPS } from '../image/colour-map.ts';
import { LOOKS, STATUSES } from './status.ts';
import { paletteColour } from './palette.ts';

/**
 * How each cell of a label image is drawn, for both renderers: four bytes a cell, from index 4 · cell number. Red,
 * green and blue; then the code of the status (see `STATUSES`) and {@link FLAGS}. A table never changes: another look
 * is another table, so that a renderer knows by the array whether it has it already.
 */
export type CellTable = Uint8Array;

/** Bits of the fourth byte beside the status. */
export const FLAGS = {
  /** The cell is not drawn. */
  hidden: 8,
  /** Its line is twice as wide. */
  selected: 16,
  /** Its line is one unit wider. */
  hovered: 32,
} as const;

/** The bits of the fourth byte that hold the status. */
export const STATUS_BITS = 7;

/**
 * What the colour of a cell shows: which cell it is, what became of it, how large its IoU is, or how many predictions
 * found it.
 */
export type ColourMode = 'cell' | 'status' | 'iou' | 'consensus';

/** What is known of the cells; arrays go by cell number, index 0 unused. */
export interface TableInput {
  /** Number of a colour for each cell; see `colourTruth` and `colourPrediction`. */
  readonly colours: Uint16Array;
  /** Places in `STATUSES`; all plain where left out. */
  readonly status?: Uint8Array;
  /** 0 to 1; 0 where left out. */
  readonly iou?: Float64Array;
}

/** How the cells are drawn. */
export interface TableLook {
  readonly mode?: Exclude<ColourMode, 'consensus'>;
  /** One colour for all cells instead. */
  readonly colour?: Colour;
  /** Which cells are drawn; all where left out. */
  readonly shows?: (cell: number) => boolean;
}

/** Makes the table of an image. Time O(cells): 5,000 cells take a small part of a millisecond. */
export function cellTable(cells: TableInput, look: TableLook = {}): CellTable {
  const { colours, status } = cells;
  const table = new Uint8Array(colours.length * 4);
  const colourOf = colouring(cells, look);
  for (let cell = 1; cell < colours.length; cell++) {
    const [red, green, blue] = colourOf(cell);
    const at = cell * 4;
    table[at] = red;
    table[at + 1] = green;
    table[at + 2] = blue;
    table[at + 3] = (status?.[cell] ?? 0) | (look.shows?.(cell) === false ? FLAGS.hidden : 0);
  }
  return table;
}

function colouring(
  { colours, status, iou }: TableInput,
  { mode = 'cell', colour }: TableLook,
): (cell: number) => Colour {
  if (colour) return () => colour;
  switch (mode) {
    case 'cell':
      return (cell) => paletteColour(colours[cell]!);
    case 'status':
      return (cell) => LOOKS[STATUSES[status?.[cell] ?? 0]!].colour;
    case 'iou': {
      const map = colourMap('cividis');
      return (cell) => {
        const at = Math.round((iou?.[cell] ?? 0) * (STEPS - 1)) * 3;
        return [map[at]!, map[at + 1]!, map[at + 2]!];
      };
    }
  }
}

/** Cells that stand out; 0 or left out for none. */
export interface Emphasis {
  readonly selected?: number | readonly number[];
  readonly hovered?: number;
}

/** A table with some cells emphasised: the same one where there are none. */
export function emphasised(table: CellTable, { selected = 0, hovered = 0 }: Emphasis): CellTable {
  const all = (typeof selected === 'number' ? [selected] : selected).filter((cell) => cell > 0);
  if (all.length === 0 && hovered === 0) return table;
  const copy = table.slice();
  for (const cell of all) if (4 * cell < copy.length) copy[4 * cell + 3]! |= FLAGS.selected;
  if (hovered > 0 && 4 * hovered < copy.length) copy[4 * hovered + 3]! |= FLAGS.hovered;
  return copy;
}

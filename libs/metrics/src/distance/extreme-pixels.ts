import type { CellShapes } from '@cellboard/labels';

import { WorkBudget } from '../budget/work-budget.ts';
import type { Boxes } from './box-tree.ts';
import { grown } from './grown.ts';
import { noCells } from './no-cells.ts';

const { max } = Math;

/** Directions in which a cell's furthest pixels are kept: down, up, right, left and the four between. */
export const DIRECTIONS = 8;

/** Steps counted for a cell, besides one for every second run. */
const CELL_STEPS = 16;

/**
 * The furthest pixels of cells in eight directions, worked out for a cell when it is first asked for, O(its runs).
 *
 * Pixel d of cell c has the row `pixels[16 c + 2 d]` and the column `pixels[16 c + 2 d + 1]`. One object serves many
 * images: it keeps its memory.
 */
export class ExtremePixels {
  pixels = new Int32Array(0);
  private shapes: CellShapes = noCells;
  private known = new Int32Array(0);
  private readonly budget: WorkBudget;

  constructor(budget = new WorkBudget()) {
    this.budget = budget;
  }

  /** Begins with the cells of another image. */
  reset(shapes: CellShapes): void {
    this.shapes = shapes;
    this.pixels = grown(this.pixels, 2 * DIRECTIONS * shapes.first.length);
    this.known = grown(this.known, shapes.first.length);
    this.known.fill(0, 0, shapes.first.length);
  }

  /** Works out the pixels of a cell, and gives where they begin in {@link pixels}. */
  of(cell: number): number {
    if (this.known[cell] === 0) this.find(cell);
    return 2 * DIRECTIONS * cell;
  }

  /**
   * A squared distance in pixels² that the Hausdorff distance of a cell to another one cannot be below: that of the
   * cell's furthest pixels to the other's box.
   */
  beyond(cell: number, { top, bottom, boxLeft, boxRight }: Boxes, other: number): number {
    const from = this.of(cell);
    const { pixels } = this;
    let furthest = 0;
    for (let k = from; k < from + 2 * DIRECTIONS; k += 2) {
      const y = pixels[k]!;
      const x = pixels[k + 1]!;
      const dy = max(top[other]! - y, y - bottom[other]!, 0);
      const dx = max(boxLeft[other]! - x, x - boxRight[other]!, 0);
      furthest = max(furthest, dy * dy + dx * dx);
    }
    return furthest;
  }

  private find(cell: number): void {
    const { first, row, left, right } = this.shapes;
    const [from, to] = [first[cell]!, first[cell + 1]!];
    // Runs with the furthest pixel to the right, left, lower right, upper right, lower left and upper left.
    let [east, west, southEast, northEast, southWest, northWest] = [from, from, from, from, from, from];
    for (let k = from + 1; k < to; k++) {
      const [y, l, r] = [row[k]!, left[k]!, right[k]!];
      if (r > right[east]!) east = k;
      if (l < left[west]!) west = k;
      if (r + y > right[southEast]! + row[southEast]!) southEast = k;
      if (r - y > right[northEast]! - row[northEast]!) northEast = k;
      if (l - y < left[southWest]! - row[southWest]!) southWest = k;
      if (l + y < left[northWest]! + row[northWest]!) northWest = k;
    }
    let at = 2 * DIRECTIONS * cell;
    for (const run of [from, west, southWest, northWest]) {
      this.pixels[at++] = row[run]!;
      this.pixels[at++] = left[run]!;
    }
    for (const run of [to - 1, east, southEast, northEast]) {
      this.pixels[at++] = row[run]!;
      this.pixels[at++] = right[run]! - 1;
    }
    this.known[cell] = 1;
    this.budget.spent += CELL_STEPS + ((to - from) >> 1);
  }
}

import type { CellShapes } from '@cellboard/labels';

import type { WorkBudget } from '../budget/work-budget.ts';
import type { GeometryCell } from './cell-geometry.ts';
import type { CellRows } from './cell-rows.ts';
import { noCells } from './no-cells.ts';
import type { SearchRange } from './run-trees.ts';

const { max, min } = Math;

/**
 * The rows of a cell that are nearest to one row of the image, to look for the run that is nearest to a pixel.
 *
 * The pixels of a row are asked for from left to right, mostly. Every row therefore keeps its place from one pixel to
 * the next, so that where cells have many runs in a row no run is looked for twice.
 */
export class NearRows {
  /** The run found last. */
  found = 0;
  /** Whether no other row can be nearer than what was found last. */
  isSure = false;
  private readonly budget: WorkBudget;
  private readonly most: number;
  private shapes: CellShapes = noCells;
  private rows!: CellRows;
  private cell = 0;
  /** The row of the pixel asked for last, -1 for none. */
  private y = -1;
  /** The next row entries of the cell below and above; its first, and the place behind its last. */
  private down = 0;
  private up = 0;
  private top = 0;
  private end = 0;
  /** Rows chosen so far. */
  private count = 0;
  /** Squared distance of a row; its first run, its last, and the first that ends behind the pixel asked for last. */
  private readonly squared: Float64Array;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly at: Int32Array;

  constructor(most: number, budget: WorkBudget) {
    this.most = most;
    this.budget = budget;
    this.squared = new Float64Array(most);
    this.first = new Int32Array(most);
    this.last = new Int32Array(most);
    this.at = new Int32Array(most);
  }

  /** Chooses the cell. */
  aim({ of: { rows, shapes }, number }: GeometryCell): void {
    this.rows = rows;
    this.shapes = shapes;
    this.cell = number;
    this.y = -1;
  }

  /**
   * Squared distance in pixels² from the pixel (y, x) to the nearest run of these rows, or to the first one met that is
   * `within` reach; `below` where none is nearer than that.
   */
  nearest(y: number, x: number, { within, below }: SearchRange): number {
    if (y !== this.y) this.enter(y);
    const { squared, first } = this;
    const { left, right } = this.shapes;
    let nearest = below;
    let n = 0;
    let tried = 0;
    for (; n < this.most; n++) {
      if (n === this.count) this.addRow();
      const toRow = squared[n]!;
      if (toRow >= nearest) break;
      tried++;
      let k = first[n] === this.last[n] ? first[n]! : this.advance(n, x);
      let dx = max(left[k]! - x, x - right[k]! + 1, 0);
      if (dx > 0 && k > first[n]! && x - right[k - 1]! + 1 < dx) dx = x - right[--k]! + 1;
      if (toRow + dx * dx >= nearest) continue;
      nearest = toRow + dx * dx;
      this.found = k;
      if (nearest <= within) break;
    }
    this.budget.spent += tried;
    this.isSure = n < this.most;
    return nearest;
  }

  private enter(y: number): void {
    const { rows, cell } = this;
    this.y = y;
    this.down = rows.notAbove(cell, y);
    this.up = this.down - 1;
    this.top = rows.firstOf(cell);
    this.end = rows.endOf(cell);
    this.count = 0;
  }

  /** Adds the next row, which is infinitely far where there is none. */
  private addRow(): void {
    const { rows, y, down, up, count } = this;
    const { row } = this.shapes;
    const toDown = down < this.end ? row[rows.run[down]!]! - y : Infinity;
    const toUp = up >= this.top ? y - row[rows.run[up]!]! : Infinity;
    const dy = min(toDown, toUp);
    this.count++;
    this.squared[count] = dy * dy;
    if (dy === Infinity) return;
    const entry = toDown <= toUp ? this.down++ : this.up--;
    this.at[count] = this.first[count] = rows.run[entry]!;
    this.last[count] = rows.run[entry + 1]! - 1;
  }

  /** The first run of row n that ends behind column x, or its last. */
  private advance(n: number, x: number): number {
    const { right } = this.shapes;
    const last = this.last[n]!;
    let low = this.at[n]!;
    if (low > this.first[n]! && right[low - 1]! > x) low = this.first[n]!;
    if (low === last || right[low]! > x) return (this.at[n] = low);
    this.budget.spent++;
    let step = 1;
    while (low + step < last && right[low + step]! <= x) {
      low += step;
      step *= 2;
      this.budget.spent++;
    }
    let high = min(low + step, last);
    low++;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (right[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    return (this.at[n] = low);
  }
}

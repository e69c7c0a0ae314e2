import type { CellShapes } from '@cellboard/labels';

const { max, min } = Math;

/** More runs than there are in any image; a whole number, so that places stay whole numbers. */
const ALL_RUNS = 2 ** 30;

/** Further than any pixel. */
const FAR = Infinity;

/** The arrays that a distance is measured to: runs sorted by cell, then row, then column. */
export type TargetRuns = Pick<CellShapes, 'first' | 'row' | 'left' | 'right'>;

/**
 * Measures distances from pixels to the nearest pixel of one cell.
 *
 * From the pixel's own row it looks at rows further up and down and stops where the rows alone are as far
 * as the best found; within a row the distance to a run is a subtraction. No allocation.
 */
export class CellDistance {
  private readonly row: Int32Array;
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly firstRun: Uint32Array;
  /** Runs looked at so far, for the budget of work. */
  looked = 0;
  /** Whether the distance asked for last is that of the nearest run. */
  isSure = true;
  private from = 0;
  private to = 0;
  /** First run of the cell that is not above the pixel asked for last. */
  private cursor = 0;

  constructor(runs: TargetRuns) {
    this.row = runs.row;
    this.left = runs.left;
    this.right = runs.right;
    this.firstRun = runs.first;
  }

  /** Chooses the cell that the next distances are measured to, and the row of the first pixel asked for. */
  aim(cell: number, y: number): void {
    this.from = this.firstRun[cell]!;
    this.to = this.firstRun[cell + 1]!;
    let [low, high] = [this.from, this.to];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.row[middle]! < y) low = middle + 1;
      else high = middle;
    }
    this.cursor = low;
  }

  /** Tells the row of the pixels asked for next. Cheap where rows come in order. */
  enter(y: number): void {
    let k = this.cursor;
    while (k < this.to && this.row[k]! < y) k++;
    while (k > this.from && this.row[k - 1]! >= y) k--;
    this.cursor = k;
  }

  /** Some pixel of the cell, about in its middle. */
  middle(): readonly [y: number, x: number] {
    const k = (this.from + this.to) >> 1;
    return [this.row[k]!, (this.left[k]! + this.right[k]! - 1) >> 1];
  }

  /**
   * The first column from x on that is further than `reach` pixels from the cell's own pixels in the row y,
   * which must have been entered.
   */
  pass(y: number, x: number, reach: number): number {
    const { row, left, right, to } = this;
    for (let k = this.cursor; k < to && row[k] === y; k++) {
      if (left[k]! - reach > x) break;
      x = max(x, right[k]! + reach);
    }
    return x;
  }

  /**
   * Squared distance in pixels² from the pixel (y, x) to the cell; y must have been entered.
   *
   * @param most runs to look at in either direction; {@link isSure} tells whether they were enough
   */
  squared(y: number, x: number, most = ALL_RUNS): number {
    const { row, left, right, cursor } = this;
    const begin = max(this.from, cursor - most);
    const end = min(this.to, cursor + most);
    let best = FAR;
    let below = cursor;
    for (; below < end; below++) {
      const dy = row[below]! - y;
      if (dy * dy >= best) break;
      const dx = max(left[below]! - x, x - right[below]! + 1, 0);
      best = min(best, dy * dy + dx * dx);
    }
    let above = cursor - 1;
    for (; above >= begin; above--) {
      const dy = y - row[above]!;
      if (dy * dy >= best) break;
      const dx = max(left[above]! - x, x - right[above]! + 1, 0);
      best = min(best, dy * dy + dx * dx);
    }
    this.looked += below - above;
    this.isSure = (below < end || end === this.to) && (above >= begin || begin === this.from);
    return best;
  }
}

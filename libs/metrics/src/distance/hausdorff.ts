import type { CellShapes } from '@cellboard/labels';

import type { WorkBudget } from '../budget/work-budget.ts';
import type { GeometryCell } from './cell-geometry.ts';
import { DIRECTIONS } from './extreme-pixels.ts';
import { NearRows } from './near-rows.ts';
import type { Pixel } from './run-trees.ts';
import type { SearchSettings } from './search-settings.ts';

const { floor, max, min, sqrt } = Math;

/** What is known of a squared distance in pixels²: it is at least `atLeast`, and of no interest from `below` on. */
export interface Interest {
  readonly atLeast: number;
  readonly below: number;
}

/**
 * Measures the Hausdorff distance of two cells of any shape, however scattered.
 *
 * It starts from the distance m that the two have at least, and looks for pixels of one cell that are further than m
 * from the other: first the furthest in eight directions, which raise m, then all. What is within m of one pixel of the
 * target is skipped by bands of rows, by rows, and along a row: from a run of the target at a distance of dy rows, all
 * columns up to √(m² − dy²) behind its end are within m. A pixel's nearest run is looked for in the rows nearest to it,
 * then in the tree of the cell's runs.
 */
export class Hausdorff {
  private readonly budget: WorkBudget;
  private readonly near: NearRows;
  /** Squared distance in pixels² that the two cells have at least; the result in the end. */
  private furthest = 0;
  private below = Infinity;
  /** The run of the target found last: often it serves the next pixel, too. */
  private found = 0;
  /** Some pixel of the target, about in its middle. */
  private middleY = 0;
  private middleX = 0;

  constructor({ nearRows }: SearchSettings, budget: WorkBudget) {
    this.near = new NearRows(nearRows, budget);
    this.budget = budget;
  }

  /** Squared Hausdorff distance in pixels²; `below` where it is not below that, or where the budget is spent. */
  squared(a: GeometryCell, b: GeometryCell, { atLeast, below }: Interest): number {
    this.furthest = atLeast;
    this.below = below;
    const isBelow = this.probe(a, b) && this.probe(b, a) && this.cover(a, b) && this.cover(b, a);
    return isBelow ? this.furthest : below;
  }

  private aim(target: GeometryCell): void {
    const { shapes } = target.of;
    const { number } = target;
    this.near.aim(target);
    this.found = (shapes.first[number]! + shapes.first[number + 1]!) >> 1;
    this.middleY = shapes.row[this.found]!;
    this.middleX = (shapes.left[this.found]! + shapes.right[this.found]! - 1) >> 1;
  }

  /** Raises m to the distance of the source's furthest pixels in eight directions; whether it stays of interest. */
  private probe(source: GeometryCell, target: GeometryCell): boolean {
    const { extremes } = source.of;
    const from = extremes.of(source.number);
    this.aim(target);
    for (let k = from; k < from + 2 * DIRECTIONS; k += 2) {
      if (!this.reach(target, extremes.pixels[k]!, extremes.pixels[k + 1]!)) return false;
    }
    return true;
  }

  /** Raises m to the distance of the source's furthest pixel; whether it stays of interest. */
  private cover(source: GeometryCell, target: GeometryCell): boolean {
    const { rows, shapes } = source.of;
    this.aim(target);
    const first = rows.firstOf(source.number);
    const end = rows.endOf(source.number);
    let band = rows.bandOf(source.number);
    for (let from = first; from < end; from += rows.bandRows, band++) {
      const to = min(from + rows.bandRows, end);
      const dy = max(this.middleY - shapes.row[rows.run[from]!]!, shapes.row[rows.run[to - 1]!]! - this.middleY);
      const dx = max(this.middleX - rows.left[band]!, rows.right[band]! - this.middleX);
      this.budget.spent++;
      if (dy * dy + dx * dx <= this.furthest) continue;
      if (!this.coverBand([from, to], source, target)) return false;
    }
    return true;
  }

  private coverBand(
    [first, end]: readonly [first: number, end: number],
    source: GeometryCell,
    target: GeometryCell,
  ): boolean {
    const { rows, shapes } = source.of;
    const { row, left, right } = shapes;
    this.budget.spent += end - first;
    for (let r = first; r < end; r++) {
      const from = rows.run[r]!;
      const to = rows.run[r + 1]!;
      const dy = row[from]! - this.middleY;
      const dx = max(this.middleX - left[from]!, right[to - 1]! - 1 - this.middleX);
      if (dy * dy + dx * dx <= this.furthest) continue;
      if (!this.coverRow([from, to], shapes, target)) return false;
    }
    return true;
  }

  private coverRow(
    [from, to]: readonly [from: number, to: number],
    { row, left, right }: CellShapes,
    target: GeometryCell,
  ): boolean {
    const { shapes } = target.of;
    const y = row[from]!;
    // A step along the runs costs less than a step of a search.
    this.budget.spent += (to - from) >> 2;
    for (let k = from, x = 0; k < to; k++) {
      const stop = right[k]!;
      x = max(x, left[k]!);
      while (x < stop) {
        if (!this.reach(target, y, x) || this.budget.isSpent) return false;
        const dy = shapes.row[this.found]! - y;
        x = shapes.right[this.found]! + floor(sqrt(this.furthest - dy * dy));
      }
    }
    return true;
  }

  /** Finds a run of the target within m of a pixel, or raises m to the nearest one; whether m stays of interest. */
  private reach(target: GeometryCell, y: number, x: number): boolean {
    const { shapes, trees } = target.of;
    this.budget.spent++;
    if (squaredDistance(shapes, this.found, { y, x }) <= this.furthest) return true;
    let nearest = this.near.nearest(y, x, { within: this.furthest, below: this.below });
    if (nearest < this.below) this.found = this.near.found;
    if (nearest <= this.furthest) return true;
    if (!this.near.isSure) {
      const further = trees.nearest(target.number, { y, x }, { within: this.furthest, below: nearest });
      if (further < nearest) this.found = trees.found;
      nearest = further;
    }
    if (nearest > this.furthest) this.furthest = nearest;
    return nearest < this.below;
  }
}

function squaredDistance({ row, left, right }: CellShapes, run: number, { y, x }: Pixel): number {
  const dy = row[run]! - y;
  const dx = max(left[run]! - x, x - right[run]! + 1, 0);
  return dy * dy + dx * dx;
}

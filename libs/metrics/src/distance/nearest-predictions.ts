import { cellShapes, sizeOf, type CellShapes, type LabelImage } from '@cellboard/labels';

import { boxGrid, type BoxGrid } from './box-grid.ts';
import { CellDistance } from './cell-distance.ts';
import type { OverlapTable } from '../overlap/overlap-table.ts';

const { abs, floor, max, sqrt } = Math;

/** For every truth cell the predicted cell at the smallest Hausdorff distance; index 0 unused. */
export interface NearestPredictions {
  /** Number of that predicted cell, or 0 where the prediction has no cells. */
  readonly prediction: Uint32Array;
  /** Hausdorff distance in pixels; the diagonal of the image where the prediction has no cells. */
  readonly distance: Float64Array;
}

/**
 * Exact Hausdorff distance of every truth cell to the predicted cell where it is smallest.
 *
 * The distance is that of the full pixel sets, centre to centre:
 * max(sup over x in P of d(x, G), sup over y in G of d(y, P)).
 * Predicted cells are tried from near to far; those whose box alone is further away than the best so far
 * (the largest difference of the four sides and the gap between the boxes bound the distance from below) are never measured.
 *
 * @param table overlaps of the same two images
 */
export function nearestPredictions(truth: LabelImage, prediction: LabelImage, table: OverlapTable): NearestPredictions {
  const size = sizeOf(truth);
  const nearest = {
    prediction: new Uint32Array(truth.cellCount + 1),
    distance: new Float64Array(truth.cellCount + 1),
  };
  if (prediction.cellCount === 0) {
    nearest.distance.fill(Math.hypot(...size), 1);
    return nearest;
  }
  const search = new NearestSearch(cellShapes(truth), cellShapes(prediction), size);
  for (let t = 1; t <= truth.cellCount; t++) {
    search.start(t, largestOverlap(table, t));
    nearest.prediction[t] = search.best;
    nearest.distance[t] = sqrt(search.bestSquared);
  }
  return nearest;
}

function largestOverlap({ first, prediction, shared }: OverlapTable, t: number): number {
  let best = 0;
  let most = 0;
  for (let k = first[t]!; k < first[t + 1]!; k++) {
    if (shared[k]! <= most) continue;
    most = shared[k]!;
    best = prediction[k]!;
  }
  return best;
}

/** Looks for the predicted cell with the smallest Hausdorff distance to one truth cell after another. */
class NearestSearch {
  best = 0;
  bestSquared = Infinity;
  private cell = 0;
  private readonly truth: CellShapes;
  private readonly prediction: CellShapes;
  private readonly toTruth: CellDistance;
  private readonly toPrediction: CellDistance;
  private readonly grid: BoxGrid;

  constructor(truth: CellShapes, prediction: CellShapes, size: readonly [number, number]) {
    this.truth = truth;
    this.prediction = prediction;
    this.toTruth = new CellDistance(truth);
    this.toPrediction = new CellDistance(prediction);
    this.grid = boxGrid(prediction, size);
  }

  /** @param guess the predicted cell to try first, or 0 */
  start(cell: number, guess: number): void {
    this.cell = cell;
    this.best = 0;
    this.bestSquared = Infinity;
    if (guess > 0) this.measure(guess);
    const { side, columns, rows } = this.grid;
    const y = floor(this.truth.top[cell]! / side);
    const x = floor(this.truth.boxLeft[cell]! / side);
    const rings = max(y, rows - 1 - y, x, columns - 1 - x);
    for (let ring = 0; ring <= rings; ring++) {
      // Top or left of a cell in this ring differs by more than so many whole squares.
      if (ring > 0 && ((ring - 1) * side + 1) ** 2 >= this.bestSquared) break;
      this.tryRing(y, x, ring);
    }
  }

  private tryRing(y: number, x: number, ring: number): void {
    const { columns, rows } = this.grid;
    const last = Math.min(rows - 1, y + ring);
    for (let row = max(0, y - ring); row <= last; row++) {
      if (row === y - ring || row === y + ring) {
        const end = Math.min(columns - 1, x + ring);
        for (let column = max(0, x - ring); column <= end; column++) this.trySquare(row * columns + column);
      } else {
        if (x - ring >= 0) this.trySquare(row * columns + x - ring);
        if (x + ring < columns) this.trySquare(row * columns + x + ring);
      }
    }
  }

  private trySquare(square: number): void {
    const { first, cells } = this.grid;
    for (let k = first[square]!; k < first[square + 1]!; k++) {
      const p = cells[k]!;
      if (p !== this.best && this.boxBound(p) < this.bestSquared) this.measure(p);
    }
  }

  /**
   * A squared distance in pixels² that the Hausdorff distance cannot be below: every side of a box holds a pixel, which
   * is at least as far from the other cell as from the same side of its box; and no pixels are nearer than the boxes.
   */
  private boxBound(p: number): number {
    const { truth, prediction, cell } = this;
    const [top, bottom] = [truth.top[cell]! - prediction.top[p]!, truth.bottom[cell]! - prediction.bottom[p]!];
    const [left, right] = [
      truth.boxLeft[cell]! - prediction.boxLeft[p]!,
      truth.boxRight[cell]! - prediction.boxRight[p]!,
    ];
    const side = max(abs(top), abs(bottom), abs(left), abs(right));
    const gapY = max(truth.top[cell]! - prediction.bottom[p]!, prediction.top[p]! - truth.bottom[cell]!, 0);
    const gapX = max(truth.boxLeft[cell]! - prediction.boxRight[p]!, prediction.boxLeft[p]! - truth.boxRight[cell]!, 0);
    return max(side * side, gapY * gapY + gapX * gapX);
  }

  private measure(p: number): void {
    const { truth, prediction, cell } = this;
    this.toPrediction.aim(p, truth.bottom[cell]!);
    const forth = furthestSquared({ shapes: truth, cell }, this.toPrediction, this.bestSquared);
    if (forth >= this.bestSquared) return;
    this.toTruth.aim(cell, prediction.bottom[p]!);
    const back = furthestSquared({ shapes: prediction, cell: p }, this.toTruth, this.bestSquared);
    if (back >= this.bestSquared) return;
    this.best = p;
    this.bestSquared = max(forth, back);
  }
}

/**
 * Largest squared distance from a pixel of a cell to the target; stops as soon as it reaches `enough`.
 *
 * What cannot exceed the largest distance so far, m, is skipped: runs whose ends are both within m of one pixel of the
 * target; pixels at most m beside a pixel of the target in their row; and, as the distance changes by at most 1 a
 * pixel, the next ⌊m − v⌋ behind a pixel at distance v. The last row comes first, because it is often far away.
 */
function furthestSquared(
  { shapes, cell }: { shapes: CellShapes; cell: number },
  target: CellDistance,
  enough: number,
): number {
  const { row, left, right } = shapes;
  const first = shapes.first[cell]!;
  const last = shapes.first[cell + 1]! - 1;
  const [middleY, middleX] = target.middle();
  let furthest = 0;
  let root = 0;
  for (let n = first; n <= last; n++) {
    const k = n === first ? last : n - 1;
    const y = row[k]!;
    const stop = right[k]!;
    const dy = y - middleY;
    const dx = max(middleX - left[k]!, stop - 1 - middleX);
    if (dy * dy + dx * dx <= furthest) continue;
    target.enter(y);
    for (let x = target.pass(y, left[k]!, floor(root)); x < stop; x = target.pass(y, x, floor(root))) {
      const squared = target.squared(y, x);
      if (squared >= enough) return squared;
      if (squared > furthest) {
        furthest = squared;
        root = sqrt(squared);
      }
      x += floor(root - sqrt(squared)) + 1;
    }
  }
  return furthest;
}

import { cellShapes, sizeOf, type LabelImage } from '@cellboard/labels';

import { searchStepsFor } from '../budget/work-budget.ts';
import type { OverlapTable } from '../overlap/overlap-table.ts';
import { NearestSearch } from './nearest-search.ts';
import { sparseRuns } from './scattered-cells.ts';

const { hypot, sqrt } = Math;

/** For every truth cell the predicted cell at the smallest Hausdorff distance; index 0 unused. */
export interface NearestPredictions {
  /** Number of that predicted cell, or 0 where the prediction has no cells or the search was given up. */
  readonly prediction: Uint32Array;
  /** Hausdorff distance in pixels; the diagonal of the image where the prediction has no cells or it was given up. */
  readonly distance: Float64Array;
  /** Whether the search was given up because it took more steps than its budget. */
  readonly givenUp: boolean;
  /** Pairs of cells that were measured, and steps that the search took: the same on every machine. */
  readonly measured: number;
  readonly steps: number;
}

/** Serves every pair of images of this thread, so that memory is not asked for again and again. */
const usualSearch = new NearestSearch();

/**
 * Exact Hausdorff distance of every truth cell to the predicted cell where it is smallest.
 *
 * The distance is that of the full pixel sets, centre to centre:
 * max(sup over x in P of d(x, G), sup over y in G of d(y, P)).
 * Of equally near predicted cells it is the one with the largest overlap if it is among them, else the one with the
 * smallest lower bound (see {@link NearestSearch}), then the smallest number.
 *
 * Near linear in pixels for anything that looks like cells. Where cells are scattered over the image no bound tells
 * them apart; after 50 steps per pixel and 10 million, of which each run of a cell that fills less than 15 % of its box
 * takes 23 beforehand, the search is given up, and every distance is the diagonal.
 *
 * @param table overlaps of the same two images
 */
export function nearestPredictions(truth: LabelImage, prediction: LabelImage, table: OverlapTable): NearestPredictions {
  const runs = sparseRuns(cellShapes(truth)) + sparseRuns(cellShapes(prediction));
  return searchNearest({ truth, prediction, table }, usualSearch, searchStepsFor(table.pixels, runs));
}

/** Two images and their overlaps. */
export interface ComparedImages {
  readonly truth: LabelImage;
  readonly prediction: LabelImage;
  readonly table: OverlapTable;
}

/** As {@link nearestPredictions}, by a given search, with a given budget of steps. */
export function searchNearest(
  { truth, prediction, table }: ComparedImages,
  search: NearestSearch,
  steps: number,
): NearestPredictions {
  const nearest = new Uint32Array(truth.cellCount + 1);
  const distance = new Float64Array(truth.cellCount + 1);
  if (prediction.cellCount === 0) {
    distance.fill(diagonalOf(truth), 1);
    return { prediction: nearest, distance, givenUp: false, measured: 0, steps: 0 };
  }
  search.begin({ truth: cellShapes(truth), prediction: cellShapes(prediction) }, steps);
  for (let t = 1; t <= truth.cellCount && !search.budget.isSpent; t++) {
    search.find(t, largestOverlap(table, t));
    nearest[t] = search.best;
    distance[t] = sqrt(search.bestSquared);
  }
  search.end();
  const givenUp = search.budget.isSpent;
  if (givenUp) {
    nearest.fill(0);
    distance.fill(diagonalOf(truth), 1);
  }
  return { prediction: nearest, distance, givenUp, measured: search.measured, steps: search.budget.spent };
}

/** Larger than any distance within the image. */
function diagonalOf(image: LabelImage): number {
  return hypot(...sizeOf(image));
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

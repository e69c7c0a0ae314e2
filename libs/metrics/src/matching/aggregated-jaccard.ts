import { WorkBudget } from '../budget/work-budget.ts';
import { bestOverlaps, type BestOverlaps } from '../overlap/best-overlaps.ts';
import type { OverlapTable } from '../overlap/overlap-table.ts';
import type { Fraction } from '../sheet/fraction.ts';
import { bestAssignment, iouOf } from './best-assignment.ts';

/**
 * AJI of Kumar et al., A Dataset and a Technique for Generalized Nuclear Segmentation for Computational Pathology,
 * IEEE TMI 2017, algorithm 1: every truth cell takes the predicted cell with the largest IoU, which several may take;
 * predicted cells that nobody takes add their area to the denominator. Equal IoU: the smallest predicted number.
 *
 * @param best partners of the truth cells in this table
 * @returns pixels of all intersections over pixels of all unions and of what is left over
 */
export function aggregatedJaccard(table: OverlapTable, best: BestOverlaps = bestOverlaps(table)): Fraction {
  return jaccardOver(table, best.prediction);
}

/**
 * AJI+ of Graham et al., HoVer-Net, Medical Image Analysis 2019: as {@link aggregatedJaccard}, but pairs are one to
 * one, by the assignment with the largest sum of IoU.
 *
 * @param budget of steps; where it is spent, the result is 0 over the areas of all cells, as without any pair
 */
export function aggregatedJaccardPlus(table: OverlapTable, budget = new WorkBudget()): Fraction {
  const partners = new Uint32Array(table.truthCells + 1);
  const { truth, prediction } = bestAssignment(table, iouOf(table), budget);
  if (budget.isSpent) return jaccardOver(table, partners);
  for (let k = 0; k < truth.length; k++) partners[truth[k]!] = prediction[k]!;
  return jaccardOver(table, partners);
}

/** Sums over the partner of every truth cell (0: none) and what no truth cell takes. */
function jaccardOver(
  { first, prediction, shared, truthArea, predictionArea }: OverlapTable,
  partners: Uint32Array,
): Fraction {
  const used = new Uint8Array(predictionArea.length);
  let intersection = 0;
  let union = 0;
  for (let t = 1; t < truthArea.length; t++) {
    const partner = partners[t]!;
    union += truthArea[t]!;
    if (partner === 0) continue;
    let k = first[t]!;
    while (prediction[k] !== partner) k++;
    intersection += shared[k]!;
    union += predictionArea[partner]! - shared[k]!;
    used[partner] = 1;
  }
  for (let p = 1; p < predictionArea.length; p++) if (used[p] === 0) union += predictionArea[p]!;
  return [intersection, union];
}

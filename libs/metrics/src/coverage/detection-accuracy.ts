import type { OverlapTable } from '../overlap/overlap-table.ts';
import type { Fraction } from '../sheet/fraction.ts';
import type { Coverage } from './coverage.ts';

/**
 * DET of the Cell Tracking Challenge before it is cut off at 0: cost of turning the prediction into the truth, 5 for
 * every cell too many under one predicted cell, 10 for each missed, 1 for each invented, against the cost 10 n of
 * starting from nothing. Matula et al., PLOS ONE 2015.
 */
export function detectionAccuracy({ truthCells }: OverlapTable, { coveredBy, covers }: Coverage): Fraction {
  let cost = 0;
  for (let t = 1; t < coveredBy.length; t++) if (coveredBy[t] === 0) cost += 10;
  for (let p = 1; p < covers.length; p++) cost += covers[p] === 0 ? 1 : 5 * (covers[p]! - 1);
  return [10 * truthCells - cost, 10 * truthCells];
}

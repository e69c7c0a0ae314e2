import type { OverlapTable } from '../overlap/overlap-table.ts';

/** How cells of both images cover each other; arrays over cells have index 0 unused. */
export interface Coverage {
  /** Predicted cell that covers more than half of the truth cell, or 0. There is at most one. */
  readonly coveredBy: Uint32Array;
  /** Number of truth cells of which a predicted cell covers more than half. */
  readonly covers: Uint32Array;
  /** Truth cell that holds more than half of the predicted cell, or 0. */
  readonly liesIn: Uint32Array;
  /** Number of predicted cells that lie in a truth cell with more than half of their area. */
  readonly holds: Uint32Array;
}

/** Finds who covers more than half of whom, strictly. O(pairs). */
export function coverage({ truth, prediction, shared, truthArea, predictionArea }: OverlapTable): Coverage {
  const found = {
    coveredBy: new Uint32Array(truthArea.length),
    covers: new Uint32Array(predictionArea.length),
    liesIn: new Uint32Array(predictionArea.length),
    holds: new Uint32Array(truthArea.length),
  };
  for (let k = 0; k < truth.length; k++) {
    const t = truth[k]!;
    const p = prediction[k]!;
    if (2 * shared[k]! > truthArea[t]!) {
      found.coveredBy[t] = p;
      found.covers[p]!++;
    }
    if (2 * shared[k]! > predictionArea[p]!) {
      found.liesIn[p] = t;
      found.holds[t]!++;
    }
  }
  return found;
}

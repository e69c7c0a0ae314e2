import type { OverlapTable } from '../overlap/overlap-table.ts';

/** One-to-one pairs of a truth cell and a predicted cell, by truth cell ascending. */
export interface MatchedPairs {
  readonly truth: Uint32Array;
  readonly prediction: Uint32Array;
  /** Pixels of the intersection and of the union of pair k. */
  readonly intersection: Uint32Array;
  readonly union: Uint32Array;
}

/**
 * Matches cells one to one where IoU ≥ 1/2.
 *
 * No assignment has to be solved: above 1/2 no cell has two partners (Kirillov et al., Panoptic Segmentation,
 * CVPR 2019), and at exactly 1/2 a cell's second partner has no other partner itself, so that taking the first
 * free one always finds as many pairs as there can be. Every pair with a higher IoU is among these.
 */
export function matchHalf(table: OverlapTable): MatchedPairs {
  const { truth, prediction, shared, truthArea, predictionArea } = table;
  const taken = new Uint8Array(table.predictedCells + 1);
  const pairs: number[] = [];
  for (let k = 0, last = 0; k < truth.length; k++) {
    const t = truth[k]!;
    const p = prediction[k]!;
    if (t === last || taken[p] === 1) continue;
    if (3 * shared[k]! < truthArea[t]! + predictionArea[p]!) continue;
    taken[p] = 1;
    last = t;
    pairs.push(k);
  }
  return pairsAt(table, pairs);
}

/** The entries of the table at the given places. */
export function pairsAt(table: OverlapTable, places: readonly number[]): MatchedPairs {
  const { truth, prediction, shared, truthArea, predictionArea } = table;
  const union = (k: number) => truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - shared[k]!;
  return {
    truth: Uint32Array.from(places, (k) => truth[k]!),
    prediction: Uint32Array.from(places, (k) => prediction[k]!),
    intersection: Uint32Array.from(places, (k) => shared[k]!),
    union: Uint32Array.from(places, union),
  };
}

/** Pairs with IoU ≥ twentieths / 20, compared in whole numbers: 20 I ≥ twentieths × U. */
export function countAtLeast({ intersection, union }: MatchedPairs, twentieths: number): number {
  let count = 0;
  for (let k = 0; k < union.length; k++) if (20 * intersection[k]! >= twentieths * union[k]!) count++;
  return count;
}

/** Number of pairs with IoU > 1/2 and the sum of their IoU, in ascending order of truth cells. */
export function aboveHalf({ intersection, union }: MatchedPairs): { count: number; iouSum: number } {
  let count = 0;
  let iouSum = 0;
  for (let k = 0; k < union.length; k++) {
    if (2 * intersection[k]! <= union[k]!) continue;
    count++;
    iouSum += intersection[k]! / union[k]!;
  }
  return { count, iouSum };
}

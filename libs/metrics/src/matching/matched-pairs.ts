import type { OverlapTable } from '../overlap/overlap-table.ts';

/** One-to-one pairs of a truth cell and a predicted cell, by truth cell ascending. */
export interface MatchedPairs {
  readonly truth: Uint32Array;
  readonly prediction: Uint32Array;
  /** Pixels of the intersection and of the union of pair k. */
  readonly intersection: Uint32Array;
  readonly union: Uint32Array;
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

import { swapped, type OverlapTable } from '../overlap/overlap-table.ts';

/**
 * Splits and merges of Caicedo et al., Cytometry A 2019: truth cells with two or more predicted cells at
 * IoU > 1/10, and the reverse.
 */
export function splitsAndMergesByIou(table: OverlapTable): { splits: number; merges: number } {
  return { splits: withSeveralPartners(table), merges: withSeveralPartners(swapped(table)) };
}

function withSeveralPartners({ truth, prediction, shared, truthArea, predictionArea }: OverlapTable): number {
  const partners = new Uint32Array(truthArea.length);
  for (let k = 0; k < truth.length; k++) {
    const union = truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - shared[k]!;
    if (10 * shared[k]! > union) partners[truth[k]!]!++;
  }
  return partners.reduce((count, n) => count + (n > 1 ? 1 : 0), 0);
}

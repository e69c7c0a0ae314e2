import type { OverlapTable } from '../overlap/overlap-table.ts';
import { pairsAt, type MatchedPairs } from './matched-pairs.ts';

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

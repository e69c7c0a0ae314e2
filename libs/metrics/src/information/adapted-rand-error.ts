import type { OverlapTable } from '../overlap/overlap-table.ts';
import type { Fraction } from '../sheet/fraction.ts';
import { outsidePairs } from './outside-pairs.ts';

/**
 * Adapted Rand error of Arganda-Carreras et al., Frontiers in Neuroanatomy 2015: 1 − F score of the pairs of pixels
 * that are together in both images. The truth's background is left out.
 *
 * @returns 1 − 2 S / (A + B) as a fraction, S, A and B being the pairs together in both, the truth, the prediction
 */
export function adaptedRandError(table: OverlapTable): Fraction {
  const rest = outsidePairs(table);
  const pairsOf = (area: number) => area * (area - 1);
  let together = 0;
  let inTruth = 0;
  for (let k = 0; k < table.shared.length; k++) together += pairsOf(table.shared[k]!);
  for (let t = 1; t <= table.truthCells; t++) {
    together += pairsOf(rest.truthOnly[t]!);
    inTruth += pairsOf(table.truthArea[t]!);
  }
  let inPrediction = pairsOf(rest.truthForeground - rest.overlap);
  for (let p = 1; p <= table.predictedCells; p++) {
    inPrediction += pairsOf(table.predictionArea[p]! - rest.predictionOnly[p]!);
  }
  const all = inTruth + inPrediction;
  // Numbers of pairs go beyond 2^53 in huge cells, and the order of sums may then leave a hair below 0.
  return [Math.max(0, all - 2 * together), all];
}

import type { Fraction } from '../sheet/fraction.ts';
import type { OverlapTable } from '../overlap/overlap-table.ts';

const { log2 } = Math;

/** Entropies of the two images as partitions of the pixels; background is a part like any other. In bits a pixel. */
export interface Entropies {
  readonly truth: number;
  readonly prediction: number;
  readonly joint: number;
}

/** Entropies from the table alone: what pairs do not share lies on background. O(pairs + cells). */
export function entropies(table: OverlapTable): Entropies {
  const { pixels } = table;
  const bits = (area: number) => (area > 0 ? -(area / pixels) * log2(area / pixels) : 0);
  const rest = outsidePairs(table);
  let joint = bits(rest.both);
  for (let k = 0; k < table.shared.length; k++) joint += bits(table.shared[k]!);
  let [truth, prediction] = [bits(rest.truthBackground), bits(rest.predictionBackground)];
  for (let t = 1; t <= table.truthCells; t++) {
    truth += bits(table.truthArea[t]!);
    joint += bits(rest.truthOnly[t]!);
  }
  for (let p = 1; p <= table.predictedCells; p++) {
    prediction += bits(table.predictionArea[p]!);
    joint += bits(rest.predictionOnly[p]!);
  }
  return { truth, prediction, joint };
}

/** Pixels of cells that lie on the other image's background, and the sizes of the backgrounds. */
function outsidePairs({ truth, prediction, shared, truthArea, predictionArea, pixels }: OverlapTable) {
  const truthOnly = truthArea.slice();
  const predictionOnly = predictionArea.slice();
  let overlap = 0;
  for (let k = 0; k < shared.length; k++) {
    truthOnly[truth[k]!]! -= shared[k]!;
    predictionOnly[prediction[k]!]! -= shared[k]!;
    overlap += shared[k]!;
  }
  const truthForeground = sum(truthArea);
  const predictionForeground = sum(predictionArea);
  return {
    truthOnly,
    predictionOnly,
    overlap,
    truthForeground,
    truthBackground: pixels - truthForeground,
    predictionBackground: pixels - predictionForeground,
    both: pixels - truthForeground - predictionForeground + overlap,
  };
}

function sum(values: Uint32Array): number {
  let total = 0;
  for (let c = 1; c < values.length; c++) total += values[c]!;
  return total;
}

/** Pixels of the foregrounds and of their intersection. */
export function foreground(table: OverlapTable): { truth: number; prediction: number; both: number } {
  let both = 0;
  for (let k = 0; k < table.shared.length; k++) both += table.shared[k]!;
  return { truth: sum(table.truthArea), prediction: sum(table.predictionArea), both };
}

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

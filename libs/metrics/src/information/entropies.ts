import type { OverlapTable } from '../overlap/overlap-table.ts';
import { outsidePairs } from './outside-pairs.ts';

const { log2 } = Math;

/** Entropies of the two images as partitions of the pixels; background is a part like any other. In bits per pixel. */
export interface Entropies {
  readonly truth: number;
  readonly prediction: number;
  readonly joint: number;
}

/** Entropies from the table alone: what pairs do not share lies on background. O(pairs + cells). */
export function entropies(table: OverlapTable): Entropies {
  const { pixels } = table;
  const bits = (area: number) => (area > 0 ? 0 - (area / pixels) * log2(area / pixels) : 0);
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

import type { OverlapTable } from '../overlap/overlap-table.ts';
import type { Fraction } from '../sheet/fraction.ts';
import type { Coverage } from './coverage.ts';

/**
 * SEG of the Cell Tracking Challenge: mean over truth cells of the IoU with the predicted cell that covers more than
 * half of them, else 0. Maška et al., Bioinformatics 2014.
 */
export function segmentationAccuracy(table: OverlapTable, { coveredBy }: Coverage): Fraction {
  const { truth, prediction, shared, truthArea, predictionArea } = table;
  let sum = 0;
  for (let k = 0; k < truth.length; k++) {
    if (coveredBy[truth[k]!] !== prediction[k]) continue;
    sum += shared[k]! / (truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - shared[k]!);
  }
  return [sum, table.truthCells];
}

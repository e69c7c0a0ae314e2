import type { OverlapTable } from './overlap-table.ts';

/** For every truth cell the predicted cell with the largest IoU; arrays have length truthCells + 1, index 0 unused. */
export interface BestOverlaps {
  /** Number of the best predicted cell, or 0 where none overlaps; of equally good ones the smallest number. */
  readonly prediction: Uint32Array;
  /** IoU with it, 0 to 1. */
  readonly iou: Float64Array;
  /** Dice with it, 0 to 1. The same cell is best by Dice, because Dice = 2 IoU / (1 + IoU) grows with IoU. */
  readonly dice: Float64Array;
}

/** Finds the best predicted cell of every truth cell; one predicted cell may serve several. O(pairs). */
export function bestOverlaps(table: OverlapTable): BestOverlaps {
  const { truth, prediction, shared, truthArea, predictionArea } = table;
  const length = table.truthCells + 1;
  const best = { prediction: new Uint32Array(length), iou: new Float64Array(length), dice: new Float64Array(length) };
  for (let k = 0; k < truth.length; k++) {
    const t = truth[k]!;
    const p = prediction[k]!;
    const both = truthArea[t]! + predictionArea[p]!;
    const iou = shared[k]! / (both - shared[k]!);
    if (iou <= best.iou[t]!) continue;
    best.iou[t] = iou;
    best.dice[t] = (2 * shared[k]!) / both;
    best.prediction[t] = p;
  }
  return best;
}

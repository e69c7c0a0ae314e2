import { totalArea } from '../overlap/foreground.ts';
import type { OverlapTable } from '../overlap/overlap-table.ts';

/** Pixels of cells that lie on the other image's background, and the sizes of the backgrounds. */
export function outsidePairs({ truth, prediction, shared, truthArea, predictionArea, pixels }: OverlapTable) {
  const truthOnly = truthArea.slice();
  const predictionOnly = predictionArea.slice();
  let overlap = 0;
  for (let k = 0; k < shared.length; k++) {
    truthOnly[truth[k]!]! -= shared[k]!;
    predictionOnly[prediction[k]!]! -= shared[k]!;
    overlap += shared[k]!;
  }
  const truthForeground = totalArea(truthArea);
  const predictionForeground = totalArea(predictionArea);
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

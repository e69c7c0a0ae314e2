import { randomIntegers } from '../statistics/random.ts';
import type { ImageClusters } from './image-clusters.ts';
import type { MeanScore } from './mean-score.ts';

/**
 * Draws as many clusters of each stratum as there are, with replacement, again and again. The same seed gives the same
 * draws on every machine.
 *
 * @param visit gets how often each cluster was drawn, in an array that the next draw fills again, and the number of the draw
 */
export function drawClusters(
  { count, starts }: ImageClusters,
  { seed, draws }: { readonly seed: number; readonly draws: number },
  visit: (times: Uint16Array, draw: number) => void,
): void {
  const random = randomIntegers(seed);
  const times = new Uint16Array(count);
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let stratum = 0; stratum + 1 < starts.length; stratum++) {
      const [from, to] = [starts[stratum]!, starts[stratum + 1]!];
      for (let n = from; n < to; n++) times[from + random(to - from)]!++;
    }
    visit(times, draw);
  }
}

/** How far the mean of a draw lies from that of all images. */
export function movedBy({ pull, share }: MeanScore, times: Uint16Array, starts: readonly number[]): number {
  let moved = 0;
  for (let stratum = 0; stratum + 1 < starts.length; stratum++) {
    let [pulled, shared] = [0, 0];
    for (let c = starts[stratum]!; c < starts[stratum + 1]!; c++) {
      pulled += times[c]! * pull[c]!;
      shared += times[c]! * share[c]!;
    }
    moved += pulled / shared;
  }
  return moved;
}

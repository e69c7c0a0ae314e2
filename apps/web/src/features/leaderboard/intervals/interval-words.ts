import type { BoardIntervals, CandidateInterval, Range } from './board-intervals.ts';

/** A range of ranks, such as "2–4"; empty where it holds one rank alone. */
export function rankRangeWords({ low, high }: Range): string {
  return low === high ? '' : `${String(low)}–${String(high)}`;
}

/** Whether a candidate cannot be told from the best: its rank could be 1. */
export const isTiedWithBest = (interval: CandidateInterval | undefined): boolean => interval?.rank.low === 1;

/** What the ranges of a board mean, in sentences. */
export function intervalWords({ images, clusters, isReliable }: BoardIntervals): string {
  const from =
    clusters === images
      ? `${String(images)} images`
      : `${String(images)} images in ${String(clusters)} groups, such as movies or slides`;
  const trust = isReliable ? '' : ' There are too few images for reliable intervals.';
  return `Ranges are 95 % confidence intervals, from ${from}. Scores in bold cannot be told from the best.${trust}`;
}

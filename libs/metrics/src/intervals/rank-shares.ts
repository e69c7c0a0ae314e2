import { competitionRanks, type Direction } from '../statistics/competition-ranks.ts';
import { drawClusters, movedBy } from './cluster-draws.ts';
import type { ImageClusters } from './image-clusters.ts';
import { DRAWS, type IntervalOptions } from './interval-options.ts';
import type { MeanScore } from './mean-score.ts';

/**
 * How often each candidate has each rank when clusters of images are drawn anew: the bootstrap ranks of Wiesenfarth et
 * al., Scientific Reports 2021. They show how ranks move; they are no confidence intervals, which
 * {@link simultaneousRanks} gives.
 *
 * @returns for each candidate the share of draws in which it had rank 1, 2, …; candidates without a mean have zeros
 */
export function rankShares(
  scores: readonly MeanScore[],
  clusters: ImageClusters,
  { direction, seed, draws = DRAWS }: Omit<IntervalOptions, 'level'> & { readonly direction: Direction },
): number[][] {
  const shares = scores.map(() => scores.map(() => 0));
  drawClusters(clusters, { seed, draws }, (times) => {
    const means = scores.map((score) => {
      const mean = score.mean + movedBy(score, times, clusters.starts);
      return Number.isNaN(mean) ? null : mean;
    });
    competitionRanks(means, direction).forEach((rank, k) => {
      if (means[k] !== null) shares[k]![rank - 1]! += 1 / draws;
    });
  });
  return shares;
}

import { quantile } from '../statistics/quantile.ts';
import { precisionOf, studentisedDraws } from './contrast.ts';
import type { ImageClusters } from './image-clusters.ts';
import { DRAWS, LEVEL, reliability, type IntervalOptions } from './interval-options.ts';
import type { MeanScore } from './mean-score.ts';

/** Where a mean score lies, over all images such as these. */
export interface MeanInterval {
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
  readonly effectiveClusters: number;
  /** False where there are too few clusters for the interval to hold what it promises. */
  readonly isReliable: boolean;
}

/**
 * Confidence interval of a mean score: equal tails of the bootstrap-t over clusters. How often it holds the truth was
 * measured, see docs/statistics.md.
 *
 * @returns null where there is no mean, or fewer than about five clusters
 */
export function meanInterval(
  score: MeanScore,
  clusters: ImageClusters,
  { seed, draws = DRAWS, level = LEVEL }: IntervalOptions,
): MeanInterval | null {
  const { standardError, effectiveClusters } = precisionOf([score], clusters);
  const isReliable = reliability(effectiveClusters, clusters.starts.length - 1);
  if (isReliable === null || Number.isNaN(score.mean) || Number.isNaN(standardError)) return null;
  const found = studentisedDraws([score], clusters, { seed, draws });
  const tail = (1 - level) / 2;
  const low = score.mean - standardError * quantile(found, 1 - tail);
  const high = score.mean - standardError * quantile(found, tail);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  return { low, high, standardError, effectiveClusters, isReliable };
}

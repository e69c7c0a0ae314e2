import { quantile } from '../statistics/quantile.ts';
import { precisionOf, studentisedDraws, type Contrast } from './contrast.ts';
import type { ImageClusters } from './image-clusters.ts';
import { DRAWS, LEVEL, reliability, type IntervalOptions } from './interval-options.ts';
import type { MeanScore } from './mean-score.ts';
import { studentQuantile } from './student-t.ts';

/** How two candidates differ on the same images. */
export interface DifferenceInterval {
  /** The first minus the second. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
  readonly effectiveClusters: number;
  /** False where there are too few clusters for the interval to hold what it promises. */
  readonly isReliable: boolean;
  /** The smallest true difference that these images show in four of five cases. */
  readonly smallestShown: number;
  /** About how many more such images would show this difference in four of five cases; null where there is none. */
  readonly moreImages: number | null;
}

/** How often a true difference of {@link DifferenceInterval.smallestShown} is shown. */
const POWER = 0.8;

/**
 * Confidence interval of the difference of two mean scores on the same images: the symmetric bootstrap-t over clusters
 * (Hall, "On symmetric bootstrap confidence intervals", JRSS B 1988). How often it holds the truth was measured, see
 * docs/statistics.md.
 *
 * @returns null where one has no mean, or there are fewer than about five clusters
 */
export function differenceInterval(
  [first, second]: readonly [MeanScore, MeanScore],
  clusters: ImageClusters,
  { seed, draws = DRAWS, level = LEVEL }: IntervalOptions,
): DifferenceInterval | null {
  const contrast: Contrast = [first, second];
  const difference = first.mean - second.mean;
  const { standardError, freedom, effectiveClusters } = precisionOf(contrast, clusters);
  const isReliable = reliability(effectiveClusters, clusters.starts.length - 1);
  if (isReliable === null || Number.isNaN(difference) || Number.isNaN(standardError)) return null;
  const [drawn] = studentisedDraws([contrast], clusters, { seed, draws });
  const found = drawn!.map(Math.abs).sort();
  const critical = quantile(found, level);
  if (!Number.isFinite(critical)) return null;
  const half = standardError * critical;
  const smallestShown = half + standardError * studentQuantile(POWER, freedom);
  const times = (smallestShown / difference) ** 2;
  return {
    difference,
    low: difference - half,
    high: difference + half,
    standardError,
    effectiveClusters,
    isReliable,
    smallestShown,
    moreImages: difference === 0 ? null : Math.max(0, Math.ceil(clusters.images * (times - 1))),
  };
}

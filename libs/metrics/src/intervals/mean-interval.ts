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
 * Confidence intervals of mean scores: equal tails of the bootstrap-t over clusters. How often they hold the truth was
 * measured, see docs/statistics.md. Many at once take little longer than one, because all get the same draws.
 *
 * @returns in the order of the scores; null where there is no mean, or fewer than about five clusters
 */
export function meanIntervals(
  scores: readonly MeanScore[],
  clusters: ImageClusters,
  { seed, draws = DRAWS, level = LEVEL }: IntervalOptions,
): (MeanInterval | null)[] {
  const strata = clusters.starts.length - 1;
  const known = scores.map((score) => {
    const precision = precisionOf([score], clusters);
    const isReliable = reliability(precision.effectiveClusters, strata);
    const isKnown = isReliable !== null && !Number.isNaN(score.mean) && !Number.isNaN(precision.standardError);
    return isKnown ? { score, ...precision, isReliable } : null;
  });
  const contrasts = known.flatMap((each) => (each ? [[each.score] as const] : []));
  const drawn = studentisedDraws(contrasts, clusters, { seed, draws })[Symbol.iterator]();
  return known.map((each) => each && intervalOf(each, drawn.next().value ?? new Float64Array(), level));
}

type Known = Omit<MeanInterval, 'low' | 'high'> & { readonly score: MeanScore };

function intervalOf(
  { score, standardError, effectiveClusters, isReliable }: Known,
  draws: Float64Array,
  level: number,
): MeanInterval | null {
  const tail = (1 - level) / 2;
  const low = score.mean - standardError * quantile(draws, 1 - tail);
  const high = score.mean - standardError * quantile(draws, tail);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  return { low, high, standardError, effectiveClusters, isReliable };
}

/** Confidence interval of one mean score, see {@link meanIntervals}. */
export function meanInterval(score: MeanScore, clusters: ImageClusters, options: IntervalOptions): MeanInterval | null {
  return meanIntervals([score], clusters, options)[0] ?? null;
}

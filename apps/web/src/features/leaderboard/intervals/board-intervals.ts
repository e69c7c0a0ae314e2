import type { CandidateId, ImageScores, Metric } from '@cellboard/contract';
import { boardScores, meanIntervals, simultaneousRanks } from '@cellboard/metrics';

/** From where to where something lies, both ends included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** How sure the place of a candidate on a board is. */
export interface CandidateInterval {
  readonly rank: Range;
  /** Of the score by the metric that ranks; null where there are hardly any images. */
  readonly score: Range | null;
}

/** 95 % confidence intervals of the scores and ranks of a board. */
export interface BoardIntervals {
  readonly images: number;
  /** Images of one movie, slide or well are one cluster. */
  readonly clusters: number;
  /** False where there are too few clusters for the intervals to hold what they promise. */
  readonly isReliable: boolean;
  readonly candidates: ReadonlyMap<CandidateId, CandidateInterval>;
}

/** The same draws each time: a board that did not change shows the same intervals. */
const SEED = 1;

/** Intervals of a board by its metric; null where there is nothing to compare. Takes up to some seconds. */
export function boardIntervals(
  { images, candidates }: ImageScores,
  { direction, unit }: Pick<Metric, 'direction' | 'unit'>,
): BoardIntervals | null {
  if (candidates.filter(({ isRanked }) => isRanked).length < 2 || images.datasets.length === 0) return null;
  const { clusters, scale, scores: all } = boardScores({ images, candidates }, { unit });
  const ranked = candidates.flatMap(({ candidateId, isRanked }, i) => {
    const score = all[i];
    return isRanked && score ? [{ candidateId, score }] : [];
  });
  const scores = ranked.map(({ score }) => score);
  const ranks = simultaneousRanks(scores, clusters, { seed: SEED, direction });
  const means = meanIntervals(scores, clusters, { seed: SEED });
  const found = ranked.flatMap(({ candidateId }, i) => {
    const [rank, mean] = [ranks[i], means[i]];
    if (!rank) return [];
    const score = mean ? { low: scale.from(mean.low), high: scale.from(mean.high) } : null;
    return [[candidateId, { rank: { low: rank.low, high: rank.high }, score }] as const];
  });
  const isReliable = means.every((mean) => mean?.isReliable === true);
  return { images: clusters.images, clusters: clusters.count, isReliable, candidates: new Map(found) };
}

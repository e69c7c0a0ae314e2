import type { CandidateId, ImageScores, Metric } from '@cellboard/contract';
import {
  boardScores,
  differenceInterval,
  kendallTau,
  meanIntervals,
  rankingMethods,
  rankModels,
  rankShares,
  simultaneousRanks,
  type ImageClusters,
  type MeanScore,
  type RankingMethod,
} from '@cellboard/metrics';

/** From where to where something lies, both ends included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A ranked candidate. */
export interface Ranked {
  readonly id: CandidateId;
  readonly score: number;
  /** Of the score; null where there are hardly any images. */
  readonly range: Range | null;
  readonly rank: number;
  readonly ranks: Range;
  /** The share of draws in which it had rank 1, 2, … */
  readonly shares: readonly number[];
}

/** Two candidates on the same images; numbers on the scale of the scores, or on that of logarithms where `onLogs`. */
export interface Pair {
  readonly first: CandidateId;
  readonly second: CandidateId;
  /** The first minus the second. */
  readonly difference: number;
  readonly range: Range;
  /** The smallest true difference that these images show in four of five cases. */
  readonly smallestShown: number;
  /** About how many more such images would show this one in four of five cases; null where there is none. */
  readonly moreImages: number | null;
}

/** The ranks of the candidates by one way to rank, in their order. */
export interface MethodRanks {
  readonly method: RankingMethod;
  readonly ranks: readonly number[];
  /** Kendall's tau with the ranks by the mean; null where one of them ties all. */
  readonly tau: number | null;
}

/** What the figures of a board are drawn from; the best candidate first. */
export interface BoardFigures {
  readonly images: number;
  readonly clusters: number;
  readonly onLogs: boolean;
  readonly candidates: readonly Ranked[];
  /** Every two of the first {@link MOST_PAIRED} candidates, the better one first. */
  readonly pairs: readonly Pair[];
  /** Empty over several datasets: these methods rank on images, and would weigh datasets by how many they have. */
  readonly methods: readonly MethodRanks[];
}

/** The same draws each time: a board that did not change has the same figures. */
const SEED = 1;

/** As many candidates are compared with each other. */
export const MOST_PAIRED = 24;

/** Computes the figures of a board by its metric; null where there is nothing to compare. Takes up to some seconds. */
export function boardFigures(
  scores: ImageScores,
  { direction, unit }: Pick<Metric, 'direction' | 'unit'>,
): BoardFigures | null {
  if (direction === 'none' || scores.images.datasets.length === 0) return null;
  const { clusters, scale, scores: all } = boardScores(scores, { unit });
  const known = scores.candidates.flatMap(({ candidateId, isRanked, scores: own }, i) => {
    const mean = all[i];
    return isRanked && mean && !Number.isNaN(mean.mean) ? [{ id: candidateId, mean, own }] : [];
  });
  if (known.length < 2) return null;
  const means = known.map(({ mean }) => mean);
  const options = { seed: SEED, direction };
  const shares = rankShares(means, clusters, options);
  const intervals = meanIntervals(means, clusters, options);
  const ranked = simultaneousRanks(means, clusters, options)
    .flatMap((place, k) => {
      const one = known[k];
      return one && place ? [{ ...one, place, interval: intervals[k], shares: shares[k] ?? [] }] : [];
    })
    .sort((a, b) => a.place.rank - b.place.rank);
  const candidates = ranked.map(({ id, mean, place, interval, shares: own }): Ranked => {
    const range = interval ? { low: scale.from(interval.low), high: scale.from(interval.high) } : null;
    const { rank, low, high } = place;
    return { id, score: scale.from(mean.mean), range, rank, ranks: { low, high }, shares: own };
  });
  const isOne = new Set(scores.images.datasets).size === 1;
  return {
    ...{ images: clusters.images, clusters: clusters.count, candidates },
    onLogs: !isOne && unit === 'px',
    pairs: pairsOf(ranked.slice(0, MOST_PAIRED), clusters),
    methods: isOne
      ? methodRanks(
          ranked.map(({ own }) => own),
          direction,
        )
      : [],
  };
}

function pairsOf(
  ranked: readonly { readonly id: CandidateId; readonly mean: MeanScore }[],
  clusters: ImageClusters,
): Pair[] {
  return ranked.flatMap((first, i) =>
    ranked.slice(i + 1).flatMap((second): Pair[] => {
      const found = differenceInterval([first.mean, second.mean], clusters, { seed: SEED });
      if (!found) return [];
      const { difference, low, high, smallestShown, moreImages } = found;
      return [{ first: first.id, second: second.id, difference, range: { low, high }, smallestShown, moreImages }];
    }),
  );
}

function methodRanks(matrix: readonly (readonly (number | null)[])[], direction: 'higher' | 'lower'): MethodRanks[] {
  const byMean = rankModels(matrix, direction, 'meanThenRank');
  return rankingMethods.map((method) => {
    const ranks = method === 'meanThenRank' ? byMean : rankModels(matrix, direction, method);
    return { method, ranks, tau: kendallTau(byMean, ranks) };
  });
}

import { averageRanks } from './average-ranks.ts';
import { competitionRanks } from './competition-ranks.ts';
import { holm } from './holm.ts';
import { meanOf } from './mean-of.ts';
import { quantile } from './quantile.ts';
import { wilcoxon } from './wilcoxon.ts';

/** Ways to turn scores of single images into one ranking of models. */
export const rankingMethods = ['meanThenRank', 'medianThenRank', 'rankThenMean', 'borda', 'testThenRank'] as const;

/** One way to rank models. */
export type RankingMethod = (typeof rankingMethods)[number];

/** Scores of models on images: one list for each model, in the same order of images; null or NaN: not judged. */
export type ScoreMatrix = readonly (readonly (number | null)[])[];

/**
 * Ranks models by one of the methods that challenges use; they need not agree, which `kendallTau` measures.
 * Wiesenfarth et al., Methods and open-source toolkit for analyzing and visualizing challenge results,
 * Scientific Reports 2021.
 *
 * - `meanThenRank`: by the mean score. `medianThenRank`: by the median.
 * - `rankThenMean`: models are ranked on every image (1, 2, 2, 4, null last), and the mean rank decides.
 * - `borda`: on every image a model gets a point for each model that it beats and half a point for each tie.
 * - `testThenRank`: by the number of models that a model beats in Wilcoxon signed-rank tests at 5 % after Holm's
 *   correction over all pairs.
 *
 * @returns competition ranks (1, 2, 2, 4) in the order of the models
 */
export function rankModels(matrix: ScoreMatrix, direction: 'higher' | 'lower', method: RankingMethod): number[] {
  const scores = matrix.map((row) => row.map((score) => (Number.isNaN(score) ? null : score)));
  switch (method) {
    case 'meanThenRank':
      return competitionRanks(scores.map(meanOf), direction);
    case 'medianThenRank':
      return competitionRanks(scores.map(medianOf), direction);
    case 'rankThenMean':
      return competitionRanks(meanRanks(scores, direction), 'lower');
    case 'borda':
      return competitionRanks(bordaPoints(scores, direction), 'higher');
    case 'testThenRank':
      return competitionRanks(testWins(scores, direction), 'higher');
  }
}

function medianOf(scores: readonly (number | null)[]): number | null {
  const numbers = Float64Array.from(scores.filter((score) => score !== null)).sort();
  return numbers.length === 0 ? null : quantile(numbers, 0.5);
}

function meanRanks(scores: ScoreMatrix, direction: 'higher' | 'lower'): (number | null)[] {
  const images = columnsOf(scores).map((column) => competitionRanks(column, direction));
  return scores.map((_, model) => meanOf(images.map((ranks) => ranks[model]!)));
}

/** Points on an image are models − rank, ties at their mean: one for each model behind, half for each beside. */
function bordaPoints(scores: ScoreMatrix, direction: 'higher' | 'lower'): number[] {
  const sign = direction === 'higher' ? -1 : 1;
  const images = columnsOf(scores).map(
    (column) => averageRanks(column.map((score) => (score === null ? Infinity : sign * score))).ranks,
  );
  return scores.map((_, model) => images.reduce((points, ranks) => points + scores.length - ranks[model]!, 0));
}

/** For each image the scores of all models. */
function columnsOf(scores: ScoreMatrix): (number | null)[][] {
  return Array.from({ length: scores[0]?.length ?? 0 }, (_, image) => scores.map((row) => row[image] ?? null));
}

function testWins(scores: ScoreMatrix, direction: 'higher' | 'lower'): number[] {
  const pairs = scores.flatMap((_, a) => scores.slice(a + 1).map((_, k) => [a, a + 1 + k] as const));
  const tests = pairs.map(([a, b]) => wilcoxon(scores[a]!, scores[b]!));
  const corrected = holm(tests.map(({ p }) => p));
  const wins = scores.map(() => 0);
  pairs.forEach(([a, b], k) => {
    if (corrected[k]! > 0.05) return;
    const higher = tests[k]!.positive > tests[k]!.negative ? a : b;
    const winner = direction === 'higher' ? higher : a + b - higher;
    wins[winner]!++;
  });
  return wins;
}

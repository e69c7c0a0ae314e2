import type { Leaderboard, LeaderboardRow } from '@cellboard/contract';
import { datasetsOn, type BoardColumn } from './board-columns.ts';
import type { Extent } from './scale.ts';

/** The slugs of the controls that know nothing of what an image shows, and of the one that is nearly the truth. */
const CHANCE = ['empty-prediction', 'one-cell', 'voronoi-cells'];
const NEARLY_TRUTH = 'eroded-truth';

/** Where chance and human are closer, noise would be drawn out to the whole scale. In the unit of the metric. */
const LEAST_SPAN = 0.05;

/** What 0 and 100 stand for. */
export interface HumanScale {
  /** The better score of the controls that know nothing of what the image shows. */
  readonly chance: number;
  /** The mean score of the second annotators, or that of the truth drawn one pixel smaller where there are none. */
  readonly ceiling: number;
}

/**
 * The scale of a column between chance and human, from the board's complete controls and annotators.
 *
 * @returns null where one of its ends is missing or both are too close, where an annotator has no score, for metrics that
 *   only describe, where versions of the metric are mixed, and for means over several datasets: each has a scale of its own
 */
export function humanScale(board: Leaderboard, column: BoardColumn): HumanScale | null {
  const { metric, score, result } = column;
  const { direction, id } = metric;
  const isOfOne = result !== undefined || datasetsOn(board).length === 1;
  if (direction === 'none' || !isOfOne || board.mixedVersions.includes(id)) return null;
  const scoresOf = (which: (row: LeaderboardRow) => boolean): (number | null)[] =>
    board.rows.filter((row) => isWhole(row, column) && which(row)).map(score);
  const chances = scoresOf(({ kind, candidate }) => kind === 'control' && CHANCE.includes(candidate)).filter(isKnown);
  const annotators = scoresOf(isAnnotator);
  const ceiling = meanOf(
    annotators.length > 0
      ? annotators
      : scoresOf(({ kind, candidate }) => kind === 'control' && candidate === NEARLY_TRUTH),
  );
  if (chances.length === 0 || ceiling === null) return null;
  const chance = direction === 'higher' ? Math.max(...chances) : Math.min(...chances);
  const span = direction === 'higher' ? ceiling - chance : chance - ceiling;
  return span < LEAST_SPAN ? null : { chance, ceiling };
}

/** The scale by its lower and its higher end, for `normalise`. */
export function extentOfScale({ chance, ceiling }: HumanScale): Extent {
  return { min: Math.min(chance, ceiling), max: Math.max(chance, ceiling) };
}

/** Whether any column has a scale between chance and human. */
export function hasHumanScale(board: Leaderboard, columns: readonly BoardColumn[]): boolean {
  return columns.some((column) => humanScale(board, column) !== null);
}

/** What the ends of the scale are on a board, in sentences. */
export function humanScaleWords(board: Leaderboard): string {
  const annotators = board.rows.filter((row) => isAnnotator(row) && isWhole(row, {})).length;
  const ceiling =
    datasetsOn(board).length > 1
      ? 'the mean of its second annotators or, where it has none, the truth drawn one pixel smaller'
      : annotators === 0
        ? 'the truth drawn one pixel smaller'
        : annotators === 1
          ? 'the second annotator'
          : `the mean of ${String(annotators)} second annotators`;
  const each = datasetsOn(board).length > 1 ? 'Each dataset has a scale of its own. ' : '';
  return `${each}Chance to human: 0 is the best control that knows nothing of what the image shows, and 100 is ${ceiling}; results can lie outside. For metrics where lower is better, the scale is inverted. The score stands beside it, and alone where a column has no such scale.`;
}

const isAnnotator = ({ kind }: LeaderboardRow): boolean => kind === 'annotator';
const isKnown = (score: number | null): score is number => score !== null;

/** Whether a row has a prediction for every image of a column, scored on the newest versions. */
function isWhole(row: LeaderboardRow, { result }: Pick<BoardColumn, 'result'>): boolean {
  const own = result
    ? result(row)
    : { missingCount: row.missingCount, outdated: row.results.some((one) => one.outdated) };
  return own?.missingCount === 0 && !own.outdated;
}

/** Null without any score, and where one is missing. */
function meanOf(scores: readonly (number | null)[]): number | null {
  const known = scores.filter(isKnown);
  if (known.length === 0 || known.length < scores.length) return null;
  return known.reduce((sum, score) => sum + score, 0) / known.length;
}

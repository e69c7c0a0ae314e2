import type { Leaderboard, LeaderboardRow } from '@cellboard/contract';
import { datasetsOn, type BoardColumn } from './board-columns.ts';
import { isHeat, isHuman, type Drawing } from './board-drawing.ts';
import { extentOfScale, humanScale } from './human-scale.ts';
import { bestOf, extentOf, type Extent } from './scale.ts';

/** What the scores of each column span, and the best of them, by the column's id. */
export interface ColumnScales {
  readonly extents: ReadonlyMap<string, Extent | null>;
  readonly bests: ReadonlyMap<string, number | null>;
  /** Both ends of the scale of rescaled scores: null in a column that has none, nothing where no scores are rescaled. */
  readonly ends: ReadonlyMap<string, Extent | null | undefined>;
  /** The columns in which every score is a whole number. */
  readonly wholes: ReadonlySet<string>;
}

/** What of a board is on screen. */
export interface Scaling {
  readonly board: Leaderboard;
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly LeaderboardRow[];
  /** In a heat map all columns have one scale, so that their colours can be compared. */
  readonly drawing: Drawing;
}

/**
 * The scales of a table's columns. They end at the scores of rows that count, see {@link setsScale}; other scores can
 * lie outside. Where no row on screen counts, all of them do. Only scores of ranked methods are called best.
 */
export function scalesOf({ board, columns, rows, drawing }: Scaling): ColumnScales {
  const extent = (column: BoardColumn): Extent | null =>
    extentOf(rows.filter((row) => setsScale(board, row, column)).map(column.score)) ?? extentOf(rows.map(column.score));
  const own = columns.map((column) => [column.id, extent(column)] as const);
  const whole = extentOf(own.flatMap(([, one]) => (one ? [one.min, one.max] : [])));
  const best = (column: BoardColumn) =>
    bestOf(column.metric, extentOf(rows.filter((row) => isComparable(board, row, column)).map(column.score)));
  const extents = new Map(isHeat(drawing) ? own.map(([id]) => [id, whole]) : own);
  const endsOf = (column: BoardColumn): Extent | null | undefined => {
    if (!isHuman(drawing)) return drawing === 'rescaled' ? extents.get(column.id) : undefined;
    const scale = humanScale(board, column);
    return scale && extentOfScale(scale);
  };
  return {
    extents,
    ends: new Map(columns.map((column) => [column.id, endsOf(column)])),
    bests: new Map(columns.map((column) => [column.id, best(column)])),
    wholes: new Set(
      columns.filter(({ score }) => rows.every((row) => Number.isInteger(score(row) ?? 0))).map(({ id }) => id),
    ),
  };
}

/** Whether a score of a row on a board is the best of its column. */
export function isBest(scales: ColumnScales, row: LeaderboardRow, { board, column }: BestOf): boolean {
  const score = column.score(row);
  return isComparable(board, row, column) && score !== null && score === scales.bests.get(column.id);
}

interface BestOf {
  readonly board: Pick<Leaderboard, 'task'>;
  readonly column: BoardColumn;
}

/**
 * A method counts where it is ranked: others have too few results to be compared. Images
 * without a prediction count as empty in the metric that ranks, but many other metrics leave such images out, so that
 * there the row has to have a prediction for every image.
 */
function isComparable({ task }: Pick<Leaderboard, 'task'>, row: LeaderboardRow, { metric }: BoardColumn): boolean {
  const { kind, rank, missingCount } = row;
  return kind === 'method' && rank !== null && (missingCount === 0 || metric.id === task.primaryMetric);
}

/** Controls and annotators are never best; they are there for the scale, and set it where they are complete. */
function setsScale(board: Leaderboard, row: LeaderboardRow, column: BoardColumn): boolean {
  if (row.kind === 'method') return isComparable(board, row, column);
  return row.missingCount === 0 && row.results.length >= datasetsOn(board).length;
}

import type { LeaderboardRow } from '@cellboard/contract';
import type { BoardColumn } from './board-columns.ts';
import { bestOf, extentOf, type Extent } from './scale.ts';

/** What the scores of each column span, and the best of them, by the column's id. */
export interface ColumnScales {
  readonly extents: ReadonlyMap<string, Extent | null>;
  readonly bests: ReadonlyMap<string, number | null>;
  /** The columns in which every score is a whole number. */
  readonly wholes: ReadonlySet<string>;
}

/**
 * The scales of a table's columns. Only scores of methods are called best, and of means only ranked ones: others cannot
 * be compared, or are made from the truth.
 *
 * @param isShared whether all columns have one scale, so that their colours can be compared
 */
export function scalesOf(
  columns: readonly BoardColumn[],
  rows: readonly LeaderboardRow[],
  isShared: boolean,
): ColumnScales {
  const own = columns.map(({ id, score }) => [id, extentOf(rows.map(score))] as const);
  const whole = extentOf(own.flatMap(([, extent]) => (extent ? [extent.min, extent.max] : [])));
  const best = (column: BoardColumn) =>
    bestOf(column.metric, extentOf(rows.filter((row) => isComparable(row, column)).map(column.score)));
  return {
    extents: new Map(isShared ? own.map(([id]) => [id, whole]) : own),
    bests: new Map(columns.map((column) => [column.id, best(column)])),
    wholes: new Set(
      columns.filter(({ score }) => rows.every((row) => Number.isInteger(score(row) ?? 0))).map(({ id }) => id),
    ),
  };
}

/** Whether a score is the best of its column. */
export function isBest(scales: ColumnScales, row: LeaderboardRow, column: BoardColumn): boolean {
  const score = column.score(row);
  return isComparable(row, column) && score !== null && score === scales.bests.get(column.id);
}

/** Controls are made from the truth, and a mean over some of the datasets is not compared with means over all. */
const isComparable = ({ kind, rank }: LeaderboardRow, { result }: BoardColumn): boolean =>
  kind === 'method' && (result !== undefined || rank !== null);

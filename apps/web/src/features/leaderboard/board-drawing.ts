import type { DatasetResult, Leaderboard, LeaderboardRow } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { isHeatMap, type BoardColumn } from './board-columns.ts';
import { hasHumanScale } from './human-scale.ts';
import type { LeaderboardSearch } from './leaderboard-search.ts';

/**
 * How scores are drawn: with a bar, rescaled with a bar (over the rows on screen, or between chance and human), or on a
 * colour, as they are or between chance and human.
 */
export type Drawing = 'bars' | 'rescaled' | 'human' | 'heat' | 'human-heat';

export const isHeat = (drawing: Drawing): boolean => drawing === 'heat' || drawing === 'human-heat';
export const isHuman = (drawing: Drawing): boolean => drawing === 'human' || drawing === 'human-heat';

/** What a candidate declared of its training data; requested once the badge of a result is opened. */
export type ExposureReason = (row: LeaderboardRow, result: DatasetResult) => ReactNode;

/** How an address asks for a board to be drawn: as scores, where the board lacks a scale between chance and human. */
export function drawingOf(
  board: Leaderboard,
  { view, norm }: Pick<LeaderboardSearch, 'view' | 'norm'>,
  columns: readonly BoardColumn[],
): Drawing {
  const onHeat = isHeatMap(board, view);
  if (norm === 'human' && hasHumanScale(board, columns)) return onHeat ? 'human-heat' : 'human';
  if (onHeat) return 'heat';
  return norm === 'minmax' ? 'rescaled' : 'bars';
}

import type { DatasetResult, Leaderboard, LeaderboardRow } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { isHeatMap, type BoardColumn } from './board-columns.ts';
import { hasHumanScale } from './human-scale.ts';
import type { LeaderboardSearch } from './leaderboard-search.ts';

/** How scores are drawn: with a bar, rescaled with a bar (over the rows on screen, or between chance and human), or on a colour. */
export type Drawing = 'bars' | 'rescaled' | 'human' | 'heat';

/** What a candidate declared of its training data; requested once the badge of a result is opened. */
export type ExposureReason = (row: LeaderboardRow, result: DatasetResult) => ReactNode;

/** How an address asks for a board to be drawn: as scores, where the board lacks a scale between chance and human. */
export function drawingOf(
  board: Leaderboard,
  { view, norm }: Pick<LeaderboardSearch, 'view' | 'norm'>,
  columns: readonly BoardColumn[],
): Drawing {
  if (isHeatMap(board, view)) return 'heat';
  if (norm === 'human') return hasHumanScale(board, columns) ? 'human' : 'bars';
  return norm === 'minmax' ? 'rescaled' : 'bars';
}

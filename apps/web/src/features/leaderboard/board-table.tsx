import type { Leaderboard, LeaderboardRow, PublicSubmission } from '@cellboard/contract';
import { lazy, Suspense, useMemo, useRef, type ReactNode } from 'react';
import { nameOf, type BoardColumn } from './board-columns.ts';
import { isHeat, type Drawing, type ExposureReason } from './board-drawing.ts';
import { BoardHeader } from './board-header.tsx';
import { BoardRow } from './board-row.tsx';
import { scalesOf } from './board-scales.ts';
import type { BoardSort } from './board-sort.ts';
import type { BoardIntervals } from './intervals/board-intervals.ts';
import { PendingRow } from './pending-row.tsx';
import './board-table.css';

/** Up to so many rows all are drawn: the browser's own search and printing then find every one. */
const wholeUpTo = 150;

/** As many rows as are drawn of a longer board before the program for it has come. */
const first = 20;

const LongRows = lazy(async () => ({ default: (await import('./long-rows.tsx')).LongRows }));

interface BoardTableProps {
  readonly board: Leaderboard;
  /** Rows on screen in their order: first those with a rank. */
  readonly rows: readonly LeaderboardRow[];
  readonly columns: readonly BoardColumn[];
  readonly sort: BoardSort;
  readonly drawing: Drawing;
  /** Null until they are computed, and where there are none. */
  readonly intervals: BoardIntervals | null;
  /** Evaluations that wait or run. */
  readonly pending: readonly PublicSubmission[];
  readonly exposureReason: ExposureReason;
  /** The address at which a number is explained. */
  readonly why: (row: LeaderboardRow, column: BoardColumn) => string;
  readonly onSort: (column: string) => void;
}

/** The board: one candidate a row, every score with a bar or on a colour. Knows no network: give it rows. */
export function BoardTable(props: BoardTableProps): ReactNode {
  const { board, rows, columns, sort, drawing, intervals, pending, exposureReason, why, onSort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const scales = useMemo(() => scalesOf({ board, columns, rows, drawing }), [board, columns, rows, drawing]);
  const firstUnranked = rows.findIndex(({ rank }) => rank === null);
  const draw = (index: number, measure?: (row: Element | null) => void): ReactNode => {
    const row = rows[index];
    if (!row) return null;
    return (
      <BoardRow
        key={row.candidateId}
        position={index + 1}
        isFirstUnranked={index === firstUnranked}
        interval={intervals?.candidates.get(row.candidateId)}
        {...{ board, row, measure, columns, drawing, scales, exposureReason, why }}
      />
    );
  };
  return (
    // A region that scrolls must be reachable by keyboard, so that its arrow keys work.
    <div
      ref={scroller}
      className="board-scroll"
      role="region"
      aria-label={`Leaderboard of ${nameOf(board)}, scrolls sideways`}
      tabIndex={0}
    >
      <table
        className="board"
        data-drawing={isHeat(drawing) ? 'heat' : drawing}
        aria-rowcount={rows.length + pending.length + 1}
      >
        <caption className="visually-hidden">
          Leaderboard of {nameOf(board)}. Buttons in the header sort the rows.
        </caption>
        <BoardHeader {...{ board, columns, sort, onSort }} />
        <tbody>
          {rows.length > wholeUpTo ? (
            <Suspense fallback={rows.slice(0, first).map((_row, i) => draw(i))}>
              <LongRows count={rows.length} scroller={scroller} row={draw} />
            </Suspense>
          ) : (
            rows.map((_row, i) => draw(i))
          )}
          {pending.map((submission) => (
            <PendingRow key={submission.id} submission={submission} columnCount={columns.length} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { Leaderboard, LeaderboardRow, Metric, Submission } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import { useMemo, useRef, type ReactNode } from 'react';
import { BoardHeader } from './board-header.tsx';
import type { BoardSort } from './board-sort.ts';
import { PendingRow } from './pending-row.tsx';
import { extentOf, type Extent } from './scale.ts';
import { ScoreCell } from './score-cell.tsx';
import { useRowWindow, type RowWindow } from './use-row-window.ts';
import './board-table.css';

/** What the table draws. */
export interface BoardTableProps {
  readonly board: Leaderboard;
  /** Rows on screen in their order. */
  readonly rows: readonly LeaderboardRow[];
  /** Metrics on screen in their order. */
  readonly metrics: readonly Metric[];
  readonly sort: BoardSort;
  readonly normalised: boolean;
  /** Evaluations that wait or run. */
  readonly pending: readonly Submission[];
  readonly onSort: (column: string) => void;
}

/** The board: one candidate a row, one metric a column, every value with a bar. Knows no network: give it rows. */
export function BoardTable({ board, rows, metrics, sort, normalised, pending, onSort }: BoardTableProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const window = useRowWindow(rows.length, scroller);
  const extents = useMemo(
    () => new Map(metrics.map(({ id }) => [id, extentOf(rows.map((row) => row.scores[id]))])),
    [metrics, rows],
  );
  return (
    // A region that scrolls must be reachable by keyboard, so that its arrow keys work.
    <div
      ref={scroller}
      className="board-scroll"
      role="region"
      aria-label={`Leaderboard of ${board.task.name}, scrolls sideways`}
      tabIndex={0}
    >
      <table className="board" aria-rowcount={rows.length + pending.length + 1}>
        <caption className="visually-hidden">
          Leaderboard of {board.task.name}. Buttons in the header sort the rows.
        </caption>
        <BoardHeader board={board} metrics={metrics} sort={sort} onSort={onSort} />
        <tbody>
          <Gap height={window.above} />
          {rows.slice(window.first, window.end).map((row, i) => (
            <BoardRow
              key={row.candidateId}
              row={row}
              position={window.first + i + 1}
              measure={window.measure}
              {...{ metrics, extents, normalised }}
            />
          ))}
          <Gap height={window.below} />
          {pending.map((submission) => (
            <PendingRow key={submission.id} submission={submission} metricCount={metrics.length} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The room of rows that are not drawn. */
function Gap({ height }: { readonly height: number }): ReactNode {
  return height > 0 ? <tr aria-hidden className="board-gap" style={{ height }} /> : null;
}

interface BoardRowProps {
  readonly row: LeaderboardRow;
  readonly position: number;
  readonly measure: RowWindow['measure'];
  readonly metrics: readonly Metric[];
  readonly extents: ReadonlyMap<string, Extent | null>;
  readonly normalised: boolean;
}

function BoardRow({ row, position, measure, metrics, extents, normalised }: BoardRowProps): ReactNode {
  return (
    <tr ref={measure} data-index={position - 1} aria-rowindex={position + 1}>
      <td className="board-position">{position}</td>
      <td className="board-rank" title={row.rank === null ? 'No rank: the deciding metric has no score.' : undefined}>
        {row.rank ?? '–'}
      </td>
      <th scope="row" className="board-model">
        <Link className="board-model-name" to="/models/$model" params={{ model: row.model }}>
          {row.modelName}
        </Link>
        <span className="board-model-detail">
          {row.candidateName} · {row.developer}
        </span>
        <span className="board-model-detail board-model-coverage">
          {row.imageCount - row.missingCount}/{row.imageCount} images
        </span>
      </th>
      <Coverage row={row} />
      {metrics.map((metric) => (
        <ScoreCell
          key={metric.id}
          metric={metric}
          score={row.scores[metric.id] ?? null}
          extent={extents.get(metric.id) ?? null}
          normalised={normalised}
        />
      ))}
    </tr>
  );
}

function Coverage({ row: { imageCount, missingCount } }: { readonly row: LeaderboardRow }): ReactNode {
  const words =
    missingCount === 0
      ? 'Every image has a prediction.'
      : `${String(missingCount)} of ${String(imageCount)} images had no prediction; they count as empty ones.`;
  return (
    <td className="board-coverage" data-partial={missingCount > 0 || undefined} title={words}>
      {imageCount - missingCount}/{imageCount}
      {missingCount > 0 && <span className="board-missing">{missingCount} missing, counted</span>}
    </td>
  );
}

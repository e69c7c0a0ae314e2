import type { Leaderboard, Submission } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { EmptyNotice } from '../../ui/notice.tsx';
import { nextSort, parseSort, sortWords, writeSort } from './board-sort.ts';
import { BoardTable } from './board-table.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import type { LeaderboardSearch } from './leaderboard-search.ts';
import { shownMetrics } from './metric-groups.ts';
import { useBoardRows } from './use-board-rows.ts';

interface BoardViewProps {
  readonly board: Leaderboard;
  readonly search: LeaderboardSearch;
  /** Where this view can be seen again. */
  readonly address: string;
  /** Evaluations that wait or run. */
  readonly pending: readonly Submission[];
  readonly onChange: (change: Partial<LeaderboardSearch>) => void;
  readonly onSave: (name: string, type: string, text: string) => void;
}

/** A board with everything that changes its view. Its state is the search: give it the address, it tells the changes. */
export function BoardView({ board, search, address, pending, onChange, onSave }: BoardViewProps): ReactNode {
  const sort = parseSort(search.sort, board.metrics);
  const rows = useBoardRows(board, sort, search.q);
  const metrics = shownMetrics(search.metrics, board.task.primaryMetric, board.metrics);
  const [announcement, setAnnouncement] = useState('');

  if (board.rows.length === 0 && pending.length === 0) return <EmptyBoard />;
  const sortBy = (column: string): void => {
    const next = nextSort(sort, column, board.metrics);
    setAnnouncement(`${sortWords(next, board)}.`);
    onChange({ sort: writeSort(next) });
  };
  const hasGaps = rows.some((row) => metrics.some(({ id }) => (row.scores[id] ?? null) === null));
  return (
    <>
      <BoardToolbar {...{ board, rows, metrics, search, address, onChange, onSave }} />
      <p className="board-summary">
        {rows.length} of {board.rows.length} {board.rows.length === 1 ? 'model' : 'models'} · {sortWords(sort, board)}
      </p>
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
      {rows.length === 0 && search.q !== '' ? (
        <NothingFound
          words={search.q}
          onClear={() => {
            onChange({ q: '' });
          }}
        />
      ) : (
        <BoardTable
          {...{ board, rows, metrics, sort, pending }}
          normalised={search.norm === 'minmax'}
          onSort={sortBy}
        />
      )}
      {hasGaps && (
        <p className="board-footnote">
          – stands where the images give a metric nothing to judge. Such rows come last when sorted by it.
        </p>
      )}
    </>
  );
}

function EmptyBoard(): ReactNode {
  return (
    <EmptyNotice title="No model has been evaluated on this task yet">
      Add a folder of predicted masks with <code>cellboard predictions add</code>; the evaluation starts by itself and
      its progress appears here.
    </EmptyNotice>
  );
}

function NothingFound({ words, onClear }: { readonly words: string; readonly onClear: () => void }): ReactNode {
  return (
    <EmptyNotice
      title={`No model matches “${words}”`}
      action={
        <Button variant="default" onClick={onClear}>
          Clear the search
        </Button>
      }
    >
      The search looks at the names of models, candidates and developers.
    </EmptyNotice>
  );
}

import type { ImagesPage, Leaderboard, LeaderboardRow, PublicSubmission } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { EmptyNotice } from '../../ui/notice.tsx';
import { columnsOf, isHeatMap, type BoardColumn } from './board-columns.ts';
import { nextSort, parseSort, sortWords, writeSort } from './board-sort.ts';
import type { ExposureReason } from './board-drawing.ts';
import { BoardTable } from './board-table.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import { HeatLegend } from './heat-legend.tsx';
import { NoSuchImages } from './image-facets.tsx';
import type { BoardIntervals } from './intervals/board-intervals.ts';
import { intervalWords } from './intervals/interval-words.ts';
import type { LeaderboardSearch } from './leaderboard-search.ts';
import { useBoardRows } from './use-board-rows.ts';

interface BoardViewProps {
  readonly board: Leaderboard;
  readonly search: LeaderboardSearch;
  /** Where this view can be seen again. */
  readonly address: string;
  /** Evaluations that wait or run. */
  readonly pending: readonly PublicSubmission[];
  /** How sure its ranks are; null until that is computed, and where there is nothing to compare. */
  readonly intervals: BoardIntervals | null;
  /** Classes of images to choose from; undefined until they are known. */
  readonly facets: ImagesPage['facets'] | undefined;
  /** Shown on a board without results: how to add one, or why there is none. */
  readonly whenEmpty: ReactNode;
  readonly exposureReason: ExposureReason;
  readonly onChange: (change: Partial<LeaderboardSearch>) => void;
  readonly onSave: (name: string, type: string, text: string) => void;
}

/** A board with everything that changes its view. Its state is the search: give it the address, it tells the changes. */
export function BoardView(props: BoardViewProps): ReactNode {
  const { board, search, facets, address, pending, intervals, exposureReason, onChange, onSave } = props;
  const { view, metrics } = search;
  const columns = useMemo(() => columnsOf(board, { view, metrics }), [board, view, metrics]);
  const sort = parseSort(search.sort, columns);
  const rows = useBoardRows(board.rows, { columns, sort, search: search.q });
  const [announcement, setAnnouncement] = useState('');
  const toolbar = <BoardToolbar {...{ board, rows, columns, search, facets, address, onChange, onSave }} />;
  if (board.rows.length === 0 && pending.length === 0) {
    return <Empty {...{ board, search, toolbar, onChange }} whenEmpty={props.whenEmpty} />;
  }
  const sortBy = (column: string): void => {
    const next = nextSort(sort, column, columns);
    setAnnouncement(`${sortWords(next, columns)}.`);
    onChange({ sort: writeSort(next) });
  };
  const isHeat = isHeatMap(board, view);
  return (
    <>
      {toolbar}
      <div className="board-above">
        <p className="board-summary">
          {board.rows.length === 0
            ? 'No results yet'
            : `${String(rows.length)} of ${counted(board.rows.length, 'candidate', 'candidates')} · ${sortWords(sort, columns)}`}
        </p>
        {isHeat && <HeatLegend {...{ board, columns, rows }} />}
      </div>
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
          {...{ board, rows, columns, sort, pending, intervals, exposureReason }}
          drawing={isHeat ? 'heat' : search.norm === 'minmax' ? 'rescaled' : 'bars'}
          onSort={sortBy}
        />
      )}
      <Footnotes {...{ rows, columns, intervals, isHeat }} />
    </>
  );
}

interface EmptyProps extends Pick<BoardViewProps, 'board' | 'search' | 'whenEmpty' | 'onChange'> {
  readonly toolbar: ReactNode;
}

/** The toolbar stays where another day or other images may have results. */
function Empty({ board, search, whenEmpty, toolbar, onChange }: EmptyProps): ReactNode {
  return (
    <>
      {(search.at !== '' || board.slice) && toolbar}
      {board.slice?.images === 0 ? <NoSuchImages onChange={onChange} /> : whenEmpty}
    </>
  );
}

interface FootnotesProps extends Pick<BoardViewProps, 'intervals'> {
  readonly rows: readonly LeaderboardRow[];
  readonly columns: readonly BoardColumn[];
  readonly isHeat: boolean;
}

function Footnotes({ rows, columns, intervals, isHeat }: FootnotesProps): ReactNode {
  const hasGaps = !isHeat && rows.some((row) => row.rank !== null && columns.some(({ score }) => score(row) === null));
  return (
    <>
      {intervals && rows.length > 0 && <p className="board-footnote">{intervalWords(intervals)}</p>}
      {hasGaps && (
        <p className="board-footnote">
          – means that a metric is undefined on these images. Such rows come last when you sort by it.
        </p>
      )}
    </>
  );
}

interface NothingFoundProps {
  readonly words: string;
  readonly onClear: () => void;
}

function NothingFound({ words, onClear }: NothingFoundProps): ReactNode {
  return (
    <EmptyNotice
      title={`No candidate matches “${words}”`}
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

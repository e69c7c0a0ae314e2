import type { ImagesPage, Leaderboard, LeaderboardRow, PublicSubmission } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { EmptyNotice } from '../../ui/notice.tsx';
import { columnsOf, hasControls, type BoardColumn } from './board-columns.ts';
import { nextSort, parseSort, sortWords, writeSort } from './board-sort.ts';
import { drawingOf, isHeat, type ExposureReason } from './board-drawing.ts';
import { BoardTable } from './board-table.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import { HeatLegend } from './heat-legend.tsx';
import { NoSuchImages } from './image-facets.tsx';
import type { BoardIntervals } from './intervals/board-intervals.ts';
import { intervalWords } from './intervals/interval-words.ts';
import type { LeaderboardSearch } from './leaderboard-search.ts';
import { useBoardRows } from './use-board-rows.ts';
import { whyAddress } from './why-search.ts';

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
  const asked = useMemo(() => askedRows(board, search.controls), [board, search.controls]);
  const rows = useBoardRows(asked, { columns, sort, search: search.q });
  const [announcement, setAnnouncement] = useState('');
  const toolbar = <BoardToolbar {...{ board, rows, columns, search, facets, address, onChange, onSave }} />;
  if (asked.length === 0 && pending.length === 0) {
    return <Empty {...{ board, search, toolbar, onChange }} whenEmpty={props.whenEmpty} />;
  }
  const sortBy = (column: string): void => {
    const next = nextSort(sort, column, columns);
    setAnnouncement(`${sortWords(next, columns)}.`);
    onChange({ sort: writeSort(next) });
  };
  const drawing = drawingOf(board, search, columns);
  const onHeat = isHeat(drawing);
  return (
    <>
      {toolbar}
      <div className="board-above">
        <p className="board-summary">
          {asked.length === 0 ? 'No results yet' : `${countWords(rows, asked)} · ${sortWords(sort, columns)}`}
        </p>
        {onHeat && <HeatLegend {...{ board, columns, rows, drawing }} />}
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
          {...{ board, rows, columns, sort, drawing, pending, intervals, exposureReason }}
          why={(row, column) => whyOn(board, search, { row, column })}
          onSort={sortBy}
        />
      )}
      <Footnotes {...{ rows, columns, intervals }} isHeat={onHeat} />
    </>
  );
}

interface NumberShown {
  readonly row: LeaderboardRow;
  readonly column: BoardColumn;
}

/** Where a number is explained: one of a dataset's column on that dataset's board. */
function whyOn({ task, dataset }: Leaderboard, search: LeaderboardSearch, { row, column }: NumberShown): string {
  const place = { task: task.slug, model: row.model, candidate: row.candidate, metric: column.metric.id };
  return whyAddress(place, search, (column.result ? column.id : dataset) ?? '');
}

/** The rows that are asked for: those of methods, and the others on request. */
function askedRows(board: Leaderboard, controls: LeaderboardSearch['controls']): readonly LeaderboardRow[] {
  return controls === 'show' ? board.rows : board.rows.filter(({ kind }) => kind === 'method');
}

/** How many rows there are, such as "2 of 3 candidates + 4 controls". */
function countWords(rows: readonly LeaderboardRow[], asked: readonly LeaderboardRow[]): string {
  const [found, all] = [rows, asked].map((some) => some.filter(({ kind }) => kind === 'method').length);
  const count = (which: LeaderboardRow['kind']): number => rows.filter(({ kind }) => kind === which).length;
  return [
    `${String(found)} of ${counted(all ?? 0, 'candidate', 'candidates')}`,
    ...(count('control') > 0 ? [counted(count('control'), 'control', 'controls')] : []),
    ...(count('annotator') > 0 ? [counted(count('annotator'), 'second annotator', 'second annotators')] : []),
  ].join(' + ');
}

interface EmptyProps extends Pick<BoardViewProps, 'board' | 'search' | 'whenEmpty' | 'onChange'> {
  readonly toolbar: ReactNode;
}

/** The toolbar stays where another day or other images may have results, or controls can be shown. */
function Empty({ board, search, whenEmpty, toolbar, onChange }: EmptyProps): ReactNode {
  return (
    <>
      {(search.at !== '' || board.slice || hasControls(board)) && toolbar}
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
      {rows.length > 0 && (
        <p className="board-footnote">Each number leads to what it is made from, and to its worst images.</p>
      )}
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

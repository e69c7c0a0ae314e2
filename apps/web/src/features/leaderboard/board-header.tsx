import type { Leaderboard } from '@cellboard/contract';
import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { terms } from '../../glossary/terms.ts';
import type { BoardColumn } from './board-columns.ts';
import type { BoardSort } from './board-sort.ts';
import { directionSign, directionWords } from '../../ui/format-score.ts';

interface BoardHeaderProps {
  readonly board: Leaderboard;
  readonly columns: readonly BoardColumn[];
  readonly sort: BoardSort;
  readonly onSort: (column: string) => void;
}

/** The header: each button sorts, its tooltip explains the column. */
export function BoardHeader({ board, columns, sort, onSort }: BoardHeaderProps): ReactNode {
  const { primaryMetric } = board.task;
  const ranking = board.metrics.find(({ id }) => id === primaryMetric)?.name ?? primaryMetric;
  return (
    <thead>
      <tr>
        <th scope="col" className="board-position" title="Position in this view; rows without a rank have none">
          #
        </th>
        <SortHeader
          column="rank"
          className="board-rank"
          help={`The official rank by ${ranking}, which searching and sorting do not change. Equal scores share a rank.`}
          {...{ sort, onSort }}
        >
          Rank
        </SortHeader>
        <SortHeader
          column="model"
          className="board-model"
          help="The model, its weights and settings, and who made it."
          {...{ sort, onSort }}
        >
          Model
        </SortHeader>
        <SortHeader column="coverage" className="board-coverage" help={terms.coverage} {...{ sort, onSort }}>
          Coverage
        </SortHeader>
        {columns.map((column) => (
          <ScoreHeader key={column.id} {...{ column, sort, onSort }} />
        ))}
      </tr>
    </thead>
  );
}

interface ScoreHeaderProps extends Pick<BoardHeaderProps, 'sort' | 'onSort'> {
  readonly column: BoardColumn;
}

function ScoreHeader({ column: { id, name, mark, help, metric }, sort, onSort }: ScoreHeaderProps): ReactNode {
  return (
    <SortHeader column={id} className="board-metric" help={help} {...{ sort, onSort }}>
      {name}
      {metric.direction !== 'none' && (
        <>
          <span aria-hidden>
            {'\u00A0'}
            {directionSign[metric.direction]}
          </span>
          <span className="visually-hidden">. {directionWords(metric)}</span>
        </>
      )}
      {mark !== null && <span className="board-primary">{mark}</span>}
    </SortHeader>
  );
}

interface SortHeaderProps {
  readonly column: string;
  readonly className: string;
  readonly help: string;
  readonly sort: BoardSort;
  readonly onSort: (column: string) => void;
  readonly children: ReactNode;
}

function SortHeader({ column, className, help, sort, onSort, children }: SortHeaderProps): ReactNode {
  const active = sort.column === column;
  const order = sort.descending ? 'descending' : 'ascending';
  const Arrow = !active ? IconArrowsSort : sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" className={className} {...(active && { 'aria-sort': order })}>
      <Tooltip label={help}>
        <UnstyledButton
          className="board-sort"
          data-active={active || undefined}
          onClick={() => {
            onSort(column);
          }}
        >
          <span className="board-sort-label">{children}</span>
          <Arrow className="board-sort-arrow" size={14} stroke={2} aria-hidden />
        </UnstyledButton>
      </Tooltip>
    </th>
  );
}

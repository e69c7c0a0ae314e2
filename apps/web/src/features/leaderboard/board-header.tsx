import type { Leaderboard, Metric } from '@cellboard/contract';
import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BoardSort } from './board-sort.ts';
import { directionSign, directionWords } from './format-score.ts';

interface BoardHeaderProps {
  readonly board: Leaderboard;
  readonly metrics: readonly Metric[];
  readonly sort: BoardSort;
  readonly onSort: (column: string) => void;
}

/** The header: each button sorts, its tooltip explains the column. */
export function BoardHeader({ board, metrics, sort, onSort }: BoardHeaderProps): ReactNode {
  const { primaryMetric } = board.task;
  const deciding = board.metrics.find(({ id }) => id === primaryMetric)?.name ?? primaryMetric;
  return (
    <thead>
      <tr>
        <th scope="col" className="board-position" title="Position in this view">
          #
        </th>
        <SortHeader
          column="rank"
          className="board-rank"
          help={`The official rank by ${deciding}, whatever is searched and sorted here. Equal scores share a rank.`}
          {...{ sort, onSort }}
        >
          Rank
        </SortHeader>
        <SortHeader
          column="model"
          className="board-model"
          help="The model, its weights and who made it."
          {...{ sort, onSort }}
        >
          Model
        </SortHeader>
        <SortHeader
          column="coverage"
          className="board-coverage"
          help="Images with a prediction, of all images of the task. Missing ones are counted as empty, never left out."
          {...{ sort, onSort }}
        >
          Coverage
        </SortHeader>
        {metrics.map((metric) => (
          <SortHeader
            key={metric.id}
            column={metric.id}
            className="board-metric"
            help={helpOf(metric)}
            {...{ sort, onSort }}
          >
            {metric.name}
            {metric.unit !== null && ` (${metric.unit})`}
            {metric.direction !== 'none' && (
              <>
                <span aria-hidden>
                  {'\u00A0'}
                  {directionSign[metric.direction]}
                </span>
                <span className="visually-hidden">. {directionWords(metric)}</span>
              </>
            )}
            {metric.id === primaryMetric && <span className="board-primary">decides the rank</span>}
          </SortHeader>
        ))}
      </tr>
    </thead>
  );
}

const helpOf = (metric: Metric): string => `${metric.description} ${directionWords(metric)}`;

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

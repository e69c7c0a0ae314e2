import type { Leaderboard, LeaderboardRow, Metric } from '@cellboard/contract';
import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { holdsWords } from '../../search/holds-words.ts';
import type { BoardSort } from './board-sort.ts';

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});
const helper = createColumnHelper<typeof features, LeaderboardRow>();

/** What a search looks through. */
const wordsOf = (row: LeaderboardRow): string => `${row.modelName} ${row.candidateName} ${row.developer}`;

/** The share of the task's images that had a prediction; undefined for a task without images. */
const coverageOf = (row: LeaderboardRow): number | undefined =>
  row.imageCount > 0 ? 1 - row.missingCount / row.imageCount : undefined;

function columnsOf(metrics: readonly Metric[]) {
  return helper.columns([
    helper.accessor((row) => row.rank ?? undefined, { id: 'rank', sortFn: 'basic', sortUndefined: 'last' }),
    helper.accessor(wordsOf, { id: 'model', sortFn: 'alphanumeric' }),
    helper.accessor(coverageOf, { id: 'coverage', sortFn: 'basic', sortUndefined: 'last' }),
    ...metrics.map(({ id }) =>
      helper.accessor((row) => row.scores[id] ?? undefined, { id, sortFn: 'basic', sortUndefined: 'last' }),
    ),
  ]);
}

/**
 * The rows to show, searched and sorted. Rows that have nothing in the sorted column come last in both directions;
 * equal ones keep the official order.
 */
export function useBoardRows(board: Leaderboard, sort: BoardSort, search: string): LeaderboardRow[] {
  const columns = useMemo(() => columnsOf(board.metrics), [board.metrics]);
  const table = useTable({
    features,
    columns,
    data: board.rows,
    getRowId: (row) => row.candidateId,
    state: { sorting: [{ id: sort.column, desc: sort.descending }], globalFilter: search.trim() },
    globalFilterFn: (row, _column, value: string) => holdsWords(wordsOf(row.original), value),
    getColumnCanGlobalFilter: (column) => column.id === 'model',
  });
  return table.getRowModel().rows.map((row) => row.original);
}

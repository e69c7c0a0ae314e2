import type { LeaderboardRow } from '@cellboard/contract';
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
import type { BoardColumn } from './board-columns.ts';
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

/** The share of the images that had a prediction; undefined where there are no images, or nobody knows. */
const coverageOf = ({ imageCount, missingCount }: LeaderboardRow): number | undefined =>
  imageCount > 0 && missingCount !== null ? 1 - missingCount / imageCount : undefined;

function sortableColumns(columns: readonly BoardColumn[]) {
  return helper.columns([
    helper.accessor((row) => row.rank ?? undefined, { id: 'rank', sortFn: 'basic', sortUndefined: 'last' }),
    helper.accessor(wordsOf, { id: 'model', sortFn: 'alphanumeric' }),
    helper.accessor(coverageOf, { id: 'coverage', sortFn: 'basic', sortUndefined: 'last' }),
    ...columns.map(({ id, score }) =>
      helper.accessor((row) => score(row) ?? undefined, { id, sortFn: 'basic', sortUndefined: 'last' }),
    ),
  ]);
}

interface Order {
  readonly columns: readonly BoardColumn[];
  readonly sort: BoardSort;
  readonly search: string;
}

/**
 * The rows to show, searched and sorted: first those with a rank, then those without, whose scores cannot be compared
 * with the others'. In both, rows that have nothing in the sorted column come last; equal ones keep the official order.
 */
export function useBoardRows(rows: readonly LeaderboardRow[], { columns, sort, search }: Order): LeaderboardRow[] {
  const sortable = useMemo(() => sortableColumns(columns), [columns]);
  const table = useTable({
    features,
    columns: sortable,
    data: rows,
    getRowId: (row) => row.candidateId,
    state: { sorting: [{ id: sort.column, desc: sort.descending }], globalFilter: search.trim() },
    globalFilterFn: (row, _column, value: string) => holdsWords(wordsOf(row.original), value),
    getColumnCanGlobalFilter: (column) => column.id === 'model',
  });
  const found = table.getRowModel().rows.map((row) => row.original);
  return [...found.filter(({ rank }) => rank !== null), ...found.filter(({ rank }) => rank === null)];
}

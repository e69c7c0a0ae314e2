import type { BoardColumn } from './board-columns.ts';

/** One column and a direction. */
export interface BoardSort {
  readonly column: string;
  readonly descending: boolean;
}

type Columns = readonly Pick<BoardColumn, 'id' | 'name' | 'metric'>[];

const plainColumns = ['rank', 'model', 'coverage'];
const official: BoardSort = { column: 'rank', descending: false };

/** Reads `column` or `-column`; a column the board does not have means the official order. */
export function parseSort(text: string, columns: Columns): BoardSort {
  const descending = text.startsWith('-');
  const column = descending ? text.slice(1) : text;
  const known = plainColumns.includes(column) || columns.some(({ id }) => id === column);
  return known ? { column, descending } : official;
}

/** The reverse of {@link parseSort}. */
export const writeSort = ({ column, descending }: BoardSort): string => (descending ? `-${column}` : column);

/** What the first click on a column asks for: the best on top. */
function firstSort(column: string, columns: Columns): BoardSort {
  if (column === 'coverage') return { column, descending: true };
  const found = columns.find(({ id }) => id === column);
  return { column, descending: found !== undefined && found.metric.direction !== 'lower' };
}

/** The order after a click on a column's header: the best on top first, then reversed with each click. */
export function nextSort(now: BoardSort, column: string, columns: Columns): BoardSort {
  return now.column === column ? { column, descending: !now.descending } : firstSort(column, columns);
}

/** The order in words, for the line above the table and for screen readers. */
export function sortWords(sort: BoardSort, columns: Columns): string {
  const way = sort.descending ? 'descending' : 'ascending';
  const column = columns.find(({ id }) => id === sort.column);
  if (!column) return `Sorted by ${sort.column}, ${way}`;
  const { direction } = column.metric;
  if (direction === 'none') return `Sorted by ${column.name}, ${way}`;
  const bestFirst = sort.descending === (direction === 'higher');
  return `Sorted by ${column.name}, ${way} (${bestFirst ? 'best' : 'worst'} first)`;
}

import type { Leaderboard, Metric } from '@cellboard/contract';

/** One column and a direction. */
export interface BoardSort {
  readonly column: string;
  readonly descending: boolean;
}

const plainColumns = ['rank', 'model', 'coverage'];
const official: BoardSort = { column: 'rank', descending: false };

/** Reads `column` or `-column`; a column the board does not have means the official order. */
export function parseSort(text: string, metrics: readonly Metric[]): BoardSort {
  const descending = text.startsWith('-');
  const column = descending ? text.slice(1) : text;
  const known = plainColumns.includes(column) || metrics.some(({ id }) => id === column);
  return known ? { column, descending } : official;
}

/** The reverse of {@link parseSort}. */
export const writeSort = ({ column, descending }: BoardSort): string => (descending ? `-${column}` : column);

/** What the first click on a column asks for: the best on top. */
function firstSort(column: string, metrics: readonly Metric[]): BoardSort {
  if (column === 'coverage') return { column, descending: true };
  const metric = metrics.find(({ id }) => id === column);
  return { column, descending: metric !== undefined && metric.direction !== 'lower' };
}

/** The order after a click on a column's header: the best on top first, then turned round with each click. */
export function nextSort(now: BoardSort, column: string, metrics: readonly Metric[]): BoardSort {
  return now.column === column ? { column, descending: !now.descending } : firstSort(column, metrics);
}

/** The order in words, for the line above the table and for those who hear the page. */
export function sortWords(sort: BoardSort, board: Pick<Leaderboard, 'metrics'>): string {
  const way = sort.descending ? 'descending' : 'ascending';
  const metric = board.metrics.find(({ id }) => id === sort.column);
  if (!metric) return `Sorted by ${sort.column}, ${way}`;
  if (metric.direction === 'none') return `Sorted by ${metric.name}, ${way}`;
  const bestFirst = sort.descending === (metric.direction === 'higher');
  return `Sorted by ${metric.name}, ${way} (${bestFirst ? 'best' : 'worst'} first)`;
}

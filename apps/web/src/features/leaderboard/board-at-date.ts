import type { Leaderboard } from '@cellboard/contract';

const written = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** A day such as `2026-01-31` as people write it. */
export const dayWords = (day: string): string => written.format(new Date(day));

/** The last moment of a day in UTC, such as `2026-01-31T23:59:59.999Z`. */
export const endOfDay = (day: string): string => `${day}T23:59:59.999Z`;

/** Today in UTC, such as `2026-01-31`. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** A board of the past with the datasets that had results then; those that came later are left out. */
export function asItStood(board: Leaderboard): Leaderboard {
  if (board.rows.length === 0) return board;
  const had = new Set(board.rows.flatMap(({ results }) => results.map(({ dataset }) => dataset)));
  const datasets = board.task.datasets.filter(({ slug }) => had.has(slug) || slug === board.dataset);
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  const imageCount = sum(datasets.map((dataset) => dataset.imageCount));
  const cellCount = sum(datasets.map((dataset) => dataset.cellCount));
  return { ...board, task: { ...board.task, datasets, imageCount, cellCount } };
}

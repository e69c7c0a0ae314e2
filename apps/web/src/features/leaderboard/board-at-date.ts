import type { Leaderboard } from '@cellboard/contract';

const written = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** A day such as `2026-01-31` as people write it. */
export const dayWords = (day: string): string => written.format(new Date(day));

/** The last moment of a day in UTC, such as `2026-01-31T23:59:59.999Z`. */
export const endOfDay = (day: string): string => `${day}T23:59:59.999Z`;

/** Today in UTC, such as `2026-01-31`. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Which board an address asks for: that of now, that of a day, or none, and why. */
export type AskedDay =
  | { readonly kind: 'now' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'unusable'; readonly title: string; readonly words: string };

const anExample = 'Choose a day in “Board on”. In an address a day is written as year, month and day, such as';

/** Reads what stands behind `at=` in an address. */
export function askedDay(at: string, now = today()): AskedDay {
  if (at === '') return { kind: 'now' };
  if (!isDay(at)) return { kind: 'unusable', title: `“${at}” is not a date`, words: `${anExample} ${now}.` };
  if (at > now) {
    return {
      kind: 'unusable',
      title: `${dayWords(at)} is still to come`,
      words: 'Choose today or an earlier day in “Board on”.',
    };
  }
  return { kind: 'day', day: at };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(text);
  // A day such as February 31 is read as one in March, or not at all.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

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

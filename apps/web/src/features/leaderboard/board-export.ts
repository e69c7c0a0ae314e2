import type { Leaderboard, LeaderboardRow, Metric } from '@cellboard/contract';
import type { LeaderboardSearch } from './leaderboard-search.ts';
import { extentOf, normalise } from './scale.ts';

/** What is on screen. */
export interface BoardExport {
  readonly board: Leaderboard;
  readonly rows: readonly LeaderboardRow[];
  readonly metrics: readonly Metric[];
  readonly search: LeaderboardSearch;
  /** Where this view can be seen again. */
  readonly address: string;
}

/** A name such as `cellboard_leaderboard_nuclei_2026-01-31.csv`, by the day of the newest evaluation. */
export function boardFileName({ task, rows }: Leaderboard, ending: 'csv' | 'json'): string {
  const newest = rows.map(({ evaluatedAt }) => evaluatedAt.slice(0, 10)).sort((a, b) => (a < b ? 1 : -1))[0];
  return `${['cellboard', 'leaderboard', task.slug, newest].filter(Boolean).join('_')}.${ending}`;
}

/** Comma-separated text of what is on screen, with a byte order mark for Excel and the view named in comment lines. */
export function boardCsv(content: BoardExport): string {
  const { board, metrics, search, address } = content;
  const normalised = search.norm === 'minmax' ? metrics.filter(({ direction }) => direction !== 'none') : [];
  const comments = [
    `# Cellboard leaderboard: ${board.task.name} (${board.task.slug})`,
    `# scores: ${board.aggregation}${search.q === '' ? '' : `, search: ${search.q}`}`,
    `# ${address}`,
  ].map((line) => line.replaceAll(/[\r\n]+/g, ' '));
  const header = [
    'position',
    'rank',
    'model',
    'candidate',
    'developer',
    'images',
    'missing',
    ...metrics.map(({ id }) => id),
    ...normalised.map(({ id }) => `${id} normalised`),
    'evaluated at',
  ];
  const lines = exportRows(content).map(({ position, row, normalisedScores }) => [
    position,
    row.rank,
    row.modelName,
    row.candidateName,
    row.developer,
    row.imageCount,
    row.missingCount,
    ...metrics.map(({ id }) => row.scores[id] ?? null),
    ...normalised.map(({ id }) => normalisedScores[id] ?? null),
    row.evaluatedAt,
  ]);
  return `\uFEFF${[...comments, ...[header, ...lines].map(csvLine)].join('\r\n')}\r\n`;
}

/** The same as JSON, with every score in full. */
export function boardJson(content: BoardExport): string {
  const { board, metrics, search, address } = content;
  const rows = exportRows(content).map(({ position, row, normalisedScores }) => ({
    position,
    rank: row.rank,
    model: row.modelName,
    candidate: row.candidateName,
    developer: row.developer,
    images: row.imageCount,
    missing: row.missingCount,
    scores: Object.fromEntries(metrics.map(({ id }) => [id, row.scores[id] ?? null])),
    ...(search.norm === 'minmax' && { normalised: normalisedScores }),
    evaluatedAt: row.evaluatedAt,
  }));
  const { slug, name } = board.task;
  return `${JSON.stringify({ task: slug, taskName: name, aggregation: board.aggregation, view: address, metrics, rows }, null, 2)}\n`;
}

function exportRows({ rows, metrics }: BoardExport) {
  const extents = metrics.map((metric) => ({ metric, extent: extentOf(rows.map((row) => row.scores[metric.id])) }));
  return rows.map((row, i) => ({
    position: i + 1,
    row,
    normalisedScores: Object.fromEntries(
      extents.map(({ metric, extent }) => {
        const score = row.scores[metric.id] ?? null;
        return [metric.id, score === null || extent === null ? null : normalise(metric, score, extent)];
      }),
    ),
  }));
}

const csvLine = (values: readonly (string | number | null)[]): string => values.map(csvValue).join(',');

/** Quotes where needed, and keeps a spreadsheet from running a name that begins like a formula. */
function csvValue(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import type { Leaderboard, LeaderboardRow } from '@cellboard/contract';
import { nameOf, type BoardColumn } from './board-columns.ts';
import type { LeaderboardSearch } from './leaderboard-search.ts';
import { extentOf, normalise } from './scale.ts';

/** What is on screen. */
export interface BoardExport {
  readonly board: Leaderboard;
  readonly rows: readonly LeaderboardRow[];
  readonly columns: readonly BoardColumn[];
  readonly search: LeaderboardSearch;
  /** Where this view can be seen again. */
  readonly address: string;
}

/** A name such as `cellboard_leaderboard_nuclei_dsb2018_2026-01-31.csv`, by the day of the newest evaluation. */
export function boardFileName({ task, dataset, rows }: Leaderboard, ending: 'csv' | 'json'): string {
  const newest = rows.map(({ evaluatedAt }) => evaluatedAt.slice(0, 10)).sort((a, b) => (a < b ? 1 : -1))[0];
  return `${['cellboard', 'leaderboard', task.slug, dataset, newest].filter(Boolean).join('_')}.${ending}`;
}

/** Comma-separated text of what is on screen, with a byte order mark for Excel and the view named in comment lines. */
export function boardCsv(content: BoardExport): string {
  const { board, columns, search, address } = content;
  const rescaled = rescaledColumns(content);
  const comments = [
    `# Cellboard leaderboard: ${nameOf(board)} (${placeOf(board)})`,
    `# average over: ${board.aggregation === 'mean' ? 'images' : 'all cells'}${search.q === '' ? '' : `, search: ${search.q}`}`,
    `# ${address}`,
  ].map((line) => line.replaceAll(/[\r\n]+/g, ' '));
  const header = [
    ...['position', 'rank', 'model', 'candidate', 'developer', 'images', 'missing'],
    ...columns.map(({ id }) => id),
    ...rescaled.map(({ id }) => `${id} 0-100`),
    ...seenColumns(content).map(({ slug }) => `${slug} exposure`),
    'evaluated at',
  ];
  const lines = exportRows(content).map(({ position, row, scores, rescaledScores, exposure }) => [
    ...[position, row.rank, row.modelName, row.candidateName, row.developer, row.imageCount, row.missingCount],
    ...columns.map(({ id }) => scores[id] ?? null),
    ...rescaled.map(({ id }) => rescaledScores[id] ?? null),
    ...seenColumns(content).map(({ slug }) => exposure[slug] ?? null),
    row.evaluatedAt,
  ]);
  return `\uFEFF${[...comments, ...[header, ...lines].map(csvLine)].join('\r\n')}\r\n`;
}

/** The same as JSON, with every score in full. */
export function boardJson(content: BoardExport): string {
  const { board, columns, search, address } = content;
  const rows = exportRows(content).map(({ position, row, scores, rescaledScores, exposure }) => ({
    position,
    rank: row.rank,
    model: row.model,
    modelName: row.modelName,
    candidate: row.candidate,
    candidateName: row.candidateName,
    developer: row.developer,
    images: row.imageCount,
    missing: row.missingCount,
    scores,
    ...(search.norm === 'minmax' && { rescaled: rescaledScores }),
    exposure,
    evaluatedAt: row.evaluatedAt,
  }));
  const described = columns.map(({ id, name, metric }) => ({ id, name, metric }));
  const { task, dataset, aggregation } = board;
  const head = { task: task.slug, dataset, name: nameOf(board), aggregation, view: address, columns: described };
  return `${JSON.stringify({ ...head, rows }, null, 2)}\n`;
}

const placeOf = ({ task, dataset }: Leaderboard): string => [task.slug, dataset].filter(Boolean).join('/');

const rescaledColumns = ({ columns, search }: BoardExport): BoardColumn[] =>
  search.norm === 'minmax' ? columns.filter(({ metric }) => metric.direction !== 'none') : [];

/** The datasets of the board. */
const seenColumns = ({ board: { task, dataset } }: BoardExport) =>
  task.datasets.filter(({ slug }) => dataset === null || slug === dataset);

function exportRows({ rows, columns }: BoardExport) {
  const extents = columns.map((column) => ({ column, extent: extentOf(rows.map(column.score)) }));
  return rows.map((row, i) => ({
    position: i + 1,
    row,
    scores: Object.fromEntries(columns.map(({ id, score }) => [id, score(row)])),
    rescaledScores: Object.fromEntries(
      extents.map(({ column: { id, metric, score }, extent }) => {
        const value = score(row);
        const share = value === null || extent === null ? null : normalise(metric, value, extent);
        return [id, share === null ? null : share * 100];
      }),
    ),
    exposure: Object.fromEntries(row.results.map(({ dataset, exposure }) => [dataset, exposure])),
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

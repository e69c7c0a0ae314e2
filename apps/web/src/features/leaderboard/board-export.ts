import type { Leaderboard, LeaderboardRow } from '@cellboard/contract';
import { nameOf, type BoardColumn } from './board-columns.ts';
import { drawingOf, isHuman, type Drawing } from './board-drawing.ts';
import { scalesOf } from './board-scales.ts';
import { humanScale } from './human-scale.ts';
import { filterOf, type LeaderboardSearch } from './leaderboard-search.ts';
import { normalise } from './scale.ts';

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
  const { board, search, address } = content;
  const comments = [
    `# Cellboard leaderboard: ${nameOf(board)} (${placeOf(board)})`,
    `# average over: ${board.aggregation === 'mean' ? 'images' : 'all cells'}${search.q === '' ? '' : `, search: ${search.q}`}`,
    ...(search.at === '' ? [] : [`# as it stood at the end of ${search.at} (UTC)`]),
    ...sliceLines(content),
    `# ${address}`,
  ].map((line) => line.replaceAll(/[\r\n]+/g, ' '));
  return `\uFEFF${[...comments, ...tableOf(content).map((values) => values.map(csvValue).join(','))].join('\r\n')}\r\n`;
}

/** What the scores are computed from, where it is not all that the board has. */
function sliceLines({ board, search }: BoardExport): string[] {
  const chosen = Object.entries(filterOf(search)).map(([measure, name]) => `${measure} ${name}`);
  const { slice, overall } = board;
  const images = slice ? [`# only ${String(slice.images)} images: ${chosen.join(', ')}`] : [];
  if (!overall) return images;
  const which = overall.seen ? 'complete results' : 'complete results on unseen images';
  return [...images, `# overall: adjusted mean over ${which}, from ${String(overall.needed)} datasets on`];
}

/** The table on screen with tabs between its values, to be pasted into a sheet. */
export function boardTsv(content: BoardExport): string {
  return tableOf(content)
    .map((values) => values.map((value) => unfurled(value).replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

/** The header and the rows. */
function tableOf(content: BoardExport): (string | number | null)[][] {
  const { board, columns } = content;
  const drawing = drawingOn(content);
  const rescaled = rescaledColumns(content);
  const datasets = datasetsOf(content);
  const header = [
    ...['position', 'rank', 'model', 'candidate', 'developer', 'images', 'missing'],
    ...columns.map(({ id }) => id),
    ...rescaled.map(({ id }) => `${id} ${isHuman(drawing) ? 'chance-human' : '0-100'}`),
    ...datasets.map(({ slug }) => `${slug} exposure`),
    ...(board.overall ? ['datasets counted'] : []),
    'evaluated at',
  ];
  const lines = exportRows(content).map(({ position, row, scores, rescaledScores, exposure }) => [
    ...[position, row.rank, row.modelName, row.candidateName, row.developer, row.imageCount, row.missingCount],
    ...columns.map(({ id }) => scores[id] ?? null),
    ...rescaled.map(({ id }) => rescaledScores[id] ?? null),
    ...datasets.map(({ slug }) => exposure[slug] ?? null),
    ...(board.overall ? [row.counted] : []),
    row.evaluatedAt,
  ]);
  return [header, ...lines];
}

/** The same as JSON, with every score in full. */
export function boardJson(content: BoardExport): string {
  const { board, columns, search, address } = content;
  const drawing = drawingOn(content);
  const isRescaled = rescaledColumns(content).length > 0;
  const rows = exportRows(content).map(({ position, row, scores, rescaledScores, exposure }) => ({
    position,
    rank: row.rank,
    standing: row.standing,
    datasetsCounted: row.counted,
    model: row.model,
    modelName: row.modelName,
    candidate: row.candidate,
    candidateName: row.candidateName,
    developer: row.developer,
    images: row.imageCount,
    missing: row.missingCount,
    scores,
    ...(isRescaled && { rescaled: rescaledScores }),
    exposure,
    evaluatedAt: row.evaluatedAt,
  }));
  const described = columns.map((column) => {
    const { id, name, metric } = column;
    return { id, name, metric, ...(isHuman(drawing) && { chanceToHuman: humanScale(board, column) }) };
  });
  const { task, dataset, aggregation } = board;
  const at = search.at === '' ? {} : { at: search.at };
  const head = { task: task.slug, dataset, name: nameOf(board), aggregation, ...at, view: address };
  const { slice, overall } = board;
  const chosen = slice && { ...slice, ...filterOf(search) };
  return `${JSON.stringify({ ...head, slice: chosen, overall, columns: described, rows }, null, 2)}\n`;
}

const placeOf = ({ task, dataset }: Leaderboard): string => [task.slug, dataset].filter(Boolean).join('/');

const drawingOn = ({ board, search, columns }: BoardExport): Drawing => drawingOf(board, search, columns);

/** The columns whose scores are rescaled on screen. */
function rescaledColumns(content: BoardExport): BoardColumn[] {
  const { board, columns } = content;
  const drawing = drawingOn(content);
  if (isHuman(drawing)) return columns.filter((column) => humanScale(board, column) !== null);
  return drawing === 'rescaled' ? columns.filter(({ metric }) => metric.direction !== 'none') : [];
}

/** The datasets of the board. */
const datasetsOf = ({ board: { task, dataset } }: BoardExport) =>
  task.datasets.filter(({ slug }) => dataset === null || slug === dataset);

function exportRows(content: BoardExport) {
  const { board, rows, columns } = content;
  const { ends } = scalesOf({ board, columns, rows, drawing: drawingOn(content) });
  return rows.map((row, i) => ({
    // As on screen: rows without a rank are in no order of merit.
    position: row.rank === null ? null : i + 1,
    row,
    scores: Object.fromEntries(columns.map(({ id, score }) => [id, score(row)])),
    rescaledScores: Object.fromEntries(
      columns.map(({ id, metric, score }) => {
        const [value, extent] = [score(row), ends.get(id)];
        const share = value === null || !extent ? null : normalise(metric, value, extent);
        return [id, share === null ? null : share * 100];
      }),
    ),
    exposure: Object.fromEntries(row.results.map(({ dataset, exposure }) => [dataset, exposure])),
  }));
}

/** Text that a spreadsheet does not take for a formula. */
function unfurled(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

/** Quotes where needed. */
function csvValue(value: string | number | null): string {
  const text = unfurled(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

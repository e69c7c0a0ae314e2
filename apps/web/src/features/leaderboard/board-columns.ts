import type { DatasetResult, Leaderboard, LeaderboardRow, Metric, Task } from '@cellboard/contract';
import { plainMetric } from '../../glossary/plain-metrics.ts';
import { shownMetrics } from './board-metrics.ts';
import { directionWords } from '../../ui/format-score.ts';
import type { LeaderboardSearch } from './leaderboard-search.ts';

/** A column of scores. */
export interface BoardColumn {
  /** As it stands in an address: a metric's id, a dataset's slug, or `overall`. */
  readonly id: string;
  readonly name: string;
  /** Under the name, such as "ranking metric"; null for none. */
  readonly mark: string | null;
  /** What the column tells, in sentences. */
  readonly help: string;
  /** How its scores are read. */
  readonly metric: Metric;
  readonly score: (row: LeaderboardRow) => number | null;
  /** The result behind a score on one dataset; absent in other columns. */
  readonly result?: (row: LeaderboardRow) => DatasetResult | undefined;
}

/** Whether a board is shown as a heat map, one column a dataset. */
export function isHeatMap(
  { dataset, task }: Pick<Leaderboard, 'dataset' | 'task'>,
  view: LeaderboardSearch['view'],
): boolean {
  return dataset === null && task.datasets.length > 1 && view === 'datasets';
}

/** The datasets whose images a board is about: those of its task, or only those with images of its slice. */
export function datasetsOn({
  dataset,
  task,
  slice,
}: Pick<Leaderboard, 'dataset' | 'task' | 'slice'>): Task['datasets'] {
  const own = dataset === null ? task.datasets : task.datasets.filter(({ slug }) => slug === dataset);
  return slice ? own.filter(({ slug }) => slice.datasets.includes(slug)) : own;
}

/** What a board is about: a dataset, or a task. */
export function nameOf({ task, dataset }: Pick<Leaderboard, 'task' | 'dataset'>): string {
  return task.datasets.find(({ slug }) => slug === dataset)?.name ?? task.name;
}

/** The columns of a view. */
export function columnsOf(board: Leaderboard, search: Pick<LeaderboardSearch, 'view' | 'metrics'>): BoardColumn[] {
  return isHeatMap(board, search.view) ? datasetColumns(board) : metricColumns(board, search.metrics);
}

function metricColumns(board: Leaderboard, chosen: string): BoardColumn[] {
  return shownMetrics(chosen, board).map((metric) => ({
    id: metric.id,
    name: metric.unit === null || metric.unit === 'cells' ? metric.name : `${metric.name} (${metric.unit})`,
    mark: markOf(metric, board),
    help: board.mixedVersions.includes(metric.id) ? `${helpOf(metric)} ${MIXED}` : helpOf(metric),
    metric,
    score: (row) => row.scores[metric.id] ?? null,
  }));
}

const MIXED =
  'These scores were computed by several versions of the metric, so they cannot be compared until all are scored again.';

function markOf({ id }: Metric, { task, mixedVersions }: Leaderboard): string | null {
  const marks = [
    ...(id === task.primaryMetric ? ['ranking metric'] : []),
    ...(mixedVersions.includes(id) ? ['mixed versions'] : []),
  ];
  return marks.length === 0 ? null : marks.join(', ');
}

/** The mean over the datasets, then each dataset, all by the metric that ranks. */
function datasetColumns(board: Leaderboard): BoardColumn[] {
  const { task, metrics } = board;
  const metric = metrics.find(({ id }) => id === task.primaryMetric);
  if (!metric) return [];
  const overall: BoardColumn = {
    id: 'overall',
    name: 'Overall',
    mark: board.overall?.adjusted ? `adjusted mean ${metric.name}` : `mean ${metric.name}`,
    help: `${overallWords(board, metric)} ${helpOf(metric)}`,
    metric,
    score: (row) => row.scores[metric.id] ?? null,
  };
  const datasets = datasetsOn(board).map(({ slug, name }): BoardColumn => {
    const result = (row: LeaderboardRow) => row.results.find(({ dataset }) => dataset === slug);
    return {
      ...{ id: slug, name, mark: null, metric, result },
      help: `${metric.name} on the images of ${name}. ${helpOf(metric)}`,
      score: (row) => result(row)?.score ?? null,
    };
  });
  return [overall, ...datasets];
}

function helpOf(metric: Metric): string {
  const plain = plainMetric(metric.id);
  return [plain === '' ? metric.description : plain, thresholdWords(metric), directionWords(metric)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What the number in the name of a metric such as F1 at 0.5 means; empty for others. */
function thresholdWords({ id }: Metric): string {
  const [, threshold] = /@(0\.\d+)$/.exec(id) ?? [];
  if (threshold === undefined) return '';
  return `A cell counts as found if it overlaps the real one with an IoU of at least ${threshold}; 1 is an identical outline.`;
}

/** How the scores of several datasets become one. */
export function overallWords({ overall, task }: Leaderboard, metric: Metric): string {
  const { needed = 1, seen = false } = overall ?? {};
  const scale = metric.unit === 'px' ? ' Distances are averaged as logarithms of one pixel more.' : '';
  const which = seen ? 'complete results' : 'complete results on images that were not seen in training';
  return (
    `The mean over the datasets, each with the same weight, of ${which}. Where a model lacks some, it is adjusted for how hard those are that it has ` +
    `(least-squares mean), so that leaving out hard datasets gains nothing.${scale} At least ${String(needed)} of ${String(task.datasets.length)} datasets are needed for a rank.`
  );
}

/** Why a row has no rank. */
export function whyUnranked(row: LeaderboardRow, board: Leaderboard): string {
  const { task, metrics } = board;
  const metric = metrics.find(({ id }) => id === task.primaryMetric)?.name ?? task.primaryMetric;
  switch (row.standing) {
    case 'control':
      return 'control: made without a method, for the scale of the board';
    case 'annotator':
      return 'second annotator, for the scale of the board';
    case 'outdated':
      return 'scored on an earlier version of the dataset or metric than others here';
    case 'few':
      return fewWords(row, board);
    case 'apart':
      return 'shares no dataset with the others, so it cannot be compared with them';
    case 'ranked':
    case 'undefined':
      return `${metric} is undefined on these images`;
  }
}

/** Which results a row lacks for a rank, such as "2 of 4 datasets count, 3 are needed: 1 seen in training". */
function fewWords({ results, counted }: LeaderboardRow, board: Leaderboard): string {
  const datasets = datasetsOn(board).length;
  const { needed = datasets } = board.overall ?? {};
  const left = results.filter(({ counts }) => !counts);
  const outdated = left.filter((one) => one.outdated).length;
  const incomplete = left.filter((one) => !one.outdated && one.missingCount > 0);
  const exposed = left.filter((one) => !one.outdated && one.missingCount === 0);
  const undisclosed = exposed.filter(({ exposure }) => exposure === 'undisclosed').length;
  const reasons = [
    [datasets - results.length, 'without a result'],
    [incomplete.length, 'incomplete'],
    [exposed.length - undisclosed, 'seen in training'],
    [undisclosed, 'with training data not disclosed'],
    [outdated, 'scored on an earlier version'],
  ] as const;
  const said = reasons.filter(([count]) => count > 0).map(([count, what]) => `${String(count)} ${what}`);
  return `${String(counted)} of ${String(datasets)} datasets count, ${String(needed)} are needed: ${said.join(', ')}`;
}

/** Whether a board has controls or second annotators. */
export function hasControls({ rows }: Pick<Leaderboard, 'rows'>): boolean {
  return rows.some(({ kind }) => kind !== 'method');
}

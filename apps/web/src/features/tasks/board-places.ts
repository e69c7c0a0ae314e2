import type { Leaderboard, LeaderboardRow, Metric } from '@cellboard/contract';
import { counted } from '../../ui/counted.ts';

/** One of the best candidates of a board. */
export interface TopPlace {
  readonly rank: number;
  readonly candidateId: string;
  readonly model: string;
  readonly modelName: string;
  readonly candidate: string;
  readonly candidateName: string;
  readonly score: number;
}

/** The metric that ranks a board. */
export function rankingMetric({ task, metrics }: Pick<Leaderboard, 'task' | 'metrics'>): Metric | undefined {
  return metrics.find(({ id }) => id === task.primaryMetric);
}

/**
 * The best candidates of a task or of one of its datasets, equal scores sharing a rank.
 *
 * @param board of the whole task
 * @param dataset null for the whole task, where only ranked candidates count
 */
export function topPlaces(board: Leaderboard, dataset: string | null, most: number): TopPlace[] {
  const metric = rankingMetric(board);
  if (!metric) return [];
  const sign = metric.direction === 'lower' ? 1 : -1;
  const scored = board.rows
    .filter(({ kind, rank }) => kind === 'method' && (dataset !== null || rank !== null))
    .filter(({ results }) => dataset === null || results.every((one) => one.dataset !== dataset || !one.outdated))
    .map((row) => ({ row, score: scoreOf(row, dataset, metric.id) }))
    .filter((one): one is { row: LeaderboardRow; score: number } => one.score !== null)
    .sort((a, b) => sign * (a.score - b.score));
  return scored.slice(0, most).map(({ row, score }) => ({
    rank: scored.findIndex((other) => other.score === score) + 1,
    candidateId: row.candidateId,
    model: row.model,
    modelName: row.modelName,
    candidate: row.candidate,
    candidateName: row.candidateName,
    score,
  }));
}

function scoreOf({ scores, results }: LeaderboardRow, dataset: string | null, metric: string): number | null {
  if (dataset === null) return scores[metric] ?? null;
  return results.find((result) => result.dataset === dataset)?.score ?? null;
}

/**
 * What a board without ranked results has, such as "Nothing is ranked yet. Results: 2 incomplete candidates, 1 control".
 *
 * @param board of the whole task
 * @param dataset null for the whole task
 */
export function unrankedWords({ task, rows }: Pick<Leaderboard, 'task' | 'rows'>, dataset: string | null): string {
  const here = rows.filter(({ results }) => dataset === null || results.some((one) => one.dataset === dataset));
  if (here.length === 0) return 'No results yet';
  const methods = here.filter(({ kind }) => kind === 'method');
  const isIncomplete = ({ results }: LeaderboardRow): boolean =>
    dataset === null && results.length < task.datasets.length;
  const incomplete = methods.filter(isIncomplete).length;
  const counts: readonly (readonly [count: number, one: string, many: string])[] = [
    [incomplete, 'incomplete candidate', 'incomplete candidates'],
    [methods.length - incomplete, 'unranked candidate', 'unranked candidates'],
    [here.filter(({ kind }) => kind === 'control').length, 'control', 'controls'],
    [here.filter(({ kind }) => kind === 'annotator').length, 'second annotator', 'second annotators'],
  ];
  const parts = counts.flatMap(([count, one, many]) => (count > 0 ? [counted(count, one, many)] : []));
  return `Nothing is ranked yet. Results: ${parts.join(', ')}`;
}

/** How many methods have a result on a dataset, or on any of a task's. */
export function methodCount({ rows }: Pick<Leaderboard, 'rows'>, dataset: string | null): number {
  return rows.filter(
    ({ kind, results }) => kind === 'method' && (dataset === null || results.some((one) => one.dataset === dataset)),
  ).length;
}

/** When the newest result of a method on a dataset, or in a task, was made; ISO 8601, empty where there is none. */
export function newestResult({ rows }: Pick<Leaderboard, 'rows'>, dataset: string | null): string {
  const times = rows
    .filter(({ kind }) => kind === 'method')
    .flatMap(({ results }) => results)
    .filter((result) => dataset === null || result.dataset === dataset)
    .map(({ evaluatedAt }) => evaluatedAt);
  return times.sort().at(-1) ?? '';
}

import { type Leaderboard, type LeaderboardQuery, type LeaderboardRow, type Metric } from '@cellboard/contract';
import type { LeaderboardService as Contract } from '@cellboard/contract/router';
import { LeaderboardRepository, TaskRepository, type BoardRow } from '@cellboard/db';
import { catalog, catalogEntry, competitionRanks, resolveMetrics, type CatalogEntry } from '@cellboard/metrics';
import { Injectable } from '@nestjs/common';
import { noTask, toTask } from '../tasks/tasks.service.ts';

/** Ranks the candidates of a task. */
@Injectable()
export class LeaderboardService implements Contract {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly leaderboard: LeaderboardRepository,
  ) {}

  async get({ task: slug, aggregation }: LeaderboardQuery): Promise<Leaderboard> {
    const task = await this.tasks.published(slug);
    if (!task) throw noTask(slug);
    const totals = await this.tasks.totals([task.id]);
    const rows = await this.leaderboard.rows(task.id, aggregation);
    const metrics = metricsOf(rows);
    return {
      task: toTask(task, totals.get(task.id)),
      aggregation,
      metrics: metrics.map(toMetric),
      rows: ranked(rows, task.primaryMetric.id).map(({ row, rank }) => toRow(row, { rank, metrics })),
    };
  }
}

/** Every metric that a candidate has a score of; those computed by default where there is no candidate yet. */
function metricsOf(rows: BoardRow[]): CatalogEntry[] {
  if (rows.length === 0) return resolveMetrics('default').map(catalogEntry);
  const scored = new Set(rows.flatMap(({ scores }) => Object.keys(scores)));
  return catalog.filter(({ id }) => scored.has(id));
}

/** Best first; equals and those without a score stay in the order in which they come. */
function ranked(rows: BoardRow[], metric: string): { row: BoardRow; rank: number | null }[] {
  const scores = rows.map((row) => row.scores[metric] ?? null);
  const ranks = competitionRanks(scores, catalogEntry(metric).direction);
  const places = rows.map((row, i) => ({
    row,
    place: ranks[i] ?? 0,
    rank: scores[i] === null ? null : (ranks[i] ?? null),
  }));
  return places.sort((a, b) => a.place - b.place);
}

function toMetric({ id, name, description, direction, unit, range: [min, max] }: CatalogEntry): Metric {
  return { id, name, description, direction, unit, range: [min, max] };
}

function toRow(
  { evaluatedAt, ...row }: BoardRow,
  { rank, metrics }: { rank: number | null; metrics: CatalogEntry[] },
): LeaderboardRow {
  const scores = Object.fromEntries(metrics.map(({ id }) => [id, row.scores[id] ?? null]));
  return { ...row, rank, scores, evaluatedAt: evaluatedAt.toISOString() };
}

import {
  exposure,
  UNDISCLOSED,
  type DatasetResult,
  type LeaderboardQuery,
  type Principal,
  type Slug,
} from '@cellboard/contract';
import {
  LeaderboardRepository,
  SourceRepository,
  TaskRepository,
  type BoardCell,
  type TakenDataset,
} from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { noTask, notInTask } from '../tasks/task-problems.ts';
import { metricsOf } from './board-metrics.ts';
import { countsOverall } from './board-overall.ts';
import { rankedRows } from './board-rows.ts';
import { cutBoard, filterOf } from './board-slices.ts';

/** Computes boards from what stands on them. */
@Injectable()
export class Boards {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly leaderboard: LeaderboardRepository,
    private readonly sources: SourceRepository,
  ) {}

  /** A board with what it was computed from. */
  async board(principal: Principal, query: LeaderboardQuery) {
    const { aggregation, at, seen = false } = query;
    const { task, dataset, ids, ...place } = await this.place(principal, query);
    const primary = task.primaryMetric.id;
    const metrics = metricsOf(query.metrics, primary);
    const asked = { aggregation, metrics: metrics.map(({ id }) => id) };
    const all = await this.leaderboard.cells({ taskId: task.id, datasetIds: ids, primary, at, ...asked });
    const filter = filterOf(query);
    const whole = { cells: all, datasets: place.datasets };
    const { cells, datasets } = filter ? await cutBoard(this.leaderboard, whole, { filter, ...asked }) : whole;
    const results = await this.results(cells, { datasets, primary, seen });
    const rows = rankedRows(results, { datasets, metrics, primary });
    return { task, dataset, ids, metrics, cells, datasets, rows };
  }

  /** The task and the datasets that a board is about, as the task took them then. */
  async place(principal: Principal, query: Pick<LeaderboardQuery, 'task' | 'dataset' | 'at'>) {
    const found = await this.tasks.find(principal, query.task);
    if (!found) throw noTask(query.task);
    const { task } = found;
    const dataset = query.dataset ?? found.dataset;
    const taken = await this.tasks.datasets([task.id], query.at);
    const datasets = dataset === null ? taken : taken.filter(({ slug }) => slug === dataset);
    if (dataset !== null && datasets.length === 0) throw notInTask(task.slug, dataset);
    return { task, dataset, datasets, ids: datasets.map(({ datasetId }) => datasetId) };
  }

  /** Each cell with what the candidate has seen of its images. */
  private async results(
    cells: readonly BoardCell[],
    { datasets, primary, seen }: { datasets: readonly TakenDataset[]; primary: string; seen: boolean },
  ): Promise<{ cell: BoardCell; result: DatasetResult }[]> {
    const declared = await this.sources.declared([...new Set(cells.map(({ candidateId }) => candidateId))]);
    const vocabulary = await this.sources.vocabulary();
    const sourceOf = new Map<Slug, Slug>(datasets.map(({ slug, source }) => [slug, source]));
    return cells.map((cell) => {
      const { dataset, submissionId, imageCount, missingCount, datasetVersion, outdated, evaluatedAt } = cell;
      const exposed = exposure(
        declared.get(cell.candidateId) ?? UNDISCLOSED,
        sourceOf.get(dataset) ?? dataset,
        vocabulary,
      );
      const result = {
        ...{ dataset, submissionId, imageCount, missingCount, datasetVersion, outdated, exposure: exposed },
        counts: countsOverall({ missingCount, outdated, exposure: exposed }, seen),
        score: cell.scores[primary] ?? null,
        evaluatedAt: evaluatedAt.toISOString(),
      };
      return { cell, result };
    });
  }
}

import {
  exposure,
  MOST_IMAGE_SCORES,
  UNDISCLOSED,
  type DatasetResult,
  type ImageScores,
  type ImageScoresQuery,
  type Leaderboard,
  type LeaderboardQuery,
  type LeaderboardRow,
  type Principal,
  type Slug,
  type Standing,
} from '@cellboard/contract';
import type { LeaderboardService as Contract } from '@cellboard/contract/router';
import {
  LeaderboardRepository,
  SourceRepository,
  SubmissionRepository,
  TaskRepository,
  type BoardCell,
  type TakenDataset,
} from '@cellboard/db';
import { catalog } from '@cellboard/metrics';
import { Injectable } from '@nestjs/common';
import { DemoService } from '../demo/demo.service.ts';
import { TaskAnswers } from '../tasks/task-answers.ts';
import { noTask, notInTask } from '../tasks/task-problems.ts';
import { metricsOf, mixedVersions, toMetric } from './board-metrics.ts';
import { countsOverall, neededDatasets } from './board-overall.ts';
import { rankedRows } from './board-rows.ts';
import { cutBoard, filterOf } from './board-slices.ts';

/** Shows the boards. */
@Injectable()
export class LeaderboardService implements Contract {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly leaderboard: LeaderboardRepository,
    private readonly sources: SourceRepository,
    private readonly submissions: SubmissionRepository,
    private readonly answers: TaskAnswers,
    private readonly demo: DemoService,
  ) {}

  async get(principal: Principal, query: LeaderboardQuery): Promise<Leaderboard> {
    const { aggregation, at } = query;
    const { task, dataset, ids, ...place } = await this.place(principal, query);
    const primary = task.primaryMetric.id;
    const metrics = metricsOf(query.metrics, primary);
    const asked = { aggregation, metrics: metrics.map(({ id }) => id) };
    const all = await this.leaderboard.cells({ taskId: task.id, datasetIds: ids, primary, at, ...asked });
    const filter = filterOf(query);
    const whole = { cells: all, datasets: place.datasets };
    const { cells, datasets } = filter ? await cutBoard(this.leaderboard, whole, { filter, ...asked }) : whole;
    const { seen = false } = query;
    const results = await this.results(cells, { datasets, primary, seen });
    const rows = rankedRows(results, { datasets, metrics, primary });
    return {
      ...{ task: await this.answers.one(task), dataset, aggregation },
      metrics: metrics.map(toMetric),
      mixedVersions: mixedVersions(cells),
      available: catalog.map(({ id }) => id),
      slice: filter && sliceWords(datasets),
      overall: overallWords(rows, { datasets, seen }),
      rows,
      activity: at === undefined ? await this.submissions.activity(task.id, ids) : [],
      demo: await this.demo.status(principal),
    };
  }

  async imageScores(
    principal: Principal,
    { metric: asked, candidates: wanted, ...query }: ImageScoresQuery,
  ): Promise<ImageScores> {
    const { task, ids, datasets } = await this.place(principal, query);
    const metric = asked ?? task.primaryMetric.id;
    const { rows } = await this.get(principal, { ...query, aggregation: 'mean', metrics: [metric] });
    const ofMethods = rows.filter(
      ({ standing, counted, candidateId }) =>
        counted > 0 && COMPARED.includes(standing) && wanted?.includes(candidateId) !== false,
    );
    const isComplete = ofMethods.reduce((sum, { imageCount }) => sum + imageCount, 0) <= MOST_IMAGE_SCORES;
    const { images, candidates } = await this.leaderboard.imageScores({
      ...{ taskId: task.id, datasetIds: ids, metric, at: query.at },
      slice: filterOf(query) ?? {},
      candidateIds: isComplete ? ofMethods.map(({ candidateId }) => candidateId) : [],
    });
    const clusters = images.map(({ cluster }) => cluster);
    return {
      ...{ metric, isComplete },
      images: { datasets: images.map((image) => image.dataset), clusters },
      candidates: candidates.flatMap(({ candidateId, scores }) => {
        const row = ofMethods.find((one) => one.candidateId === candidateId);
        if (!row) return [];
        const counted = row.results.filter(({ counts }) => counts || datasets.length === 1);
        const own = counted.map((result) => result.dataset);
        return [{ candidateId, isRanked: row.rank !== null, datasets: own, scores: [...scores] }];
      }),
    };
  }

  /** The task and the datasets that a board is about, as the task took them then. */
  private async place(principal: Principal, query: Pick<LeaderboardQuery, 'task' | 'dataset' | 'at'>) {
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

/** Methods whose results tell how hard datasets are, ranked or not. */
const COMPARED: readonly Standing[] = ['ranked', 'few', 'apart', 'undefined'];

function overallWords(
  rows: readonly LeaderboardRow[],
  { datasets, seen }: { readonly datasets: readonly TakenDataset[]; readonly seen: boolean },
): Leaderboard['overall'] {
  if (datasets.length < 2) return null;
  const adjusted = rows.some(({ rank, counted }) => rank !== null && counted < datasets.length);
  return { needed: neededDatasets(datasets.length), seen, adjusted };
}

function sliceWords(datasets: readonly TakenDataset[]): Leaderboard['slice'] {
  return {
    images: datasets.reduce((sum, { imageCount }) => sum + imageCount, 0),
    datasets: datasets.map(({ slug }) => slug),
  };
}

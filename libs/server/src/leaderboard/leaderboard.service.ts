import {
  MOST_IMAGE_SCORES,
  type ImageScores,
  type ImageScoresQuery,
  type Leaderboard,
  type LeaderboardQuery,
  type LeaderboardRow,
  type Principal,
  type Standing,
  type Why,
  type WhyQuery,
} from '@cellboard/contract';
import type { LeaderboardService as Contract } from '@cellboard/contract/router';
import { LeaderboardRepository, ScoreOriginRepository, SubmissionRepository, type TakenDataset } from '@cellboard/db';
import { catalog, catalogEntry } from '@cellboard/metrics';
import { Injectable } from '@nestjs/common';
import { DemoService } from '../demo/demo.service.ts';
import { TaskAnswers } from '../tasks/task-answers.ts';
import { mixedVersions, toMetric } from './board-metrics.ts';
import { neededDatasets } from './board-overall.ts';
import { filterOf } from './board-slices.ts';
import { Boards } from './boards.ts';
import { noResult, whyParts } from './why-parts.ts';

/** Shows the boards. */
@Injectable()
export class LeaderboardService implements Contract {
  constructor(
    private readonly boards: Boards,
    private readonly leaderboard: LeaderboardRepository,
    private readonly origins: ScoreOriginRepository,
    private readonly submissions: SubmissionRepository,
    private readonly answers: TaskAnswers,
    private readonly demo: DemoService,
  ) {}

  async get(principal: Principal, query: LeaderboardQuery): Promise<Leaderboard> {
    const { task, dataset, ids, metrics, cells, datasets, rows } = await this.boards.board(principal, query);
    return {
      ...{ task: await this.answers.one(task), dataset, aggregation: query.aggregation },
      metrics: metrics.map(toMetric),
      mixedVersions: mixedVersions(cells),
      available: catalog.map(({ id }) => id),
      slice: filterOf(query) && sliceWords(datasets),
      overall: overallWords(rows, { datasets, seen: query.seen }),
      rows,
      activity: query.at === undefined ? await this.submissions.activity(task.id, ids) : [],
      demo: await this.demo.status(principal),
    };
  }

  /** @throws Problem CANDIDATE_NOT_FOUND where the candidate has no result on this board */
  async why(principal: Principal, { model, candidate, metric, ...query }: WhyQuery): Promise<Why> {
    const { task, dataset, ids, datasets, cells, rows } = await this.boards.board(principal, {
      ...query,
      metrics: [metric],
    });
    const row = rows.find((one) => one.model === model && one.candidate === candidate);
    if (!row) throw noResult(model, candidate);
    const { slug, name } = task;
    const { candidateId } = row;
    const own = cells.filter((cell) => cell.candidateId === candidateId);
    const of = { taskId: task.id, datasetIds: ids, candidateId, at: query.at, metric, slice: filterOf(query) ?? {} };
    return {
      task: { slug, name, primaryMetric: task.primaryMetric.id },
      ...{ dataset, metric: toMetric(catalogEntry(metric)), row },
      slice: filterOf(query) && sliceWords(datasets),
      overall: overallWords(rows, { datasets, seen: query.seen }),
      parts: await whyParts(this.origins, { row, cells: own, of }),
    };
  }

  async imageScores(
    principal: Principal,
    { metric: asked, candidates: wanted, ...query }: ImageScoresQuery,
  ): Promise<ImageScores> {
    const { task, ids, datasets } = await this.boards.place(principal, query);
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
}

/** Methods whose results tell how hard datasets are, ranked or not. */
const COMPARED: readonly Standing[] = ['ranked', 'few', 'apart', 'undefined'];

function overallWords(
  rows: readonly LeaderboardRow[],
  { datasets, seen = false }: { readonly datasets: readonly TakenDataset[]; readonly seen: boolean | undefined },
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

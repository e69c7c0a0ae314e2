import type { Principal, Receipt, ReceiptKeys, SignedReceipt, Slug } from '@cellboard/contract';
import { ScoreOriginRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { Boards } from '../leaderboard/boards.ts';
import { noResult } from '../leaderboard/why-parts.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { SigningKeys } from './signing-keys.ts';

/** Names a result. */
export interface ResultPlace {
  readonly task: Slug;
  readonly dataset: Slug;
  readonly model: Slug;
  readonly candidate: Slug;
}

/** Says of results, with a signature, what they were made from. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly boards: Boards,
    private readonly origins: ScoreOriginRepository,
    private readonly keys: SigningKeys,
    private readonly settings: ServerSettings,
  ) {}

  /**
   * The receipt of the result that stands on a board now.
   *
   * @throws Problem TASK_NOT_FOUND, DATASET_NOT_FOUND or CANDIDATE_NOT_FOUND
   */
  async receipt(principal: Principal, place: ResultPlace): Promise<SignedReceipt> {
    const receipt = await this.describe(principal, place);
    return { receipt, ...(await this.keys.sign(JSON.stringify(receipt))) };
  }

  /** The public keys by which everybody checks receipts. */
  async published(_principal: Principal): Promise<ReceiptKeys> {
    return { keys: await this.keys.published() };
  }

  private async describe(principal: Principal, { model, candidate, ...place }: ResultPlace): Promise<Receipt> {
    const { task, ids, cells } = await this.boards.board(principal, { ...place, aggregation: 'mean' });
    const cell = cells.find((one) => one.model === model && one.candidate === candidate);
    if (!cell) throw noResult(model, candidate);
    const { candidateId } = cell;
    const of = { taskId: task.id, datasetIds: ids, candidateId, metric: task.primaryMetric.id, slice: {} };
    const origin = (await this.origins.origins(of)).find(({ evaluationId }) => evaluationId === cell.evaluationId);
    if (!origin) throw noResult(model, candidate);
    return {
      format: 'cellboard-receipt/1',
      site: this.settings.origin,
      ...{ task: task.slug, model, candidate, dataset: cell.dataset, datasetVersion: cell.datasetVersion },
      ...{ submission: cell.submissionId, submittedAt: origin.submittedAt?.toISOString() ?? null },
      ...{ evaluation: origin.evaluation, evaluatedAt: cell.evaluatedAt.toISOString() },
      ...{
        software: `Cellboard ${origin.softwareVersion}`,
        metricsSha256: origin.metricsHash,
        reading: origin.reading,
      },
      ...{ images: cell.imageCount, missing: cell.missingCount },
      ...{ predictionsSha256: origin.predictionsHash, truthSha256: origin.truthHash },
      scores: await this.origins.scores(cell.evaluationId),
    };
  }
}

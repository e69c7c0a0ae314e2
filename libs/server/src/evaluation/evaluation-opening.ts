import type { EvaluationCause } from '@cellboard/contract';
import {
  EvaluationEntity,
  EvaluationRepository,
  RescoringRepository,
  type SubmissionEntity,
  type TaskDatasetEntity,
  type Transaction,
} from '@cellboard/db';
import { catalog } from '@cellboard/metrics';
import { Injectable } from '@nestjs/common';
import { metricsHash } from '../metrics/metrics-hash.ts';
import { chunksOf } from '../queue/chunks-of.ts';
import { evaluateChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { ServerSettings } from '../settings/server-settings.ts';

/** What to evaluate, and why. */
export interface Opening {
  readonly submission: SubmissionEntity;
  readonly taskDataset: TaskDatasetEntity;
  readonly cause: EvaluationCause;
  /** An earlier evaluation whose scores are reused for images that have not changed. */
  readonly earlier?: EvaluationEntity;
}

/** Opens evaluations of closed submissions. */
@Injectable()
export class EvaluationOpening {
  constructor(
    private readonly evaluations: EvaluationRepository,
    private readonly rescoring: RescoringRepository,
    private readonly queue: Queue,
    private readonly settings: ServerSettings,
  ) {}

  /** Writes an evaluation, its jobs and the scores that it can reuse. */
  async open(
    transaction: Transaction,
    { submission, taskDataset, cause, earlier }: Opening,
  ): Promise<EvaluationEntity> {
    const images = await this.evaluations.imageIds(taskDataset.id);
    const evaluation = await this.make(transaction, { submission, taskDataset, cause, imageCount: images.length });
    if (earlier && (await this.isCurrent(earlier))) {
      await this.rescoring.carryScores(transaction, { from: earlier, to: evaluation });
      await transaction.flush();
    }
    const pending = await this.evaluations.pending(evaluation.id, images);
    await this.addJobs(
      transaction,
      evaluation,
      pending.map(({ imageId }) => imageId),
    );
    return evaluation;
  }

  /**
   * Begins an evaluation again whose images were scored by other metrics than this process computes: what it scored
   * before an update cannot be averaged with what it scores after it.
   */
  async restart(transaction: Transaction, evaluation: EvaluationEntity): Promise<void> {
    await this.evaluations.clearScores(transaction, evaluation);
    evaluation.metricsHash = metricsHash;
    evaluation.softwareVersion = this.settings.version;
    await this.addJobs(transaction, evaluation, await this.evaluations.imageIds(evaluation.taskDataset.id));
  }

  private async addJobs(
    transaction: Transaction,
    { id, submission }: EvaluationEntity,
    images: readonly string[],
  ): Promise<void> {
    const chunks = chunksOf(images);
    // Without anything to score, one job still has to finish the evaluation.
    const payloads = (chunks.length > 0 ? chunks : [[]]).map((chunk) => {
      return { submission: submission.id, evaluation: id, images: chunk };
    });
    // People take turns, so that nobody waits for the many submissions of another.
    const group = submission.submittedBy?.id ?? 'site';
    await this.queue.addInTurn(transaction, evaluateChunk, { group, payloads });
  }

  /** Writes an evaluation that failed before it could start. */
  async openFailed(transaction: Transaction, opening: Opening, error: string): Promise<void> {
    const evaluation = await this.make(transaction, { ...opening, imageCount: 0 });
    evaluation.fail(error, new Date());
  }

  private async make(
    transaction: Transaction,
    { submission, taskDataset, cause, imageCount }: Omit<Opening, 'earlier'> & { imageCount: number },
  ): Promise<EvaluationEntity> {
    const before = await transaction.findOne(
      EvaluationEntity,
      { submission, taskDataset },
      { orderBy: { number: 'desc' } },
    );
    const evaluation = transaction.create(EvaluationEntity, {
      ...{ submission, taskDataset, cause, imageCount },
      number: (before?.number ?? 0) + 1,
      metricsHash,
      softwareVersion: this.settings.version,
    });
    await transaction.persist(evaluation).flush();
    return evaluation;
  }

  /** Whether an evaluation used the current version of every metric. */
  private async isCurrent({ id }: EvaluationEntity): Promise<boolean> {
    const versions = await this.evaluations.metricVersions(id);
    return catalog.every((metric) => versions.get(metric.id) === metric.version);
  }
}

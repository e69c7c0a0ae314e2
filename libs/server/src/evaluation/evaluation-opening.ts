import { Evaluation, EvaluationRepository, type Submission, type Transaction } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { chunksOf } from '../queue/chunks-of.ts';
import { evaluateChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { ServerSettings } from '../system/server-settings.ts';

/** Opens evaluations of submissions that take no more predictions. */
@Injectable()
export class EvaluationOpening {
  constructor(
    private readonly evaluations: EvaluationRepository,
    private readonly queue: Queue,
    private readonly settings: ServerSettings,
  ) {}

  /** Writes the next attempt together with its jobs. */
  async open(transaction: Transaction, submission: Submission): Promise<void> {
    const images = await this.evaluations.imageIds(submission.id);
    const before = await this.evaluations.newest(submission.id);
    const evaluation = transaction.create(Evaluation, {
      submission,
      attempt: (before?.attempt ?? 0) + 1,
      imageCount: images.length,
      softwareVersion: this.settings.version,
    });
    transaction.persist(evaluation);
    await transaction.flush();
    const payloads = chunksOf(images).map((chunk) => {
      return { submission: submission.id, evaluation: evaluation.id, images: chunk };
    });
    await this.queue.add(transaction, evaluateChunk, payloads);
  }
}

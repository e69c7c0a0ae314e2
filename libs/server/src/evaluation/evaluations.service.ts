import {
  Evaluation,
  EvaluationRepository,
  SubmissionRepository,
  transactional,
  type ScoredImage,
  type SheetRow,
  type Submission,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { chunksOf } from '../queue/chunks-of.ts';
import { evaluateChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { audit } from '../system/audit.ts';
import { ServerSettings } from '../system/server-settings.ts';
import { rejection } from './rejection.ts';
import { taskScores } from './task-scores.ts';

/**
 * The steps of an evaluation, each a short transaction with its row locked. A step of an attempt that is finished, or
 * that a newer attempt has overtaken, changes nothing.
 */
@Injectable()
export class EvaluationsService {
  constructor(
    private readonly em: EntityManager,
    private readonly evaluations: EvaluationRepository,
    private readonly submissions: SubmissionRepository,
    private readonly queue: Queue,
    private readonly settings: ServerSettings,
  ) {}

  /** Queues a submission that takes no more predictions: its evaluation and the jobs are written together. */
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
    const chunks = chunksOf(images);
    await this.queue.add(
      transaction,
      evaluateChunk,
      chunks.map((chunk) => ({ submission: submission.id, evaluation: evaluation.id, images: chunk })),
    );
  }

  /** @returns whether there is anything left to do */
  async start(evaluationId: string): Promise<boolean> {
    const started = await this.step(evaluationId, ({ submission }) => {
      submission.start();
      return true;
    });
    return started ?? false;
  }

  /** @returns whether these were the last images, so that the evaluation can be finished */
  async add(evaluationId: string, images: readonly ScoredImage[]): Promise<boolean> {
    const complete = await this.step(evaluationId, async ({ evaluation }) => {
      await this.evaluations.addScores(evaluation, images);
      return evaluation.scoredCount === evaluation.imageCount;
    });
    return complete ?? false;
  }

  /** Puts a complete evaluation on the board, or rejects the submission with a report of what has to be mended. */
  async finish(evaluationId: string): Promise<void> {
    const sheet = await this.evaluations.sheet(evaluationId);
    const outcome = outcomeOf(sheet);
    await this.step(evaluationId, async ({ evaluation, submission, transaction }) => {
      const now = new Date();
      evaluation.finishedAt = now;
      if ('rejection' in outcome) {
        submission.reject(outcome.rejection, now);
      } else {
        await this.evaluations.putPerformance(evaluation, outcome.scores);
        submission.score(now);
      }
      audit(transaction, {
        actor: 'worker',
        action: `submission.${submission.status}`,
        subject: submission.id,
        details: { evaluation: evaluation.id, attempt: evaluation.attempt, images: evaluation.imageCount },
      });
    });
  }

  /** @returns undefined, without having run the step, where the attempt is not the one that counts any more */
  private step<T>(evaluationId: string, run: (locked: Locked) => T | Promise<T>): Promise<T | undefined> {
    return transactional(this.em, async (transaction) => {
      const evaluation = await this.evaluations.lock(evaluationId);
      if (!evaluation || evaluation.finishedAt) return undefined;
      const submission = await this.submissions.lock(evaluation.submission.id);
      const newest = await this.evaluations.newest(evaluation.submission.id);
      if (!submission || newest?.id !== evaluation.id) return undefined;
      return run({ evaluation, submission, transaction });
    });
  }
}

interface Locked {
  readonly evaluation: Evaluation;
  readonly submission: Submission;
  readonly transaction: Transaction;
}

function outcomeOf(sheet: readonly SheetRow[]) {
  const problems = sheet.flatMap(({ image, problem }) => (problem === null ? [] : [{ image, problem }]));
  return problems.length > 0 ? { rejection: rejection(problems, sheet.length) } : { scores: taskScores(sheet) };
}

import {
  EvaluationRepository,
  transactional,
  type Evaluation,
  type PendingImage,
  type ScoredImage,
  type SheetRow,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../system/audit.ts';
import { GIVEN_UP, rejection } from './rejection.ts';
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
  ) {}

  /** @returns those of the images that are still to be scored; undefined where the attempt does not count any more */
  start(evaluationId: string, images: readonly string[]): Promise<PendingImage[] | undefined> {
    return this.step(evaluationId, async ({ submission }) => {
      submission.start();
      return this.evaluations.pending(evaluationId, images);
    });
  }

  /** @returns whether every image is scored now, so that the evaluation can be finished */
  async add(evaluationId: string, images: readonly ScoredImage[]): Promise<boolean> {
    const complete = await this.step(evaluationId, async (evaluation) => {
      await this.evaluations.addScores(evaluation, images);
      return evaluation.scoredCount === evaluation.imageCount;
    });
    return complete ?? false;
  }

  /** Puts a complete evaluation on the board, or rejects the submission with a report of what has to be mended. */
  async finish(evaluationId: string): Promise<void> {
    const outcome = outcomeOf(await this.evaluations.sheet(evaluationId));
    await this.step(evaluationId, async (evaluation, transaction) => {
      const { submission, attempt, imageCount } = evaluation;
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
        details: { evaluation: evaluation.id, attempt, imageCount },
      });
    });
  }

  /** Ends an evaluation that failed time after time through a fault of ours: nobody is left waiting for it. */
  async giveUp(evaluationId: string): Promise<void> {
    await this.step(evaluationId, (evaluation, transaction) => {
      const { submission, attempt, scoredCount, imageCount } = evaluation;
      const now = new Date();
      evaluation.finishedAt = now;
      submission.giveUp(GIVEN_UP, now);
      audit(transaction, {
        actor: 'worker',
        action: 'submission.give-up',
        subject: submission.id,
        details: { evaluation: evaluation.id, attempt, scoredCount, imageCount },
      });
      return Promise.resolve();
    });
  }

  /** @returns undefined, without having run the step, where the attempt does not count any more */
  private step<T>(
    evaluationId: string,
    run: (evaluation: Evaluation, transaction: Transaction) => Promise<T>,
  ): Promise<T | undefined> {
    return transactional(this.em, async (transaction) => {
      const evaluation = await this.evaluations.lock(evaluationId);
      if (!evaluation || evaluation.finishedAt) return undefined;
      const newest = await this.evaluations.newest(evaluation.submission.id);
      return newest?.id === evaluation.id ? run(evaluation, transaction) : undefined;
    });
  }
}

function outcomeOf(sheet: readonly SheetRow[]) {
  const problems = sheet.flatMap(({ image, problem }) => (problem === null ? [] : [{ image, problem }]));
  return problems.length > 0 ? { rejection: rejection(problems, sheet.length) } : { scores: taskScores(sheet) };
}

import { workerNamed, type Principal } from '@cellboard/contract';
import {
  EvaluationRepository,
  transactional,
  type EvaluationEntity,
  type FilePlace,
  type PendingImage,
  type ScoredImage,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { CellParts, type MadeRecord, type StoredPart } from '../cells/cell-parts.ts';
import { metricsHash } from '../metrics/metrics-hash.ts';
import { recordCells } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { EvaluationEnding } from './evaluation-ending.ts';
import { EvaluationOpening } from './evaluation-opening.ts';
import { evaluationScores } from './evaluation-scores.ts';
import { rejection, warningsOf } from './rejection.ts';

/** The server itself, while it evaluates. */
export const evaluator = workerNamed('evaluation');

/**
 * The steps of an evaluation. Each is a short transaction that locks its row. Once an evaluation has ended, its steps
 * change nothing.
 */
@Injectable()
export class EvaluationsService {
  constructor(
    private readonly em: EntityManager,
    private readonly evaluations: EvaluationRepository,
    private readonly opening: EvaluationOpening,
    private readonly ending: EvaluationEnding,
    private readonly parts: CellParts,
    private readonly queue: Queue,
  ) {}

  /**
   * Begins again with every image where the metrics have changed since the first of them was scored.
   *
   * @returns those of the images that are still to be scored; undefined where the evaluation has ended
   */
  async start(
    _principal: Principal,
    evaluationId: string,
    images: readonly string[],
  ): Promise<PendingImage[] | undefined> {
    const released: FilePlace[] = [];
    const pending = await this.step(evaluationId, async (evaluation, transaction) => {
      if (evaluation.metricsHash !== metricsHash) {
        await this.opening.restart(transaction, evaluation);
        released.push(...(await this.parts.drop(transaction, evaluationId)));
      }
      evaluation.start(new Date());
      return this.evaluations.pending(evaluationId, images);
    });
    await this.parts.free(released);
    return pending;
  }

  /** @returns whether every image is scored now, so that the evaluation can be finished */
  async add(
    _principal: Principal,
    evaluationId: string,
    { scored, part = null }: { scored: readonly ScoredImage[]; part?: StoredPart | null },
  ): Promise<boolean> {
    const done = await this.step(evaluationId, async (evaluation, transaction) => {
      if (evaluation.metricsHash !== metricsHash) return undefined; // a newer process has begun again
      const added = await this.evaluations.addScores(transaction, evaluation, scored);
      const isNew = added === scored.length; // else another attempt has kept its own part
      if (part && isNew) await this.parts.add(transaction, evaluationId, part);
      return { isNew, isComplete: evaluation.scoredCount === evaluation.imageCount };
    });
    if (part && done?.isNew !== true) await this.parts.discard(part);
    return done?.isComplete ?? false;
  }

  /**
   * Puts a complete evaluation on the board, or rejects it with a report of what has to be fixed.
   *
   * @param record of its cells; without one it is made behind the scores
   */
  async finish(principal: Principal, evaluationId: string, record: MadeRecord | null = null): Promise<void> {
    const released = await this.step(evaluationId, async (evaluation, transaction) => {
      const isComplete = evaluation.scoredCount === evaluation.imageCount;
      if (evaluation.metricsHash !== metricsHash || !isComplete) return []; // it has begun again
      const sheet = await this.evaluations.sheet(evaluationId);
      const problems = sheet.flatMap(({ image, problem }) => (problem === null ? [] : [{ image, problem }]));
      const scores = problems.length > 0 ? [] : evaluationScores(sheet);
      if (problems.length > 0) {
        evaluation.reject(rejection(problems, sheet.length), new Date());
      } else {
        await this.evaluations.putPerformance(transaction, evaluation.id, scores);
        evaluation.warnings = warningsOf(sheet);
        evaluation.score(new Date());
        await transaction.flush();
        await this.ending.settle(principal, transaction, evaluation);
      }
      await this.ending.conclude(principal, transaction, evaluation);
      return this.settleRecord(transaction, evaluation, record);
    });
    await this.parts.free(released ?? []);
  }

  /** @returns files that no row names any more */
  private async settleRecord(
    transaction: Transaction,
    { id, state }: EvaluationEntity,
    record: MadeRecord | null,
  ): Promise<FilePlace[]> {
    if (state !== 'scored') return this.parts.drop(transaction, id);
    if (record) return this.parts.replaceBy(transaction, id, record);
    await this.queue.add(transaction, recordCells, [{ evaluation: id }]);
    return [];
  }

  /** Counts a failed attempt to score some images of an evaluation, and keeps why it failed. */
  async note(
    _principal: Principal,
    evaluationId: string,
    { reason, image = null }: { reason: string; image?: string | null },
  ): Promise<void> {
    const kept = reason.slice(0, MOST_ERROR_CHARACTERS);
    await this.step(evaluationId, (evaluation, transaction) =>
      this.evaluations.addFailure(transaction, evaluation, { reason: kept, image }),
    );
  }

  /**
   * Notes attempts that nobody could note because their process died.
   *
   * @param part the first of its images, and how many attempts there were before
   */
  async noteLost(
    _principal: Principal,
    evaluationId: string,
    { image, earlier }: { image: string | null; earlier: number },
  ): Promise<void> {
    if (earlier === 0) return;
    await this.step(evaluationId, async (evaluation, transaction) => {
      const known = await this.evaluations.failuresFrom(evaluationId, image);
      for (let lost = known; lost < earlier; lost++) {
        await this.evaluations.addFailure(transaction, evaluation, { reason: LOST, image });
      }
    });
  }

  /** Ends an evaluation that the site could not score, so that nobody waits for it. */
  async fail(principal: Principal, evaluationId: string): Promise<void> {
    const released = await this.step(evaluationId, async (evaluation, transaction) => {
      evaluation.fail(evaluation.error ?? LOST, new Date());
      await this.ending.conclude(principal, transaction, evaluation);
      return this.parts.drop(transaction, evaluation.id);
    });
    await this.parts.free(released ?? []);
  }

  /** @returns undefined, without having run the step, where the evaluation has ended or its submission was withdrawn */
  private step<T>(
    evaluationId: string,
    run: (evaluation: EvaluationEntity, transaction: Transaction) => Promise<T>,
  ): Promise<T | undefined> {
    return transactional(this.em, async (transaction) => {
      const evaluation = await this.evaluations.lock(evaluationId);
      if (!evaluation || evaluation.finishedAt || evaluation.submission.state !== 'closed') return undefined;
      return run(evaluation, transaction);
    });
  }
}

/** Why an attempt failed that left no word. */
const LOST = 'The process that scored it stopped answering, for example because it was killed or ran out of memory.';

/** Admins read these errors; the log has the details. */
const MOST_ERROR_CHARACTERS = 4000;

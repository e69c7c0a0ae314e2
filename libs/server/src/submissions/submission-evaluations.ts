import type { Principal, SubmissionId } from '@cellboard/contract';
import {
  BoardRepository,
  EvaluationRepository,
  SubmissionRepository,
  TaskDatasetEntity,
  transactional,
  type EvaluationEntity,
  type SubmissionEntity,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { EvaluationOpening } from '../evaluation/evaluation-opening.ts';
import { RescoringService } from '../evaluation/rescoring.service.ts';
import { fillsItself, isEmpty, isUnfinished, noSubmission, notRequeuable } from './submission-problems.ts';

/** Closes, withdraws and requeues submissions. Each step is one transaction that locks the submission's row. */
@Injectable()
export class SubmissionEvaluations {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
    private readonly evaluations: EvaluationRepository,
    private readonly boards: BoardRepository,
    private readonly opening: EvaluationOpening,
    private readonly rescoring: RescoringService,
  ) {}

  /** Closes an open submission and opens an evaluation for every dataset that it has predictions for. */
  close(principal: Principal, id: SubmissionId): Promise<void> {
    return this.changing(principal, id, async (transaction, submission) => {
      if (submission.state !== 'open') return;
      if (submission.baseline != null && principal.kind !== 'worker') throw fillsItself(submission);
      await this.rescoring.carryPredictions(principal, transaction, submission);
      const progress = await this.submissions.progress(id);
      const begun = progress.filter(({ predictions }) => predictions > 0);
      if (begun.length === 0)
        throw isEmpty(
          submission,
          progress.reduce((sum, { images }) => sum + images, 0),
        );
      submission.close(new Date());
      await transaction.flush();
      for (const { taskDatasetId } of begun) {
        const taskDataset = transaction.getReference(TaskDatasetEntity, taskDatasetId);
        await this.opening.open(transaction, { submission, taskDataset, cause: 'first' });
      }
      const details = Object.fromEntries(begun.map(({ dataset, predictions }) => [dataset, predictions]));
      audit(transaction, principal, { action: 'submission.close', object: 'submission', subject: id, details });
    });
  }

  /** Cancels a submission and its unfinished evaluations, and takes it off the boards. */
  withdraw(principal: Principal, id: SubmissionId, reason: string): Promise<void> {
    return this.changing(principal, id, async (transaction, submission) => {
      if (submission.state === 'cancelled') return;
      const before = { state: submission.state };
      const now = new Date();
      submission.cancel(now);
      const evaluations = await this.evaluations.ofSubmission(id);
      for (const evaluation of evaluations) if (!evaluation.finishedAt) evaluation.cancel(now);
      await transaction.flush();
      const place = { taskId: submission.task.id, candidateId: submission.candidate.id };
      const datasets = new Set(evaluations.map(({ taskDataset }) => taskDataset.datasetVersion.dataset.id));
      for (const datasetId of datasets) {
        await this.rescoring.carryOver(principal, transaction, { taskId: place.taskId, datasetId });
      }
      for (const datasetId of datasets) {
        await this.boards.settle(transaction, { ...place, datasetId }, { principal, cause: 'withdrawn' });
      }
      const after = { state: submission.state };
      audit(transaction, principal, {
        action: 'submission.withdraw',
        object: 'submission',
        subject: id,
        before,
        after,
        reason,
      });
    });
  }

  /** Opens an evaluation again for every dataset whose newest one was rejected or failed. */
  requeue(principal: Principal, id: SubmissionId): Promise<void> {
    return this.changing(principal, id, async (transaction, submission) => {
      const newest = newestOfEach(await this.evaluations.ofSubmission(id));
      if (newest.some(({ finishedAt }) => !finishedAt)) return;
      const ended = newest.filter(({ state }) => state === 'rejected' || state === 'failed');
      if (submission.state !== 'closed' || ended.length === 0) throw notRequeuable(submission);
      if (submission.baseline != null && !(await this.isComplete(id))) throw isUnfinished(submission);
      for (const evaluation of ended) await this.rescoring.repeat(principal, transaction, evaluation);
      audit(transaction, principal, { action: 'submission.requeue', object: 'submission', subject: id });
    });
  }

  private async isComplete(id: SubmissionId): Promise<boolean> {
    const images = await this.submissions.images(id);
    return images.every(({ sha256 }) => sha256 !== null);
  }

  private changing(
    principal: Principal,
    id: SubmissionId,
    change: (transaction: Transaction, submission: SubmissionEntity) => Promise<void>,
  ): Promise<void> {
    return transactional(this.em, async (transaction) => {
      const own = await this.submissions.own(principal, id);
      const submission = own && (await this.submissions.lockWithTask(own));
      if (!submission) throw noSubmission(id);
      await change(transaction, submission);
    });
  }
}

/** The newest evaluation on each dataset, of all in the order of datasets, versions and numbers. */
function newestOfEach(evaluations: readonly EvaluationEntity[]): EvaluationEntity[] {
  const datasetOf = ({ taskDataset }: EvaluationEntity) => taskDataset.datasetVersion.dataset.id;
  return evaluations.filter((one, i) => i === 0 || datasetOf(one) !== datasetOf(evaluations[i - 1] ?? one));
}

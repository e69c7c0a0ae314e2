import type { Principal, SubmissionId } from '@cellboard/contract';
import {
  BoardRepository,
  EvaluationRepository,
  type BoardCause,
  type EvaluationEntity,
  type SubmissionEntity,
  type Transaction,
} from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { RescoringService } from '../evaluation/rescoring.service.ts';
import { cannotPublish } from './submission-problems.ts';
import { SubmissionChanges } from './submission-changes.ts';

/** Publishes submissions and makes them private again, as often as their owners like. */
@Injectable()
export class SubmissionPublication {
  constructor(
    private readonly changes: SubmissionChanges,
    private readonly evaluations: EvaluationRepository,
    private readonly boards: BoardRepository,
    private readonly rescoring: RescoringService,
  ) {}

  /** A published one stays as it is. */
  publish(principal: Principal, id: SubmissionId): Promise<void> {
    return this.changes.change(principal, id, async (transaction, submission) => {
      if (submission.publishedAt) return;
      if (submission.state !== 'closed') throw cannotPublish(submission);
      submission.publish(new Date());
      await this.settle(principal, transaction, { submission, cause: 'published' });
      await this.rescoring.bringUpToDate(principal, transaction, submission);
      audit(transaction, principal, { action: 'submission.publish', object: 'submission', subject: id });
    });
  }

  /** One that is not published stays as it is. */
  withdraw(principal: Principal, id: SubmissionId, reason: string): Promise<void> {
    return this.changes.change(principal, id, async (transaction, submission) => {
      if (!submission.publishedAt) return;
      submission.withdraw(new Date());
      await this.settle(principal, transaction, { submission, cause: 'withdrawn' });
      audit(transaction, principal, { action: 'submission.withdraw', object: 'submission', subject: id, reason });
    });
  }

  /**
   * Updates the boards that a submission may stand on. What may stand there now is first moved to the dataset versions
   * that the task uses now: it was left behind while the other one stood there.
   */
  async settle(
    principal: Principal,
    transaction: Transaction,
    { submission, cause }: { submission: SubmissionEntity; cause: BoardCause },
  ): Promise<void> {
    await transaction.flush();
    const place = { taskId: submission.task.id, candidateId: submission.candidate.id };
    const datasets = datasetsOf(await this.evaluations.ofSubmission(submission.id));
    for (const datasetId of datasets) {
      await this.rescoring.carryOver(principal, transaction, { taskId: place.taskId, datasetId });
    }
    for (const datasetId of datasets) {
      await this.boards.settle(transaction, { ...place, datasetId }, { principal, cause });
    }
  }
}

function datasetsOf(evaluations: readonly EvaluationEntity[]): Set<string> {
  return new Set(evaluations.map(({ taskDataset }) => taskDataset.datasetVersion.dataset.id));
}

import type { EvaluationCause, Principal } from '@cellboard/contract';
import {
  BoardRepository,
  EvaluationRepository,
  QuotaRepository,
  type BoardCause,
  type EvaluationEntity,
  type Transaction,
} from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { mailSubmissionEnd } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';

/** The cause of a board change, by the cause of the evaluation. */
const boardCause = {
  first: 'scored',
  requeue: 'requeue',
  metric: 'metric',
  dataset: 'dataset',
} as const satisfies Record<EvaluationCause, BoardCause>;

/** What follows from the end of an evaluation, in its transaction. */
@Injectable()
export class EvaluationEnding {
  constructor(
    private readonly evaluations: EvaluationRepository,
    private readonly boards: BoardRepository,
    private readonly quotas: QuotaRepository,
    private readonly queue: Queue,
  ) {}

  /** The log, the place of the person who sent it, and with the last evaluation of the submission a message. */
  async conclude(principal: Principal, transaction: Transaction, evaluation: EvaluationEntity): Promise<void> {
    const { submission, cause } = evaluation;
    auditEnd(principal, transaction, evaluation);
    await this.quotas.giveBack(transaction, submission.id);
    const isLast = !(await this.evaluations.isUnfinished(submission.id));
    if (isLast && submission.submittedBy != null && (cause === 'first' || cause === 'requeue'))
      await this.queue.add(transaction, mailSubmissionEnd, [{ submission: submission.id }]);
  }

  /** Updates the board that a scored evaluation may stand on. */
  async settle(principal: Principal, transaction: Transaction, evaluation: EvaluationEntity): Promise<void> {
    const { submission, taskDataset, cause } = evaluation;
    const place = {
      taskId: submission.task.id,
      datasetId: taskDataset.datasetVersion.dataset.id,
      candidateId: submission.candidate.id,
    };
    await this.boards.settle(transaction, place, { principal, cause: boardCause[cause] });
  }
}

function auditEnd(principal: Principal, transaction: Transaction, evaluation: EvaluationEntity): void {
  const { id, submission, state, number, cause, scoredCount, imageCount } = evaluation;
  audit(transaction, principal, {
    action: `evaluation.${state}`,
    object: 'evaluation',
    subject: id,
    details: { submission: submission.id, number, cause, scoredCount, imageCount },
  });
}

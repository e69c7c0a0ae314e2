import { CandidateKind, type CloseSubmission, type Principal, type SubmissionId } from '@cellboard/contract';
import {
  CandidateEntity,
  EvaluationRepository,
  SubmissionRepository,
  TaskDatasetEntity,
  type EvaluationEntity,
  type SubmissionEntity,
  type Transaction,
} from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { EvaluationOpening } from '../evaluation/evaluation-opening.ts';
import { RescoringService } from '../evaluation/rescoring.service.ts';
import { Quotas } from './quotas.ts';
import { SubmissionChanges } from './submission-changes.ts';
import { fillsItself, hasEnded, isBeingFilled, isEmpty, isUnfinished, notRequeuable } from './submission-problems.ts';

/** Closes, cancels and requeues submissions. */
@Injectable()
export class SubmissionEvaluations {
  constructor(
    private readonly changes: SubmissionChanges,
    private readonly submissions: SubmissionRepository,
    private readonly evaluations: EvaluationRepository,
    private readonly quotas: Quotas,
    private readonly opening: EvaluationOpening,
    private readonly rescoring: RescoringService,
  ) {}

  /** Closes an open submission and opens an evaluation for every dataset that it has predictions for. */
  close(principal: Principal, { submission: id, publish }: CloseSubmission): Promise<void> {
    return this.changes.change(principal, id, async (transaction, submission) => {
      if (submission.state !== 'open') return;
      if (submission.baseline != null && principal.kind !== 'worker') throw fillsItself(submission);
      if (await this.submissions.isBeingFilled(id)) throw isBeingFilled(id);
      await this.rescoring.carryPredictions(principal, transaction, submission);
      const progress = await this.submissions.progress(id);
      const begun = progress.filter(({ predictions }) => predictions > 0);
      if (begun.length === 0)
        throw isEmpty(
          submission,
          progress.reduce((sum, { images }) => sum + images, 0),
        );
      await this.quotas.charge(principal, transaction, submission);
      const now = await this.quotas.now();
      submission.close(now);
      if (publish ?? (await isPublic(transaction, submission))) submission.publish(now);
      await transaction.flush();
      for (const { taskDatasetId } of begun) {
        const taskDataset = transaction.getReference(TaskDatasetEntity, taskDatasetId);
        await this.opening.open(transaction, { submission, taskDataset, cause: 'first' });
      }
      const predictions = Object.fromEntries(begun.map(({ dataset, predictions: count }) => [dataset, count]));
      const details = { ...predictions, ...(submission.publishedAt && { published: true }) };
      audit(transaction, principal, { action: 'submission.close', object: 'submission', subject: id, details });
    });
  }

  /** Ends a submission and its evaluations before they are scored. Their jobs stop at the next step. */
  cancel(principal: Principal, id: SubmissionId, reason: string): Promise<void> {
    return this.changes.change(principal, id, async (transaction, submission) => {
      if (submission.state === 'cancelled') return;
      const evaluations = await this.evaluations.ofSubmission(id);
      const unfinished = evaluations.filter(({ finishedAt }) => !finishedAt);
      const isScored = evaluations.some(({ state }) => state === 'scored');
      if (submission.state === 'closed' && (unfinished.length === 0 || isScored)) throw hasEnded(submission);
      const before = { state: submission.state };
      const now = new Date();
      submission.cancel(now);
      for (const evaluation of unfinished) evaluation.cancel(now);
      await this.quotas.giveBack(transaction, submission);
      const after = { state: submission.state };
      const change = { action: 'submission.cancel', object: 'submission', subject: id } as const;
      audit(transaction, principal, { ...change, before, after, reason });
    });
  }

  /** Opens an evaluation again for every dataset whose newest one was rejected or failed. */
  requeue(principal: Principal, id: SubmissionId): Promise<void> {
    return this.changes.change(principal, id, async (transaction, submission) => {
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
}

/**
 * Whether a submission is public without anybody saying so: that of a built-in method, that of a control, which only
 * gives the scale, and what belongs to no account, since nobody could publish it later.
 */
async function isPublic(
  transaction: Transaction,
  { baseline, submittedBy, candidate }: SubmissionEntity,
): Promise<boolean> {
  if (baseline != null) return true;
  const { kind, model } = await transaction.findOneOrFail(
    CandidateEntity,
    { id: candidate.id },
    { populate: ['model'] },
  );
  if (kind === CandidateKind.enum.control || model.builtIn) return true;
  return submittedBy == null && model.owner == null && model.team == null;
}

/** The newest evaluation on each dataset, of all in the order of datasets, versions and numbers. */
function newestOfEach(evaluations: readonly EvaluationEntity[]): EvaluationEntity[] {
  const datasetOf = ({ taskDataset }: EvaluationEntity) => taskDataset.datasetVersion.dataset.id;
  return evaluations.filter((one, i) => i === 0 || datasetOf(one) !== datasetOf(evaluations[i - 1] ?? one));
}

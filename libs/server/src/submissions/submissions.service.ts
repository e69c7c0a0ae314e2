import {
  Problem,
  type NewSubmission,
  type Submission as SubmissionAnswer,
  type SubmissionFiles,
  type SubmissionId,
  type SubmissionQuery,
  type SubmissionsQuery,
} from '@cellboard/contract';
import type { SubmissionsService as Contract } from '@cellboard/contract/router';
import { Submission, SubmissionRepository, Task, transactional, type SubmissionRow } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { EvaluationOpening } from '../evaluation/evaluation-opening.ts';
import { audit, type Actor } from '../system/audit.ts';
import { isIneligible } from '../models/models.service.ts';
import { noTask } from '../tasks/tasks.service.ts';

/** Who opens a submission, and which built-in method is to fill it, if any. */
export interface Opening {
  readonly actor?: Actor;
  /** Slug of a built-in method. */
  readonly baseline?: string | null;
}

/** Opens submissions and closes them for evaluation. */
@Injectable()
export class SubmissionsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
    private readonly evaluations: EvaluationOpening,
  ) {}

  async list(query: SubmissionsQuery): Promise<SubmissionAnswer[]> {
    const rows = await this.submissions.newest(query);
    return rows.map(toAnswer);
  }

  async get({ submission }: SubmissionQuery): Promise<SubmissionAnswer> {
    const row = await this.submissions.row(submission);
    if (!row) throw noSubmission(submission);
    return toAnswer(row);
  }

  async files({ submission }: SubmissionQuery): Promise<SubmissionFiles> {
    if (!(await this.submissions.byId(submission))) throw noSubmission(submission);
    const images = await this.submissions.images(submission);
    return images.map(({ image, sha256 }) => ({ image, sha256 }));
  }

  async create(input: NewSubmission, { actor = 'operator', baseline = null }: Opening = {}): Promise<SubmissionAnswer> {
    const task = await this.em.findOne(Task, { slug: input.task, visibility: 'public' });
    if (!task) throw noTask(input.task);
    const candidate = await this.submissions.candidate(input.model, input.candidate);
    if (!candidate) throw noCandidate(input);
    if (!candidate.model.eligible) throw isIneligible(candidate.model);
    const { id } = await transactional(this.em, async (transaction) => {
      await this.submissions.lockPair(task.id, candidate.id);
      const open = await this.submissions.open(task.id, candidate.id);
      if (open) return open;
      const made = transaction.create(Submission, { task, candidate, baseline });
      transaction.persist(made);
      audit(transaction, { actor, action: 'submission.create', subject: made.id, details: { ...input } });
      return made;
    });
    return this.get({ submission: id });
  }

  /** Asked again, it answers how far the evaluation is, and changes nothing. */
  async close({ submission: id }: SubmissionQuery, actor: Actor = 'operator'): Promise<SubmissionAnswer> {
    await transactional(this.em, async (transaction) => {
      const submission = await this.submissions.lock(id);
      if (!submission) throw noSubmission(id);
      if (submission.status !== 'open') return;
      if (submission.baseline != null && actor !== 'worker') throw fillsItself(submission);
      const { images, predictions } = await this.submissions.progress(id);
      if (predictions === 0) throw isEmpty(submission, images);
      submission.queue(new Date());
      await this.evaluations.open(transaction, submission);
      audit(transaction, { actor, action: 'submission.close', subject: id, details: { images, predictions } });
    });
    return this.get({ submission: id });
  }

  /** Makes another attempt at a rejected submission; the earlier one is kept. */
  async requeue({ submission: id }: SubmissionQuery): Promise<SubmissionAnswer> {
    await transactional(this.em, async (transaction) => {
      const submission = await this.submissions.lock(id);
      if (!submission) throw noSubmission(id);
      if (submission.status === 'queued' || submission.status === 'running') return;
      if (submission.status !== 'rejected') throw notRejected(submission);
      const { images, predictions } = await this.submissions.progress(id);
      if (submission.baseline != null && predictions < images) throw isUnfinished(submission);
      submission.queueAgain(new Date());
      await this.evaluations.open(transaction, submission);
      audit(transaction, { actor: 'operator', action: 'submission.requeue', subject: id });
    });
    return this.get({ submission: id });
  }
}

/** The problem that there is no submission of that id. */
export function noSubmission(id: SubmissionId): Problem {
  return new Problem(
    'SUBMISSION_NOT_FOUND',
    `There is no submission ${id}. \`submissions.list\` names every submission.`,
  );
}

function noCandidate({ model, candidate }: NewSubmission): Problem {
  return new Problem(
    'CANDIDATE_NOT_FOUND',
    `There is no candidate ${candidate} of a model ${model}. \`models.list\` names every model with its candidates.`,
  );
}

/** The problem that people may not fill or close the submission of a built-in method. */
export function fillsItself({ id, baseline }: Submission): Problem {
  return new Problem(
    'SUBMISSION_CLOSED',
    `The built-in method ${baseline ?? ''} makes the predictions of the submission ${id} itself. Submit yours with a model of your own.`,
  );
}

function notRejected({ id, status }: Submission): Problem {
  return new Problem(
    'SUBMISSION_NOT_REJECTED',
    `The submission ${id} is ${status}, and only a rejected one can be queued again.`,
  );
}

function isUnfinished({ id, baseline }: Submission): Problem {
  return new Problem(
    'SUBMISSION_EMPTY',
    `The built-in method ${baseline ?? ''} did not predict every image of the submission ${id}, so there is nothing to evaluate.`,
  );
}

function isEmpty({ id }: Submission, images: number): Problem {
  return new Problem(
    'SUBMISSION_EMPTY',
    `The submission ${id} holds no prediction for any of the ${images} images. Upload predictions, then close it.`,
  );
}

function toAnswer({ createdAt, finishedAt, ...row }: SubmissionRow): SubmissionAnswer {
  return { ...row, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}

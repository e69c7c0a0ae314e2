import {
  Problem,
  type ImageName,
  type NewSubmission,
  type Submission as SubmissionAnswer,
  type SubmissionFiles,
  type SubmissionId,
  type SubmissionQuery,
  type SubmissionsQuery,
  type UploadedPrediction,
} from '@cellboard/contract';
import type { SubmissionsService as Contract } from '@cellboard/contract/router';
import { Prediction, Submission, Task, SubmissionRepository, transactional, type SubmissionRow } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { EvaluationOpening } from '../evaluation/evaluation-opening.ts';
import { audit, type Actor } from '../system/audit.ts';
import { noTask } from '../tasks/tasks.service.ts';

/** Who opens a submission, and which built-in method is to fill it, if any. */
export interface Opening {
  readonly actor?: Actor;
  /** Slug of a built-in method. */
  readonly baseline?: string | null;
}

/** Opens submissions, takes their predictions and closes them for evaluation. */
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
    const checkpoint = await this.submissions.checkpoint(input.model, input.checkpoint);
    if (!checkpoint) throw noCheckpoint(input);
    const { id } = await transactional(this.em, async (transaction) => {
      await this.submissions.lockPair(task.id, checkpoint.id);
      const open = await this.submissions.open(task.id, checkpoint.id);
      if (open) return open;
      const made = transaction.create(Submission, { task, checkpoint, baseline });
      transaction.persist(made);
      audit(transaction, { actor, action: 'submission.create', subject: made.id, details: { ...input } });
      return made;
    });
    return this.get({ submission: id });
  }

  /**
   * Whether a prediction of an image would be taken. Worth asking before a large file is sent.
   *
   * @throws Problem SUBMISSION_NOT_FOUND, SUBMISSION_CLOSED or IMAGE_NOT_FOUND
   */
  async expects(id: SubmissionId, name: ImageName): Promise<void> {
    const submission = unlessClosed(id, await this.submissions.byId(id));
    if (!(await this.submissions.imageNamed(submission, name))) throw notInTask(submission, name);
  }

  /**
   * Takes the prediction of an image, instead of an earlier one; its file lies in the store already.
   *
   * @throws Problem SUBMISSION_NOT_FOUND, SUBMISSION_CLOSED or IMAGE_NOT_FOUND
   */
  async addPrediction(id: SubmissionId, name: ImageName, { sha256 }: { sha256: string }): Promise<UploadedPrediction> {
    return transactional(this.em, async (transaction) => {
      const submission = unlessClosed(id, await this.submissions.lock(id));
      const image = await this.submissions.imageNamed(submission, name);
      if (!image) throw notInTask(submission, name);
      const before = await transaction.findOne(Prediction, { submission: id, image: image.id });
      const unchanged = before?.sha256 === sha256;
      if (!unchanged) {
        await this.submissions.putPrediction(id, image.id, sha256);
        audit(transaction, {
          actor: 'operator',
          action: 'prediction.put',
          subject: id,
          details: { image: name, sha256 },
        });
      }
      return { image: name, sha256, unchanged };
    });
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

/** A submission that takes predictions of people. */
function unlessClosed(id: SubmissionId, submission: Submission | null): Submission {
  if (!submission) throw noSubmission(id);
  if (submission.status !== 'open') {
    throw new Problem(
      'SUBMISSION_CLOSED',
      `The submission ${id} is ${submission.status} and takes no more predictions. Open another with \`submissions.create\`.`,
    );
  }
  if (submission.baseline != null) throw fillsItself(submission);
  return submission;
}

function noSubmission(id: SubmissionId): Problem {
  return new Problem(
    'SUBMISSION_NOT_FOUND',
    `There is no submission ${id}. \`submissions.list\` names every submission.`,
  );
}

function noCheckpoint({ model, checkpoint }: NewSubmission): Problem {
  return new Problem(
    'CHECKPOINT_NOT_FOUND',
    `There is no checkpoint ${checkpoint} of a model ${model}. \`models.list\` names every model with its checkpoints.`,
  );
}

function fillsItself({ id, baseline }: Submission): Problem {
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

function notInTask({ id }: Submission, name: ImageName): Problem {
  return new Problem(
    'IMAGE_NOT_FOUND',
    `There is no image ${name} in the task of the submission ${id}. \`submissions.files\` names every image.`,
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

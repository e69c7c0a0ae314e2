import type { NewSubmission, Principal, SubmissionId } from '@cellboard/contract';
import {
  SubmissionRepository,
  TaskDatasetEntity,
  transactional,
  type SubmissionEntity,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { EvaluationOpening } from '../evaluation/evaluation-opening.ts';
import { chunksOf } from '../queue/chunks-of.ts';
import { predictChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import type { StoredFile } from '../storage/file-store.ts';
import { StoredFiles } from '../storage/stored-files.ts';
import { SubmissionsService } from './submissions.service.ts';

/** A submission whose predictions a built-in method makes. */
export interface BaselineSubmission extends NewSubmission {
  /** Slug of the method. */
  readonly baseline: string;
}

/** An image that waits for a method. */
export interface WaitingImage {
  readonly imageId: string;
  readonly imageSha256: string;
  /** Slug of the method. */
  readonly baseline: string;
}

/** An image with the file that a method made of it. */
export interface MadePrediction {
  readonly imageId: string;
  readonly file: StoredFile;
}

/** Submissions of the built-in methods, from the first image to the last. */
@Injectable()
export class BaselineSubmissionsService {
  constructor(
    private readonly em: EntityManager,
    private readonly repository: SubmissionRepository,
    private readonly files: StoredFiles,
    private readonly submissions: SubmissionsService,
    private readonly opening: EvaluationOpening,
    private readonly queue: Queue,
  ) {}

  /** Submits a method to a task, with the jobs that predict its images. One that was submitted before is left alone. */
  async submit(principal: Principal, { baseline, ...input }: BaselineSubmission): Promise<void> {
    await transactional(this.em, async (transaction) => {
      if (await this.repository.hasBaseline(input.task, { baseline, candidate: input.candidate })) return;
      const { id } = await this.submissions.create(principal, input, baseline);
      const images = await this.repository.images(id);
      const chunks = chunksOf(images.map(({ imageId }) => imageId));
      await this.queue.add(
        transaction,
        predictChunk,
        chunks.map((chunk) => ({ submission: id, images: chunk })),
      );
    });
  }

  /** Those of some images that wait for their prediction; none once the submission is closed. */
  async waiting(_principal: Principal, id: SubmissionId, imageIds: readonly string[]): Promise<WaitingImage[]> {
    const submission = await this.repository.byId(id);
    if (submission?.state !== 'open' || submission.baseline == null) return [];
    const { baseline } = submission;
    const wanted = new Set(imageIds);
    const images = await this.repository.images(id);
    return images
      .filter(({ imageId, sha256 }) => sha256 === null && wanted.has(imageId))
      .map(({ imageId, imageSha256 }) => ({ imageId, imageSha256, baseline }));
  }

  /** Adds the predictions of some images, and closes the submission with the last of them. */
  async add(principal: Principal, id: SubmissionId, predictions: readonly MadePrediction[]): Promise<void> {
    await this.whileOpen(id, async (transaction) => {
      for (const { imageId, file } of predictions) {
        await this.files.name(transaction, file);
        await this.repository.putPrediction(transaction, { submissionId: id, imageId, sha256: file.sha256 });
      }
      const images = await this.repository.images(id);
      if (images.every(({ sha256 }) => sha256 !== null)) await this.submissions.close(principal, { submission: id });
    });
  }

  /** Ends a submission whose built-in method failed three times, so that nobody waits for it. */
  async giveUp(principal: Principal, id: SubmissionId): Promise<void> {
    await this.whileOpen(id, async (transaction, submission) => {
      submission.close(new Date());
      const error = `The built-in method ${submission.baseline ?? ''} failed on some of its images. The log of the site says how.`;
      for (const { taskDatasetId } of await this.repository.progress(id)) {
        const taskDataset = transaction.getReference(TaskDatasetEntity, taskDatasetId);
        await this.opening.openFailed(transaction, { submission, taskDataset, cause: 'first' }, error);
      }
      audit(transaction, principal, { action: 'submission.give-up', object: 'submission', subject: id });
    });
  }

  private whileOpen(
    id: SubmissionId,
    change: (transaction: Transaction, submission: SubmissionEntity) => Promise<void>,
  ): Promise<void> {
    return transactional(this.em, async (transaction) => {
      const found = await this.repository.byId(id);
      const submission = found && (await this.repository.lockWithTask(found));
      if (submission?.state === 'open') await change(transaction, submission);
    });
  }
}

import type { NewSubmission, SubmissionId } from '@cellboard/contract';
import { SubmissionRepository, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { GIVEN_UP } from '../evaluation/rejection.ts';
import { chunksOf } from '../queue/chunks-of.ts';
import { predictChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { audit, type Actor } from '../system/audit.ts';
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
  readonly sha256: string;
}

/** Submissions of the built-in methods, from the first image to the last. */
@Injectable()
export class BaselineSubmissionsService {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionsService,
    private readonly queue: Queue,
  ) {}

  /** Submits a method to a task, with the jobs that predict its images. One that was submitted before is left alone. */
  async submit({ baseline, ...input }: BaselineSubmission, actor: Actor): Promise<void> {
    await transactional(this.em, async (transaction) => {
      const repository = new SubmissionRepository(transaction);
      if (await repository.hasBaseline(input.task, baseline)) return;
      const { id } = await this.submissions.create(input, { actor, baseline });
      const images = await repository.images(id);
      const chunks = chunksOf(images.map(({ imageId }) => imageId));
      await this.queue.add(
        transaction,
        predictChunk,
        chunks.map((chunk) => ({ submission: id, images: chunk })),
      );
    });
  }

  /** Those of some images that wait for their prediction; none once the submission is closed. */
  async waiting(id: SubmissionId, imageIds: readonly string[]): Promise<WaitingImage[]> {
    return transactional(this.em, async (transaction) => {
      const repository = new SubmissionRepository(transaction);
      const submission = await repository.byId(id);
      if (submission?.status !== 'open' || submission.baseline == null) return [];
      const { baseline } = submission;
      const wanted = new Set(imageIds);
      const images = await repository.images(id);
      return images
        .filter(({ imageId, sha256 }) => sha256 === null && wanted.has(imageId))
        .map(({ imageId, imageSha256 }) => ({ imageId, imageSha256, baseline }));
    });
  }

  /** Takes the predictions of some images, and closes the submission with the last of them. */
  async add(id: SubmissionId, predictions: readonly MadePrediction[]): Promise<void> {
    await transactional(this.em, async (transaction) => {
      const repository = new SubmissionRepository(transaction);
      const submission = await repository.lock(id);
      if (submission?.status !== 'open') return;
      for (const { imageId, sha256 } of predictions) await repository.putPrediction(id, imageId, sha256);
      const progress = await repository.progress(id);
      if (progress.predictions === progress.images) await this.submissions.close({ submission: id }, 'worker');
    });
  }

  /** Ends a submission whose method failed time after time: nobody is left waiting for it. */
  async giveUp(id: SubmissionId): Promise<void> {
    await transactional(this.em, async (transaction) => {
      const submission = await new SubmissionRepository(transaction).lock(id);
      if (submission?.status !== 'open') return;
      submission.giveUp(GIVEN_UP, new Date());
      audit(transaction, { actor: 'worker', action: 'submission.give-up', subject: id });
    });
  }
}

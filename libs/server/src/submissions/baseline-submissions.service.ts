import type { NewSubmission, SubmissionId } from '@cellboard/contract';
import { SubmissionRepository, transactional, type PredictedImage } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { chunksOf } from '../queue/chunks-of.ts';
import { predictChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import type { Actor } from '../system/audit.ts';
import { SubmissionsService } from './submissions.service.ts';

/** A submission whose predictions a built-in method makes. */
export interface BaselineSubmission extends NewSubmission {
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
    private readonly repository: SubmissionRepository,
    private readonly submissions: SubmissionsService,
    private readonly queue: Queue,
  ) {}

  /** Submits a method to a task, with the jobs that predict its images. One that was submitted before is left alone. */
  async submit({ baseline, ...input }: BaselineSubmission, actor: Actor): Promise<void> {
    await transactional(this.em, async (transaction) => {
      if (await this.repository.hasBaseline(input.task, baseline)) return;
      const { id } = await this.submissions.create(input, { actor, baseline });
      const images = await this.repository.images(id);
      const chunks = chunksOf(images.map(({ imageId }) => imageId));
      await this.queue.add(
        transaction,
        predictChunk,
        chunks.map((chunk) => ({ submission: id, images: chunk })),
      );
    });
  }

  /** Those of some images that wait for their prediction, and the method to make it; none once the submission is closed. */
  async waiting(
    id: SubmissionId,
    imageIds: readonly string[],
  ): Promise<{ baseline: string; images: PredictedImage[] }> {
    const submission = await this.repository.byId(id);
    if (submission?.status !== 'open' || submission.baseline == null) return { baseline: '', images: [] };
    const wanted = new Set(imageIds);
    const images = await this.repository.images(id);
    return {
      baseline: submission.baseline,
      images: images.filter(({ imageId, sha256 }) => sha256 === null && wanted.has(imageId)),
    };
  }

  /** Takes the predictions of some images, and closes the submission with the last of them. */
  async add(id: SubmissionId, predictions: readonly MadePrediction[]): Promise<void> {
    await transactional(this.em, async () => {
      const submission = await this.repository.lock(id);
      if (submission?.status !== 'open') return;
      for (const { imageId, sha256 } of predictions) await this.repository.putPrediction(id, imageId, sha256);
      const progress = await this.repository.progress(id);
      if (progress.predictions === progress.images) await this.submissions.close({ submission: id }, 'worker');
    });
  }
}

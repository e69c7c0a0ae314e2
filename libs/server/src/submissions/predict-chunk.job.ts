import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { evaluator } from '../evaluation/evaluations.service.ts';
import type { PredictChunk } from '../queue/job-payloads.ts';
import { predictChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { BaselineSubmissionsService } from './baseline-submissions.service.ts';
import { BaselineThreads } from './baseline-threads.ts';

/** Lets a built-in method predict some images of its submission. */
@Injectable()
export class PredictChunkJob implements OnApplicationBootstrap {
  constructor(
    private readonly submissions: BaselineSubmissionsService,
    private readonly threads: BaselineThreads,
    private readonly queue: Queue,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(predictChunk, this);
  }

  async run({ submission, images }: PredictChunk): Promise<void> {
    const waiting = await this.submissions.waiting(evaluator, submission, images);
    const made = waiting.map(async ({ imageId, imageSha256, baseline }) => {
      return { imageId, file: await this.threads.segment(baseline, imageSha256) };
    });
    await this.submissions.add(evaluator, submission, await Promise.all(made));
  }

  async giveUp({ submission }: PredictChunk): Promise<void> {
    await this.submissions.giveUp(evaluator, submission);
  }
}

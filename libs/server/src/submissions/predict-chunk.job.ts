import type { PredictChunk } from '@cellboard/contract';
import type { PredictedImage } from '@cellboard/db';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { predictChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { FileStore } from '../storage/file-store.ts';
import { ServerSettings } from '../system/server-settings.ts';
import { BaselineSubmissionsService, type MadePrediction } from './baseline-submissions.service.ts';
import { BaselineThreads } from './baseline-threads.ts';

/** Lets a built-in method predict some images of its submission. */
@Injectable()
export class PredictChunkJob implements OnApplicationBootstrap {
  constructor(
    private readonly submissions: BaselineSubmissionsService,
    private readonly threads: BaselineThreads,
    private readonly files: FileStore,
    private readonly queue: Queue,
    private readonly settings: ServerSettings,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(predictChunk, (chunk) => this.run(chunk));
  }

  async run({ submission, images }: PredictChunk): Promise<void> {
    const waiting = await this.submissions.waiting(submission, images);
    const made = await Promise.all(waiting.images.map((image) => this.predict(waiting.baseline, image)));
    await this.submissions.add(submission, made);
  }

  private async predict(baseline: string, { imageId, imageSha256 }: PredictedImage): Promise<MadePrediction> {
    const bytes = await this.threads.segment(baseline, imageSha256);
    const { sha256 } = await this.files.put(bytes, this.settings.maxFileBytes);
    return { imageId, sha256 };
  }
}

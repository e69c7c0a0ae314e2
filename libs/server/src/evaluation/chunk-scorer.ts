import type { PendingImage, ScoredImage } from '@cellboard/db';
import { createScorer, isScored, type ImageJob, type ImageResult, type Scorer } from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { JOB_SECONDS } from '../queue/job.ts';
import { FileStore } from '../storage/file-store.ts';
import { ServerSettings } from '../system/server-settings.ts';

/** Scores images of the store by every metric, in threads of its own. */
@Injectable()
export class ChunkScorer implements OnApplicationShutdown {
  private readonly scorer: Scorer;

  constructor(
    private readonly files: FileStore,
    { threads }: ServerSettings,
  ) {
    this.scorer = createScorer({ threads });
  }

  /** @throws Error if an image cannot be scored for a reason that its prediction is not to blame for */
  async score(images: readonly PendingImage[]): Promise<ScoredImage[]> {
    const jobs = await Promise.all(images.map((image) => this.toJob(image)));
    const results = await this.scorer.score(jobs, {
      metrics: resolveMetrics('all'),
      perCell: false,
      signal: AbortSignal.timeout(JOB_SECONDS * 1000), // else an image without end would keep its thread
    });
    return images.map(({ imageId }, i) => ({ imageId, ...toScored(results[i]) }));
  }

  onApplicationShutdown(): Promise<void> {
    return this.scorer.close();
  }

  private async toJob({ image, truthSha256, ignoreSha256, predictionSha256 }: PendingImage): Promise<ImageJob> {
    return {
      image,
      truth: await this.files.path(truthSha256),
      ignore: ignoreSha256 === null ? null : await this.files.path(ignoreSha256),
      prediction: predictionSha256 === null ? null : await this.files.path(predictionSha256),
    };
  }
}

/** What the participant can mend is a row of the sheet like any other; everything else is ours. */
function toScored(result: ImageResult | undefined): Omit<ScoredImage, 'imageId'> {
  if (!result) throw new Error('The scorer answered for fewer images than it was given.');
  if (isScored(result)) {
    const { metrics: scores, fractions, missing } = result;
    return { scores, fractions, problem: null, missing };
  }
  const { code, message } = result.error;
  if (code === 'PREDICTION_UNREADABLE' || code === 'SIZES_DIFFER') {
    return { scores: {}, fractions: {}, problem: message, missing: false };
  }
  throw new Error(`${result.image} could not be scored, which is not the fault of its prediction. ${code}: ${message}`);
}

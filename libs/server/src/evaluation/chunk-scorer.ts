import type { PendingImage, ScoredImage } from '@cellboard/db';
import { createScorer, isScored, type ImageJob, type ImageResult, type Scorer } from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { JOB_SECONDS } from '../queue/job.ts';
import { Compute } from '../compute/compute.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { assertSound } from '../storage/storage.service.ts';

/** Scores images of the store by every metric, in threads of its own. */
@Injectable()
export class ChunkScorer implements OnApplicationShutdown {
  private readonly scorer: Scorer;

  constructor(
    private readonly files: FileStore,
    private readonly compute: Compute,
    { threads }: ServerSettings,
  ) {
    this.scorer = createScorer({ processes: threads });
  }

  /**
   * Checks the files of each image against their hashes, then scores it.
   *
   * @throws Error if an image cannot be scored for a reason that its prediction is not to blame for
   */
  async score(images: readonly PendingImage[]): Promise<ScoredImage[]> {
    const signal = AbortSignal.timeout(JOB_SECONDS * 1000); // else an image without end would keep its thread
    return Promise.all(images.map((image) => this.compute.run(() => this.scoreOne(image, signal))));
  }

  onApplicationShutdown(): Promise<void> {
    return this.scorer.close();
  }

  private async scoreOne(image: PendingImage, signal: AbortSignal): Promise<ScoredImage> {
    const files = filesOf(image);
    await assertSound(
      this.files,
      Object.values(files).filter((file) => file !== null),
    );
    const result = await this.withPaths(files, async ({ truth, ignore, prediction }) => {
      if (truth === null) throw new Error(`The image ${image.image} has no truth.`);
      const job: ImageJob = { image: image.image, truth, ignore, prediction };
      const [one] = await this.scorer.score([job], { metrics: resolveMetrics('all'), perCell: false, signal });
      return one;
    });
    return { imageId: image.imageId, ...toScored(result) };
  }

  private withPaths<T>(files: ImageFiles<FileRef>, use: (paths: ImageFiles<string>) => Promise<T>): Promise<T> {
    const lend = <R>(file: FileRef | null, next: (path: string | null) => Promise<R>) =>
      file === null ? next(null) : this.files.withLocal(file, next);
    return lend(files.truth, (truth) =>
      lend(files.ignore, (ignore) => lend(files.prediction, (prediction) => use({ truth, ignore, prediction }))),
    );
  }
}

/** What an image is scored from. */
interface ImageFiles<T> {
  readonly truth: T | null;
  readonly ignore: T | null;
  readonly prediction: T | null;
}

function filesOf({ truthSha256, ignoreSha256, predictionSha256 }: PendingImage): ImageFiles<FileRef> {
  return {
    truth: { shelf: 'truth', sha256: truthSha256 },
    ignore: ignoreSha256 === null ? null : { shelf: 'truth', sha256: ignoreSha256 },
    prediction: predictionSha256 === null ? null : { shelf: 'prediction', sha256: predictionSha256 },
  };
}

/** What the submitter can fix is a row of the sheet like any other; everything else is ours. */
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

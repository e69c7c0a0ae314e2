import type { PendingImage, ScoredImage } from '@cellboard/db';
import {
  createScorer,
  isScored,
  type ImageErrorCode,
  type ImageJob,
  type ImageResult,
  type Scorer,
} from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Compute } from '../compute/compute.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { assertSound } from '../storage/storage.service.ts';

/** An image that no further attempt would score: its evaluation ends here. The message says why. */
export class UnscorableError extends Error {
  override readonly name = 'UnscorableError';
}

/** Scores images of the store by every metric, in processes of its own. */
@Injectable()
export class ChunkScorer implements OnApplicationShutdown {
  private readonly scorer: Scorer;

  constructor(
    private readonly files: FileStore,
    private readonly compute: Compute,
    { threads, scoring }: ServerSettings,
  ) {
    this.scorer = createScorer({ processes: threads, limits: scoring });
  }

  /**
   * Checks the files of each image against their hashes, then scores it.
   *
   * @throws UnscorableError if an image takes too much time or memory, or its processes were ended
   * @throws Error if an image cannot be scored for another reason that its prediction is not to blame for
   */
  async score(images: readonly PendingImage[]): Promise<ScoredImage[]> {
    const failed = new AbortController();
    try {
      return await Promise.all(images.map((image) => this.compute.run(() => this.scoreOne(image, failed.signal))));
    } catch (error) {
      failed.abort(); // nobody waits for the others any more
      throw error;
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.scorer.close();
  }

  private async scoreOne(image: PendingImage, signal: AbortSignal): Promise<ScoredImage> {
    signal.throwIfAborted();
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

const UNSCORABLE: readonly ImageErrorCode[] = ['TIMEOUT', 'OUT_OF_MEMORY', 'PROCESS_KILLED', 'PROCESS_DIED'];

/** What the submitter can fix is a row of the sheet like any other; everything else is ours. */
function toScored(result: ImageResult | undefined): Omit<ScoredImage, 'imageId'> {
  if (!result) throw new Error('The scorer answered for fewer images than it was given.');
  if (isScored(result)) {
    const { metrics: scores, fractions, warnings, missing } = result;
    return { scores, fractions, warnings, problem: null, missing };
  }
  const { code, message } = result.error;
  if (code === 'PREDICTION_UNREADABLE' || code === 'SIZES_DIFFER') {
    return { scores: {}, fractions: {}, warnings: [], problem: message, missing: false };
  }
  if (UNSCORABLE.includes(code)) throw new UnscorableError(`${result.image}: ${message}`);
  throw new Error(`${result.image} could not be scored, which is not the fault of its prediction. ${code}: ${message}`);
}

import { Problem, type Sha256 } from '@cellboard/contract';
import type { LabelOriginal, PendingImage, ScoredImage } from '@cellboard/db';
import {
  createScorer,
  isScored,
  type ImageErrorCode,
  type ImageFailure,
  type ImageJob,
  type ImageResult,
  type KeptLabels,
  type Scorer,
} from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Compute } from '../compute/compute.ts';
import { LabelFiles, tookTooMuch } from '../label-files/label-files.service.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { FileStore } from '../storage/file-store.ts';

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
    private readonly labelFiles: LabelFiles,
    private readonly compute: Compute,
    { threads, scoring }: ServerSettings,
  ) {
    this.scorer = createScorer({ processes: threads, limits: scoring });
  }

  /**
   * Scores each image from its label files, which are checked against their hashes and their originals. One that is
   * missing or damaged is made again first; no other original is opened.
   *
   * @throws UnscorableError if an image takes too much time or memory, or its processes were ended
   * @throws Error if an image cannot be scored for another reason that its prediction is not to blame for
   */
  async score(images: readonly PendingImage[]): Promise<ScoredImage[]> {
    const failed = new AbortController();
    const all = images.map((image) => ({ image, originals: originalsOf(image) }));
    const files = all.flatMap(({ originals }) => Object.values(originals).filter((file) => file !== null));
    const known = await this.labelFiles.find(files);
    try {
      return await Promise.all(all.map((one) => this.scoreOne(one, known, failed.signal)));
    } catch (error) {
      failed.abort(); // nobody waits for the others any more
      throw error;
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.scorer.close();
  }

  private async scoreOne(
    { image, originals }: ImageOriginals,
    known: (original: LabelOriginal) => Sha256 | null,
    signal: AbortSignal,
  ): Promise<ScoredImage> {
    const { imageId } = image;
    const labelsOf = async (file: LabelOriginal | null) => {
      signal.throwIfAborted();
      return file && (known(file) ?? (await this.labelFiles.make(file)));
    };
    try {
      const labels = {
        truth: await labelsOf(originals.truth),
        ignore: await labelsOf(originals.ignore),
        prediction: await labelsOf(originals.prediction),
      };
      const made = new Set<Role>();
      for (;;) {
        const result = await this.compute.run(() => this.scoreFiles({ image, originals }, labels, signal));
        const role = unreadableIn(result);
        const original = role && !made.has(role) ? originals[role] : null;
        if (role === null || original === null) return { imageId, ...toScored(result) };
        labels[role] = await this.labelFiles.make(original);
        made.add(role);
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { imageId, ...toRefused(image.image, error) };
    }
  }

  private async scoreFiles(
    { image, originals }: ImageOriginals,
    labels: Record<Role, Sha256 | null>,
    signal: AbortSignal,
  ): Promise<ImageResult> {
    signal.throwIfAborted();
    const lend = async (role: Role, use: (kept: KeptLabels | null) => Promise<ImageResult>): Promise<ImageResult> => {
      const [original, sha256] = [originals[role], labels[role]];
      if (original === null || sha256 === null) return use(null);
      const file = { shelf: original.shelf, sha256 };
      if ((await this.files.stat(file)) === null) return { image: image.image, error: missing(role, sha256) };
      return this.files.withLocal(file, (path) => use({ path, sha256, original: original.sha256 }));
    };
    return lend('truth', (truth) =>
      lend('ignore', (ignore) =>
        lend('prediction', async (prediction) => {
          if (truth === null) throw new Error(`The image ${image.image} has no truth.`);
          const job: ImageJob = { image: image.image, truth, ignore, prediction };
          const [one] = await this.scorer.score([job], { metrics: resolveMetrics('all'), perCell: false, signal });
          if (!one) throw new Error('The scorer answered for fewer images than it was given.');
          return one;
        }),
      ),
    );
  }
}

/** What an image is scored from. */
type Role = 'truth' | 'ignore' | 'prediction';

interface ImageOriginals {
  readonly image: PendingImage;
  readonly originals: Readonly<Record<Role, LabelOriginal | null>>;
}

function originalsOf(image: PendingImage): ImageOriginals['originals'] {
  const { width, height, truthSha256, ignoreSha256, predictionSha256 } = image;
  const size = { width, height };
  const original = (sha256: Sha256 | null, file: Pick<LabelOriginal, 'shelf' | 'kind'>) =>
    sha256 === null ? null : { ...file, sha256, ...size };
  return {
    truth: original(truthSha256, { shelf: 'truth', kind: 'cells' }),
    ignore: original(ignoreSha256, { shelf: 'truth', kind: 'mask' }),
    prediction: original(predictionSha256, { shelf: 'prediction', kind: 'cells' }),
  };
}

const UNREADABLE = {
  truth: 'TRUTH_UNREADABLE',
  ignore: 'IGNORE_UNREADABLE',
  prediction: 'PREDICTION_UNREADABLE',
} as const satisfies Record<Role, ImageErrorCode>;

function missing(role: Role, sha256: Sha256): ImageFailure['error'] {
  return { code: UNREADABLE[role], message: `The label file ${sha256} is missing from the store.` };
}

/** The label file that could not be read. */
function unreadableIn(result: ImageResult): Role | null {
  if (isScored(result)) return null;
  const roles = Object.keys(UNREADABLE) as Role[];
  return roles.find((role) => UNREADABLE[role] === result.error.code) ?? null;
}

const UNSCORABLE: readonly ImageErrorCode[] = ['TIMEOUT', 'OUT_OF_MEMORY', 'PROCESS_KILLED', 'PROCESS_DIED'];

/** What label files were made of has been checked, so every failure is ours. */
function toScored(result: ImageResult): Omit<ScoredImage, 'imageId'> {
  if (isScored(result)) {
    const { metrics: scores, fractions, warnings, missing: isMissing } = result;
    return { scores, fractions, warnings, problem: null, missing: isMissing };
  }
  const { code, message } = result.error;
  if (UNSCORABLE.includes(code)) throw new UnscorableError(`${result.image}: ${message}`);
  throw notItsFault(result.image, result.error);
}

/**
 * A label file that could not be made from its original: what the submitter can fix is a row of the sheet like any other.
 */
function toRefused(image: string, problem: Problem): Omit<ScoredImage, 'imageId'> {
  // On another day, or on a machine that is less busy, it may be read: the queue tries again.
  if (tookTooMuch(problem)) throw notItsFault(image, problem);
  if (problem.code === 'PREDICTION_UNREADABLE')
    return { scores: {}, fractions: {}, warnings: [], problem: problem.message, missing: false };
  throw notItsFault(image, problem);
}

function notItsFault(image: string, { code, message }: { code: string; message: string }): Error {
  return new Error(`${image} could not be scored, which is not the fault of its prediction. ${code}: ${message}`);
}

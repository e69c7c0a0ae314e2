import { Problem } from '@cellboard/contract';
import type { PendingImage, ScoredImage } from '@cellboard/db';
import {
  isRecorded,
  isScored,
  type CellColumns,
  type ImageErrorCode,
  type ImageJob,
  type ImageResult,
} from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { Injectable } from '@nestjs/common';
import type { ImageRows } from '../cells/cell-parts.ts';
import { Compute } from '../compute/compute.ts';
import { tookTooMuch } from '../label-files/label-files.service.ts';
import { DamagedFileError } from '../storage/assert-sound.ts';
import { FileStore } from '../storage/file-store.ts';
import { LabelLending, originalsOf, type KnownLabels, type LentLabels } from './label-lending.ts';
import { ScoringProcesses } from './scoring-processes.ts';

/** An image that no further attempt would score: its evaluation ends here. The message says why. */
export class UnscorableError extends Error {
  override readonly name = 'UnscorableError';
}

/** What became of some images, and the rows of the cells of those that could be recorded. */
export interface ScoredChunk {
  readonly scored: ScoredImage[];
  readonly rows: ImageRows[];
}

/** What an image is scored from. */
type ScorableImage = Omit<PendingImage, 'imageSha256'>;

/** With the hash of the image itself, where its cells are recorded. */
type PictureImage = ScorableImage & { readonly imageSha256: string | null };

/** What became of one image; no rows where it has no scores, or its cells cannot be recorded. */
interface ScoredOne {
  readonly scored: ScoredImage;
  readonly rows: CellColumns | null;
}

/** Scores images of the store by every metric and records their cells, in processes of their own. */
@Injectable()
export class ChunkScorer {
  constructor(
    private readonly lending: LabelLending,
    private readonly processes: ScoringProcesses,
    private readonly store: FileStore,
    private readonly compute: Compute,
  ) {}

  /**
   * Scores each image from its label files, which are checked against their hashes and their originals. One that is
   * missing or damaged is made again first; no other original is opened.
   *
   * @throws UnscorableError if an image takes too much time or memory, or its processes were ended
   * @throws Error if an image cannot be scored for another reason that its prediction is not to blame for
   */
  async score(images: readonly ScorableImage[]): Promise<ScoredImage[]> {
    return (await this.scoreAll(images.map((image) => ({ ...image, imageSha256: null })))).scored;
  }

  /**
   * The same, and the rows of the cells of each image, for which the image itself is opened. No score depends on whether
   * cells can be recorded.
   *
   * @throws Error as {@link score}
   */
  scoreAndRecord(images: readonly PendingImage[]): Promise<ScoredChunk> {
    return this.scoreAll(images);
  }

  private async scoreAll(images: readonly PictureImage[]): Promise<ScoredChunk> {
    const failed = new AbortController();
    const known = await this.lending.find(images.map(originalsOf));
    try {
      const all = await Promise.all(images.map((image) => this.scoreOne(image, known, failed.signal)));
      const rows = all.flatMap((one) => (one.rows ? [{ imageId: one.scored.imageId, rows: one.rows }] : []));
      return { scored: all.map(({ scored }) => scored), rows };
    } catch (error) {
      failed.abort(); // nobody waits for the others any more
      throw error;
    }
  }

  private async scoreOne(image: PictureImage, known: KnownLabels, signal: AbortSignal): Promise<ScoredOne> {
    const use = (labels: LentLabels) => this.compute.run(() => this.scoreFiles(image, labels, signal));
    const { imageId } = image;
    try {
      const result = await this.lending.lend(originalsOf(image), { known, signal, use });
      return { scored: { imageId, ...toScored(result) }, rows: rowsIn(result) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { scored: { imageId, ...toRefused(image.image, error) }, rows: null };
    }
  }

  private async scoreFiles(
    { image, imageSha256 }: PictureImage,
    { truth, ignore, prediction }: LentLabels,
    signal: AbortSignal,
  ): Promise<ImageResult> {
    signal.throwIfAborted();
    if (truth === null) throw new Error(`The image ${image} has no truth.`);
    const job: ImageJob = { image, truth, ignore, prediction };
    const file = imageSha256 === null ? null : ({ shelf: 'image', sha256: imageSha256 } as const);
    if (file === null || (await this.store.stat(file)) === null) return this.scoreJob(job, signal);
    const result = await this.store
      .withLocal(file, (picture) => this.scoreJob({ ...job, picture }, signal))
      .catch((error: unknown) => {
        // Scores need no picture.
        if (error instanceof DamagedFileError) return this.scoreJob(job, signal);
        throw error;
      });
    // It may be the record that takes too much; then the scores are there without it.
    return isScored(result) || !TOO_MUCH.includes(result.error.code) ? result : this.scoreJob(job, signal);
  }

  private async scoreJob(job: ImageJob, signal: AbortSignal): Promise<ImageResult> {
    const [one] = await this.processes.scorer.score([job], { metrics: resolveMetrics('all'), perCell: false, signal });
    if (!one) throw new Error('The scorer answered for fewer images than it was given.');
    return one;
  }
}

function rowsIn(result: ImageResult): CellColumns | null {
  return isScored(result) && result.record !== undefined && isRecorded(result.record) ? result.record : null;
}

/** Ends of a process that what it does may bring about; a kill comes from outside, and was tried again already. */
const TOO_MUCH: readonly ImageErrorCode[] = ['TIMEOUT', 'OUT_OF_MEMORY', 'PROCESS_DIED'];

const UNSCORABLE: readonly ImageErrorCode[] = [...TOO_MUCH, 'PROCESS_KILLED'];

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

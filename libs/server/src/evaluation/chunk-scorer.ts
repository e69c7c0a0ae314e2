import { Problem } from '@cellboard/contract';
import type { PendingImage, ScoredImage } from '@cellboard/db';
import { isScored, type ImageErrorCode, type ImageJob, type ImageResult } from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { Injectable } from '@nestjs/common';
import { Compute } from '../compute/compute.ts';
import { tookTooMuch } from '../label-files/label-files.service.ts';
import { LabelLending, originalsOf, type KnownLabels, type LentLabels } from './label-lending.ts';
import { ScoringProcesses } from './scoring-processes.ts';

/** An image that no further attempt would score: its evaluation ends here. The message says why. */
export class UnscorableError extends Error {
  override readonly name = 'UnscorableError';
}

/** Scores images of the store by every metric, in processes of their own. */
@Injectable()
export class ChunkScorer {
  constructor(
    private readonly lending: LabelLending,
    private readonly processes: ScoringProcesses,
    private readonly compute: Compute,
  ) {}

  /**
   * Scores each image from its label files, which are checked against their hashes and their originals. One that is
   * missing or damaged is made again first; no other original is opened.
   *
   * @throws UnscorableError if an image takes too much time or memory, or its processes were ended
   * @throws Error if an image cannot be scored for another reason that its prediction is not to blame for
   */
  async score(images: readonly PendingImage[]): Promise<ScoredImage[]> {
    const failed = new AbortController();
    const known = await this.lending.find(images.map(originalsOf));
    try {
      return await Promise.all(images.map((image) => this.scoreOne(image, known, failed.signal)));
    } catch (error) {
      failed.abort(); // nobody waits for the others any more
      throw error;
    }
  }

  private async scoreOne(image: PendingImage, known: KnownLabels, signal: AbortSignal): Promise<ScoredImage> {
    const use = (labels: LentLabels) => this.compute.run(() => this.scoreFiles(image, labels, signal));
    const { imageId } = image;
    try {
      return { imageId, ...toScored(await this.lending.lend(originalsOf(image), { known, signal, use })) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { imageId, ...toRefused(image.image, error) };
    }
  }

  private async scoreFiles(
    { image }: PendingImage,
    { truth, ignore, prediction }: LentLabels,
    signal: AbortSignal,
  ): Promise<ImageResult> {
    signal.throwIfAborted();
    if (truth === null) throw new Error(`The image ${image} has no truth.`);
    const job: ImageJob = { image, truth, ignore, prediction };
    const [one] = await this.processes.scorer.score([job], { metrics: resolveMetrics('all'), perCell: false, signal });
    if (!one) throw new Error('The scorer answered for fewer images than it was given.');
    return one;
  }
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

import type { ImageJob } from './image-job.ts';
import { isScored, type ImageResult } from './image-result.ts';
import { scoreImage } from './score-image.ts';
import { createScorer, type ScoreOptions } from './scorer.ts';
import { summariseSheet, type SheetSummary } from './summarise-sheet.ts';

/** What to compute, on how many threads. */
export interface EvaluateOptions extends ScoreOptions {
  /** Images scored at once. 1 scores them in this process, one after the other; more start processes of their own. */
  readonly threads: number;
}

/** The score sheet of a set of images, and how long it took. */
export interface Evaluation {
  /** One for each job, in the order of the jobs. */
  readonly results: readonly ImageResult[];
  readonly summary: SheetSummary;
  readonly timing: EvaluationTiming;
}

/** Times in milliseconds; those of decoding and metrics are summed over the images scored at once. */
export interface EvaluationTiming {
  readonly wallMs: number;
  readonly decodeMs: number;
  readonly metricMs: number;
  readonly threads: number;
}

/**
 * Scores a set of images and summarises them. Memory holds a few images a thread, whatever their number.
 *
 * An image that cannot be scored for a reason that a person can fix does not stop the rest; every other failure does.
 */
export async function evaluate(jobs: readonly ImageJob[], options: EvaluateOptions): Promise<Evaluation> {
  const begin = performance.now();
  const threads = Math.max(1, Math.min(options.threads, jobs.length));
  const results = threads === 1 ? await scoreInTurn(jobs, options) : await scoreInProcesses(jobs, options, threads);
  const timings = results.filter(isScored).map(({ timing }) => timing);
  return {
    results,
    summary: summariseSheet(results),
    timing: {
      wallMs: performance.now() - begin,
      decodeMs: timings.reduce((sum, { decodeMs }) => sum + decodeMs, 0),
      metricMs: timings.reduce((sum, { metricMs }) => sum + metricMs, 0),
      threads,
    },
  };
}

async function scoreInTurn(jobs: readonly ImageJob[], options: ScoreOptions): Promise<ImageResult[]> {
  const { metrics, perCell, signal, onResult } = options;
  const results: ImageResult[] = [];
  for (const job of jobs) {
    signal?.throwIfAborted();
    const result = await scoreImage({ ...job, metrics, perCell });
    results.push(result);
    onResult?.(result);
  }
  return results;
}

async function scoreInProcesses(
  jobs: readonly ImageJob[],
  options: ScoreOptions,
  threads: number,
): Promise<ImageResult[]> {
  const scorer = createScorer({ processes: threads });
  try {
    return await scorer.score(jobs, options);
  } finally {
    await scorer.close();
  }
}

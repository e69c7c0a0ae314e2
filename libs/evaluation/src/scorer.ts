import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { ImageJob, ScoringRequest } from './image-job.ts';
import type { ImageResult } from './image-result.ts';

/** What to compute, and how to follow and stop it. */
export interface ScoreOptions extends ScoringRequest {
  /** Stops the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called as each image is done, in the order of completion. */
  readonly onResult?: (result: ImageResult) => void;
}

/** Threads that score images for as long as the process lives. */
export interface Scorer {
  /**
   * Scores images, as many at once as there are threads; a thread holds one image at a time.
   * Several calls share the threads fairly enough: their images queue in the order of asking.
   *
   * @returns one result for each job, in the order of the jobs
   */
  score(jobs: readonly ImageJob[], options: ScoreOptions): Promise<ImageResult[]>;
  /** Ends the threads; work in progress is rejected. */
  close(): Promise<void>;
}

/** `.ts` where the sources run as they are, `.js` where they have been built. */
const extension = extname(fileURLToPath(import.meta.url));

/**
 * Makes a scorer with its own threads. The first image starts them, so that a scorer nobody uses costs nothing.
 *
 * @param threads at least 1
 */
export function createScorer({ threads }: { readonly threads: number }): Scorer {
  let pool: Piscina | undefined;
  return {
    score: (jobs, options) => scoreAll((pool ??= startThreads(threads)), jobs, options),
    close: async () => pool?.destroy(),
  };
}

function startThreads(threads: number): Piscina {
  const pool = new Piscina({
    filename: new URL(`./score-image${extension}`, import.meta.url).href,
    name: 'scoreImage',
    // As many at least as at most: only then is a thread that was stopped or died replaced for the images still waiting.
    minThreads: threads,
    maxThreads: threads,
    execArgv: extension === '.ts' ? ['--conditions=@cellboard/source'] : [],
  });
  // Told of threads that fail while they score nothing, and of results that cross their cancellation: nobody waits for either.
  pool.on('error', () => undefined);
  return pool;
}

async function scoreAll(pool: Piscina, jobs: readonly ImageJob[], options: ScoreOptions): Promise<ImageResult[]> {
  const { metrics, perCell, onResult } = options;
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const scoreOne = async (job: ImageJob): Promise<ImageResult> => {
    const result = await runInPool(pool, { ...job, metrics, perCell }, signal);
    onResult?.(result);
    return result;
  };
  try {
    return await Promise.all(jobs.map(scoreOne));
  } catch (error) {
    failed.abort(); // nobody waits for the others any more
    options.signal?.throwIfAborted();
    throw error;
  }
}

async function runInPool(pool: Piscina, task: ImageJob & ScoringRequest, signal: AbortSignal): Promise<ImageResult> {
  try {
    return (await pool.run(task, { signal })) as ImageResult;
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    const message =
      'Scoring this image needs more memory than a thread may use. Cut it into tiles, or do not ask for single cells.';
    return { image: task.image, error: { code: 'OUT_OF_MEMORY', message } };
  }
}

function isOutOfMemory(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

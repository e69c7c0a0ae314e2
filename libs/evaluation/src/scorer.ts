import { ProcessPool, type Outcome, type ProcessLimits } from '@cellboard/imaging/processes';
import type { ImageErrorCode } from './image-error.ts';
import type { RecordJob, RecordResult } from './cell-records/record-image.ts';
import type { ImageJob, ScoringRequest } from './image-job.ts';
import type { ImageResult } from './image-result.ts';

/** What to compute, and how to follow and stop it. */
export interface ScoreOptions extends ScoringRequest {
  /** Stops the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called as each image is done, in the order of completion. */
  readonly onResult?: (result: ImageResult) => void;
}

/** What a process may use for one image before it is ended. */
export type ScoringLimits = ProcessLimits;

/**
 * Enough for the largest images that are read. The memory is that of one process, so a machine needs as much for each
 * image that is scored at once.
 */
export const SCORING_LIMITS: ScoringLimits = { seconds: 300, memoryBytes: 1.5 * 2 ** 30, heapMiB: 768 };

/** How many processes there may be, and what each may use. */
export interface ScorerOptions {
  /** Images scored at once, each in a process of its own; at least 1. */
  readonly processes: number;
  /** {@link SCORING_LIMITS} where not given. */
  readonly limits?: Partial<ScoringLimits>;
}

/** Scores images in processes, which start when they are needed and end when they have been idle. */
export interface Scorer {
  /**
   * Scores images, as many at once as there are processes; a process holds one image at a time.
   * Several calls share the processes: their images queue in the order of asking.
   *
   * An image that takes too long or too much memory does not stop the others: its result says so. One whose process is
   * killed is scored once more, with the whole time again.
   *
   * @returns one result for each job, in the order of the jobs
   * @throws Error on a fault of ours
   */
  score(jobs: readonly ImageJob[], options: ScoreOptions): Promise<ImageResult[]>;
  /**
   * Records the cells of one image in one of the processes, with the same limits.
   *
   * @param signal stops it
   * @throws Error on a fault of ours
   */
  record(job: RecordJob, signal?: AbortSignal): Promise<RecordResult>;
  /** Ends the processes; work in progress is rejected. */
  close(): Promise<void>;
}

/** Makes a scorer with processes of its own. The first image starts them, so that a scorer nobody uses costs nothing. */
export function createScorer({ processes, limits }: ScorerOptions): Scorer {
  const main = new URL('./score-image-main', import.meta.url);
  const pool = new ProcessPool(main, { processes, limits: { ...SCORING_LIMITS, ...limits } });
  return {
    score: (jobs, options) => scoreAll(pool, jobs, options),
    record: async (job, signal) => {
      const outcome = await pool.run({ task: 'recordImage', parameters: [job] }, signal);
      return resultOf(job.image, outcome) as RecordResult;
    },
    close: () => pool.close(),
  };
}

async function scoreAll(pool: ProcessPool, jobs: readonly ImageJob[], options: ScoreOptions): Promise<ImageResult[]> {
  const { metrics, perCell, onResult } = options;
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const scoreOne = async (job: ImageJob): Promise<ImageResult> => {
    const task: ImageJob & ScoringRequest = { ...job, metrics, perCell };
    const result = resultOf(
      job.image,
      await pool.run({ task: 'scoreImage', parameters: [task] }, signal),
    ) as ImageResult;
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

/** What a process answered, or why it did not. */
function resultOf(image: string, outcome: Outcome): unknown {
  if ('done' in outcome) return outcome.done;
  if ('ended' in outcome) return { image, error: errorOf(outcome) };
  const details = 'fault' in outcome ? outcome.fault.details : outcome.refused.message;
  throw new Error(`${image} could not be scored through a fault of ours.`, { cause: details });
}

function errorOf({ ended, how }: Extract<Outcome, { ended: unknown }>): { code: ImageErrorCode; message: string } {
  switch (ended) {
    case 'timeout':
      return { code: 'TIMEOUT', message: `Scoring this image takes longer than ${how}. Cut it into tiles.` };
    case 'memory':
      return {
        code: 'OUT_OF_MEMORY',
        message: `Scoring this image needs more than ${how} of memory. Cut it into tiles, or do not ask for single cells.`,
      };
    case 'killed':
      return {
        code: 'PROCESS_KILLED',
        message: `The system ended the process that scored this image (${how}), twice, as it does when memory runs out. Score it again when more memory is free, or fewer images at once.`,
      };
    case 'died':
    case 'stopped':
      return {
        code: 'PROCESS_DIED',
        message: `The process that scored this image died (${how}): it ran out of memory, or we made a mistake. Cut the image into tiles; if it is small, report it.`,
      };
  }
}

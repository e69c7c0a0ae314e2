import { resolve } from 'node:path';
import type { Inspection, LabelChoice } from '@cellboard/formats';
import { DecodingPool, type DecodingLimits } from './decoding-pool.ts';

/** How to inspect, and how to follow and stop it. */
export interface InspectFilesOptions {
  /** Files inspected at once, each in a process of its own; at least 1. */
  readonly processes: number;
  /** How label images are read where their files leave something open. */
  readonly choice?: LabelChoice;
  /** {@link DECODING_LIMITS} where not given. */
  readonly limits?: Partial<DecodingLimits>;
  /** Stops the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called as each file is done, in the order of completion. */
  readonly onResult?: () => void;
}

/**
 * Tells what files are, each in a process that may die of it: there is an answer for every path, whatever it
 * leads to. Besides the codes of a FormatError, an answer's error has the codes
 *
 * - `NOT_A_FILE`: a folder, link, pipe, device or socket; none of them is opened
 * - `UNREADABLE`: it does not exist or must not be read
 * - `TOO_LARGE`: also a file beyond 512 MiB of a format that is read as a whole
 * - `TIMEOUT`, `OUT_OF_MEMORY`: beyond the limits
 * - `WORKER_KILLED`: the system ended the process, and the next one too, which says nothing of the file
 * - `WORKER_DIED`: the process died in any other way
 *
 * @returns one answer for each path, in the order of the paths
 */
export async function inspectFiles(paths: readonly string[], options: InspectFilesOptions): Promise<Inspection[]> {
  const { signal, onResult, choice, ...limited } = options;
  signal?.throwIfAborted();
  const pool = new DecodingPool(limited);
  const stop = () => void pool.close();
  signal?.addEventListener('abort', stop);
  const inspect = async (path: string) => {
    const found = await pool.inspect(resolve(path), choice);
    signal?.throwIfAborted(); // else a process that was stopped would count as one that died
    onResult?.();
    return found;
  };
  try {
    return await Promise.all(paths.map(inspect));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.close();
  }
}

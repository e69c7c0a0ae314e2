import {
  unknownFile,
  type FormatErrorCode,
  type Inspection,
  type LabelCheck,
  type LabelChoice,
  type LabelWriting,
  type SetListing,
} from '@cellboard/formats';
import type { FileErrorCode } from '@cellboard/formats/node';
import type { Outcome } from '../processes/outcome.ts';
import { ProcessPool } from '../processes/process-pool.ts';
import type { ProcessLimits } from '../processes/task-process.ts';
import type { SetPlace, SetQuestion } from './set-tasks.ts';
import type {
  Conversion,
  Converted,
  ImageFacts,
  ImageHead,
  LabelFacts,
  MaskFacts,
  SampleFacts,
  Tasks,
} from './tasks.ts';

/** What a process may use for one file before it is ended. */
export type DecodingLimits = ProcessLimits;

/** Enough for the largest label image that is read, and little enough that a process never takes 1 GiB. */
export const DECODING_LIMITS: DecodingLimits = { seconds: 5, memoryBytes: 896 * 2 ** 20, heapMiB: 640 };

/** How many processes there may be, and what each may use. */
export interface DecodingPoolOptions {
  /** Files read at once, each in a process of its own; at least 1. */
  readonly processes: number;
  /** {@link DECODING_LIMITS} where not given. */
  readonly limits?: Partial<DecodingLimits>;
  /** Time after which an idle process ends; 30 where not given. */
  readonly idleSeconds?: number;
}

/** Why a file was not read: its own fault, or that it asked for too much. */
export type RefusalCode =
  | FormatErrorCode
  | FileErrorCode
  /** It took longer than the limit. */
  | 'TIMEOUT'
  /** It took more memory than the limit. */
  | 'OUT_OF_MEMORY'
  /** The process died of it. */
  | 'WORKER_DIED'
  /** The system ended the process, and the next one too: it says nothing of the file. */
  | 'WORKER_KILLED';

/** A file was not read: the message says why and how to fix it, and never names the file. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
  readonly code: RefusalCode;

  /** @param details for the log alone: what the process reported of a fault of ours */
  constructor(code: RefusalCode, message: string, details?: string) {
    super(message, { cause: details });
    this.code = code;
  }
}

/**
 * Reads files in processes that may die of them, each within limits of time and memory. Every path is that of a
 * regular file: links, pipes and devices are refused.
 */
export class DecodingPool {
  readonly #pool: ProcessPool;

  constructor({ processes, limits, idleSeconds }: DecodingPoolOptions) {
    const main = new URL('./process-main', import.meta.url);
    this.#pool = new ProcessPool(main, { processes, limits: { ...DECODING_LIMITS, ...limits }, idleSeconds });
  }

  /** Tells what a file is. Whatever it does, there is an answer. */
  async inspect(path: string, choice: LabelChoice = {}): Promise<Inspection> {
    try {
      return await this.#run('inspect', path, choice);
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      return unknownFile({ code: error.code, message: error.message });
    }
  }

  /**
   * Decodes an image for display to its last pixel, and describes it.
   *
   * @throws FileRefusal if it cannot be read within the limits
   */
  readImage(path: string): Promise<ImageFacts> {
    return this.#run('readImage', path);
  }

  /**
   * Says how large an image is, and of how many planes, from its header: the file may be damaged behind it.
   *
   * @throws FileRefusal
   */
  readSize(path: string): Promise<ImageHead> {
    return this.#run('readSize', path);
  }

  /**
   * Says what the samples of an image are, from its header.
   *
   * @throws FileRefusal
   */
  describe(path: string): Promise<SampleFacts> {
    return this.#run('describe', path);
  }

  /**
   * Decodes the samples of an image, as the file stores them.
   *
   * @returns .npy of shape (height, width, channels), packed with zstd
   * @throws FileRefusal
   */
  samples(path: string): Promise<Uint8Array> {
    return this.#run('samples', path);
  }

  /**
   * Checks a label image as {@link inspect} does, and describes it.
   *
   * @throws FileRefusal also for a sound file that is not a label image
   */
  readLabels(path: string, choice: LabelChoice = {}): Promise<LabelFacts> {
    return this.#run('readLabels', path, choice);
  }

  /**
   * Decodes the label image that a choice makes of a file, and writes it as a plain one.
   *
   * @throws FileRefusal
   */
  labelImage(path: string, choice: LabelChoice): Promise<Uint8Array> {
    return this.#run('labelImage', path, choice);
  }

  /**
   * Does what {@link readLabels} does, and writes the label image as a label file.
   *
   * @throws FileRefusal as {@link readLabels}
   */
  convertLabels(path: string, original: Conversion): Promise<LabelFacts & Converted> {
    return this.#run('convertLabels', path, original);
  }

  /**
   * Decodes a mask, in any format of label images, counts its pixels other than 0, and writes them as the one cell of a
   * label file.
   *
   * @throws FileRefusal
   */
  convertMask(path: string, original: Conversion): Promise<MaskFacts & Converted> {
    return this.#run('convertMask', path, original);
  }

  /**
   * Writes a label file, see docs/label-files.md, in a format for other programs, with its original ids.
   *
   * @throws FileRefusal also for a PNG that cannot hold the ids
   */
  exportLabels(path: string, writing: LabelWriting): Promise<Uint8Array> {
    return this.#run('exportLabels', path, writing);
  }

  /**
   * Draws an image small, as WebP, once for each size.
   *
   * @param maxSides in pixels
   * @throws FileRefusal
   */
  thumbnails(path: string, maxSides: readonly number[]): Promise<Uint8Array[]> {
    return this.#run('thumbnails', path, maxSides);
  }

  /**
   * Draws the cells of a label file small, as transparent WebP, once for each size.
   *
   * @param maxSides in pixels
   * @param ignore path of the label file of a mask, whose pixels are hatched in grey
   * @throws FileRefusal
   */
  overlays(path: string, maxSides: readonly number[], ignore?: string): Promise<Uint8Array[]> {
    return this.#run('overlays', path, maxSides, ignore);
  }

  /**
   * Lists the label images of a set: an archive, or one file that holds those of many images.
   *
   * @throws FileRefusal
   */
  listSet(place: SetPlace): Promise<SetListing> {
    return this.#run('listSet', place);
  }

  /**
   * Says all that is known of a label image of a set.
   *
   * @throws FileRefusal if it cannot be read within the limits
   */
  checkEntry(place: SetPlace, question: SetQuestion): Promise<LabelCheck> {
    return this.#run('checkEntry', place, question);
  }

  /**
   * Takes one label image out of a set, as a file of its own.
   *
   * @throws FileRefusal
   */
  takeEntry(place: SetPlace, question: SetQuestion): Promise<Uint8Array> {
    return this.#run('takeEntry', place, question);
  }

  /** Ends every process; what is being read is rejected, and so is what waits. Settles when all are gone. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  async #run<T extends keyof Tasks>(
    task: T,
    ...parameters: Parameters<Tasks[T]>
  ): Promise<Awaited<ReturnType<Tasks[T]>>> {
    const outcome = await this.#pool.run({ task, parameters });
    if ('done' in outcome) return outcome.done as Awaited<ReturnType<Tasks[T]>>;
    throw refusalOf(outcome);
  }
}

function refusalOf(outcome: Exclude<Outcome, { done: unknown }>): FileRefusal {
  if ('refused' in outcome) return new FileRefusal(outcome.refused.code as RefusalCode, outcome.refused.message);
  if ('fault' in outcome) return new FileRefusal('WORKER_DIED', died(outcome.fault.name), outcome.fault.details);
  const { ended, how } = outcome;
  switch (ended) {
    case 'timeout':
      return new FileRefusal('TIMEOUT', `Reading the file takes longer than ${how}. Cut it into smaller ones.`);
    case 'memory':
      return new FileRefusal(
        'OUT_OF_MEMORY',
        `Reading the file needs more than ${how} of memory. Cut it into smaller ones.`,
      );
    case 'killed':
      return new FileRefusal(
        'WORKER_KILLED',
        `The system ended the process that read the file (${how}), as it does when memory runs out. Try again later.`,
      );
    case 'died':
    case 'stopped':
      return new FileRefusal('WORKER_DIED', died(how));
  }
}

function died(how: string): string {
  return `The process that read the file died (${how}): it ran out of memory, or we made a mistake. Cut the file into smaller ones; if it is small, report it.`;
}

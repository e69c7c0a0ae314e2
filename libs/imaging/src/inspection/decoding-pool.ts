import { unknownFile, type Inspection, type LabelChoice } from '@cellboard/formats';
import type { Refusal, RefusalCode, Request } from './answer.ts';
import { DECODING_LIMITS, DecodingProcess, type DecodingLimits } from './decoding-process.ts';
import { Gate } from './gate.ts';
import type { ImageFacts, LabelFacts, MaskFacts, OverlayOf, Tasks } from './tasks.ts';

/** Idle processes end after so many seconds and give their memory back. */
const IDLE_SECONDS = 30;

/** How many processes there may be, and what each may use. */
export interface DecodingPoolOptions {
  /** Files read at once, each in a process of its own; at least 1. */
  readonly processes: number;
  /** {@link DECODING_LIMITS} where not given. */
  readonly limits?: Partial<DecodingLimits>;
  /** Time after which an idle process ends; 30 where not given. */
  readonly idleSeconds?: number;
}

/** A file was not read: the message says why and how to fix it, and never names the file. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
  readonly code: RefusalCode;

  /** The cause of a fault of ours is what the process reported. */
  constructor({ code, message, details }: Refusal) {
    super(message, { cause: details });
    this.code = code;
  }
}

/**
 * Reads files in processes that may die of them, each within limits of time and memory. A process starts when it is
 * first needed, does one task after the other, ends when it has been idle, and is replaced when it has died; what
 * finds none free waits its turn. Every path is that of a regular file: links, pipes and devices are refused.
 */
export class DecodingPool {
  readonly #limits: DecodingLimits;
  readonly #idleMs: number;
  readonly #gate: Gate;
  readonly #all = new Set<DecodingProcess>();
  /** Those without a task, the last used at the end, each with the timer that will end it. */
  readonly #idle: { readonly process: DecodingProcess; readonly timer: NodeJS.Timeout }[] = [];
  #closed = false;

  constructor({ processes, limits, idleSeconds = IDLE_SECONDS }: DecodingPoolOptions) {
    this.#limits = { ...DECODING_LIMITS, ...limits };
    this.#idleMs = idleSeconds * 1000;
    this.#gate = new Gate(processes);
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
   * Decodes a mask, in any format of label images, and counts its pixels other than 0.
   *
   * @throws FileRefusal
   */
  readMask(path: string): Promise<MaskFacts> {
    return this.#run('readMask', path);
  }

  /**
   * Draws an image small, as WebP.
   *
   * @param maxSide in pixels
   * @throws FileRefusal
   */
  thumbnail(path: string, maxSide: number): Promise<Uint8Array> {
    return this.#run('thumbnail', path, maxSide);
  }

  /**
   * Draws the cells of a label image small, as transparent WebP.
   *
   * @param maxSide in pixels
   * @throws FileRefusal
   */
  overlay(path: string, maxSide: number, image: OverlayOf = {}): Promise<Uint8Array> {
    return this.#run('overlay', path, maxSide, image);
  }

  /** Ends every process; what is being read is refused, what waits is rejected. Settles when all are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { timer } of this.#idle.splice(0)) clearTimeout(timer);
    await Promise.all(Array.from(this.#all, (process) => process.end()));
  }

  #run<T extends keyof Tasks>(task: T, ...parameters: Parameters<Tasks[T]>): ReturnType<Tasks[T]> {
    return this.#gate.pass(() => this.#ask({ task, parameters })) as ReturnType<Tasks[T]>;
  }

  /** @returns what the task answers */
  async #ask(request: Request): Promise<unknown> {
    if (this.#closed) throw new Error('The pool of decoding processes has been closed.');
    const process = this.#take();
    const outcome = await process.run(request);
    this.#giveBack(process);
    if ('refused' in outcome) throw new FileRefusal(outcome.refused);
    return outcome.done;
  }

  /** The one used last, so that the others become idle where few are needed. */
  #take(): DecodingProcess {
    const idle = this.#idle.pop();
    if (idle) {
      clearTimeout(idle.timer);
      return idle.process;
    }
    const process = new DecodingProcess(this.#limits);
    this.#all.add(process);
    return process;
  }

  #giveBack(process: DecodingProcess): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#idle.splice(
        this.#idle.findIndex((idle) => idle.process === process),
        1,
      );
      this.#all.delete(process);
      void process.end();
    }, this.#idleMs);
    timer.unref();
    this.#idle.push({ process, timer });
  }
}

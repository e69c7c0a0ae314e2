import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import type { Hdf5Answer, Hdf5Request } from './hdf5-answer.ts';

/**
 * Longest time without a sign from the thread; it gives one for every 16 MiB that it has read. A sound file needs much
 * less, also on a machine that is busy.
 */
const SILENCE_MS = 10_000;

/** Longest time until the first sign: a browser loads a megabyte for it, which says nothing about the file. */
const START_MS = 120_000;

/** A thread that reads HDF5 files, one at a time. */
export interface Hdf5Thread {
  /** Sends a file, whose bytes then belong to the thread. */
  readonly send: (request: Hdf5Request) => void;
  /** Whether somebody waits for an answer, so that the program must not end. */
  readonly hold: (held: boolean) => void;
  readonly end: () => void;
}

/** What a thread reports. */
export interface Hdf5Events {
  readonly onAnswer: (answer: Hdf5Answer) => void;
  /** It has ended, or cannot go on. */
  readonly onDeath: (cause: unknown) => void;
}

/** Starts a thread, which reports what happens to it. */
export type StartThread = (events: Hdf5Events) => Hdf5Thread;

/**
 * Reads HDF5 files one after the other in a thread. The library has no end of its own for some damaged files, so the
 * thread is ended when it gives no sign, and replaced when it is needed again.
 */
export class Hdf5Queue {
  readonly #start: StartThread;
  #thread: Hdf5Thread | undefined;
  #hasStarted = false;
  #busy: Promise<unknown> = Promise.resolve();
  /** Of the request that is being answered. */
  #current: Hdf5Events | undefined;

  constructor(start: StartThread) {
    this.#start = start;
  }

  /**
   * Reads a label image from an HDF5 file: of ilastik (`exported_data`, with its axes), MATLAB 7.3, and any other whose
   * arrays are compressed with deflate or not at all. Of a stack, only the chosen plane is read.
   *
   * @throws FormatError SEVERAL_IMAGES if it holds several arrays or planes and none was chosen; UNSUPPORTED for other
   *   compression and data in other files; TOO_LARGE, NOT_LABELS, or CORRUPT if the library cannot read it
   * @throws Error if the thread does not start, or ends
   */
  readLabels(bytes: Uint8Array, choice: LabelChoice): Promise<LabelRaster> {
    const labels = this.#busy.then(() => this.#ask(bytes, choice));
    this.#busy = labels.then(forget, forget);
    return labels;
  }

  #ask(bytes: Uint8Array, choice: LabelChoice): Promise<LabelRaster> {
    const thread = (this.#thread ??= this.#startThread());
    thread.hold(true);
    return new Promise((resolve, reject) => {
      let deadline: ReturnType<typeof setTimeout> | undefined;
      const finish = (isSpent: boolean) => {
        clearTimeout(deadline);
        this.#current = undefined;
        thread.hold(false);
        if (isSpent) this.#drop(thread);
      };
      const wait = () => {
        clearTimeout(deadline);
        const started = this.#hasStarted;
        deadline = setTimeout(
          () => {
            finish(true);
            reject(
              started ? endless() : new Error(`The HDF5 library did not start in ${START_MS / 1000} s. Try again.`),
            );
          },
          started ? SILENCE_MS : START_MS,
        );
      };
      const onAnswer = (answer: Hdf5Answer) => {
        if (answer === 'further') {
          wait();
          return;
        }
        const { outcome, spent } = answer;
        finish(spent);
        if ('labels' in outcome) resolve(outcome.labels);
        else if ('refused' in outcome) reject(new FormatError(outcome.refused.code, outcome.refused.message));
        else reject(new Error(`Reading HDF5 failed: ${outcome.fault}`));
      };
      const onDeath = (cause: unknown) => {
        finish(true);
        reject(new Error('The thread that reads HDF5 ended before it answered.', { cause }));
      };
      this.#current = { onAnswer, onDeath };
      wait();
      thread.send({ bytes: bytes.slice(), choice }); // a copy, since the bytes move to the thread
    });
  }

  /** One that ends while nobody asks is replaced, and harms nobody. */
  #startThread(): Hdf5Thread {
    this.#hasStarted = false;
    const thread = this.#start({
      onAnswer: (answer) => {
        if (this.#thread !== thread) return;
        this.#hasStarted = true;
        this.#current?.onAnswer(answer);
      },
      onDeath: (cause) => {
        if (this.#thread !== thread) return;
        this.#thread = undefined;
        this.#current?.onDeath(cause);
      },
    });
    return thread;
  }

  #drop(thread: Hdf5Thread): void {
    if (this.#thread === thread) this.#thread = undefined;
    thread.end();
  }
}

function endless(): FormatError {
  return new FormatError('CORRUPT', 'The HDF5 file is damaged (reading it does not come to an end). Save it again.');
}

/** What the next one waits for must not hold the labels of the last. */
const forget = () => undefined;

import { Gate } from './gate.ts';
import type { Request } from './messages.ts';
import type { Outcome } from './outcome.ts';
import { TaskProcess, type ProcessLimits } from './task-process.ts';

/** Idle processes end after so many seconds and give their memory back. */
const IDLE_SECONDS = 30;

/** How many processes there may be, and what each may use. */
export interface ProcessPoolOptions {
  /** Tasks done at once, each in a process of its own; at least 1. */
  readonly processes: number;
  readonly limits: ProcessLimits;
  /** Time after which an idle process ends; 30 where not given. */
  readonly idleSeconds?: number | undefined;
}

/** A pool was asked after its end, or ended while it was asked. */
export class PoolClosedError extends Error {
  override readonly name = 'PoolClosedError';

  constructor() {
    super('The pool of processes has been closed.');
  }
}

/**
 * Does tasks in processes that may die of them, each within limits of time and memory. A process starts when it is
 * first needed, does one task after the other, ends when it has been idle, and is replaced when it has died; what
 * finds none free waits its turn.
 */
export class ProcessPool {
  readonly #main: URL;
  readonly #limits: ProcessLimits;
  readonly #idleMs: number;
  readonly #gate: Gate;
  readonly #all = new Set<TaskProcess>();
  /** Those without a task, the last used at the end, each with the timer that will end it. */
  readonly #idle: { readonly process: TaskProcess; readonly timer: NodeJS.Timeout }[] = [];
  #closed = false;

  /** @param main address of the module that the processes run, without its ending; it calls `serveTasks` */
  constructor(main: URL, { processes, limits, idleSeconds = IDLE_SECONDS }: ProcessPoolOptions) {
    this.#main = main;
    this.#limits = limits;
    this.#idleMs = idleSeconds * 1000;
    this.#gate = new Gate(processes);
  }

  /**
   * Does a task. One whose process is killed is done once more, in another process: the kill may have had nothing to
   * do with it.
   *
   * @param signal stops it; the promise is rejected with the signal's reason
   * @throws PoolClosedError
   */
  run(request: Request, signal?: AbortSignal): Promise<Outcome> {
    return this.#gate.pass(async () => {
      const outcome = await this.#ask(request, signal);
      return 'ended' in outcome && outcome.ended === 'killed' ? this.#ask(request, signal) : outcome;
    }, signal);
  }

  /** Ends every process; what is being done is rejected, and so is what waits. Settles when all are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { timer } of this.#idle.splice(0)) clearTimeout(timer);
    await Promise.all(Array.from(this.#all, (process) => process.end()));
  }

  async #ask(request: Request, signal: AbortSignal | undefined): Promise<Outcome> {
    if (this.#closed) throw new PoolClosedError();
    signal?.throwIfAborted();
    const process = this.#take();
    const stop = () => void process.end();
    signal?.addEventListener('abort', stop);
    const outcome = await process.run(request);
    signal?.removeEventListener('abort', stop);
    this.#giveBack(process);
    signal?.throwIfAborted();
    if ('ended' in outcome && outcome.ended === 'stopped') throw new PoolClosedError();
    return outcome;
  }

  /** The one used last, so that the others become idle where few are needed. */
  #take(): TaskProcess {
    const idle = this.#idle.pop();
    if (idle) {
      clearTimeout(idle.timer);
      return idle.process;
    }
    const process = new TaskProcess(this.#main, this.#limits);
    this.#all.add(process);
    return process;
  }

  #giveBack(process: TaskProcess): void {
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

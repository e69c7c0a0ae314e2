import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, Request } from './messages.ts';
import type { Outcome } from './outcome.ts';
import { residentBytes } from './resident-bytes.ts';

/** What a process may use for one task before it is ended. */
export interface ProcessLimits {
  /** Wall time from the moment when a process takes the task to the answer. */
  readonly seconds: number;
  /** Memory of the whole process, watched where the system reports it (Linux). */
  readonly memoryBytes: number;
  /** Memory of JavaScript objects, which Node itself limits everywhere. */
  readonly heapMiB: number;
  /** A process that holds more than this after a task is replaced; 256 MiB where not given. */
  readonly keptBytes?: number;
}

/** Often enough that little can be added to the memory between two looks. */
const LOOK_EVERY_MS = 10;

/** What a process may hold after a task, so that one task never pays for another. */
const KEPT_BYTES = 256 * 2 ** 20;

/** `.ts` where the sources run as they are, `.js` where they have been built. */
const extension = extname(fileURLToPath(import.meta.url));

/** A process that does one task at a time. It starts when first asked, and again after it died or was ended. */
export class TaskProcess {
  readonly #main: URL;
  readonly #limits: ProcessLimits;
  #started: StartedProcess | undefined;
  /** Ends what is being done, as nobody waits for it. */
  #stop: (() => void) | undefined;

  /** @param main address of the module that the process runs, without its ending; it calls `serveTasks` */
  constructor(main: URL, limits: ProcessLimits) {
    this.#main = main;
    this.#limits = limits;
  }

  /** Answers whatever the task does, within the limits. */
  async run(request: Request): Promise<Outcome> {
    if (this.#started?.child.connected === false) void this.end();
    const { child, ready } = (this.#started ??= startProcess(this.#main, this.#limits));
    await ready;
    if (!this.#isCurrent(child)) return STOPPED;
    const outcome = await this.#ask(child, request);
    const answered = 'done' in outcome || 'refused' in outcome;
    if (!answered || (residentBytes(child.pid) ?? 0) > (this.#limits.keptBytes ?? KEPT_BYTES)) void this.end();
    return outcome;
  }

  /** Ends the process at once, and with it the task that it is doing. Settles when it is gone. */
  async end(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    this.#stop?.();
    started?.child.kill('SIGKILL');
    await started?.gone;
  }

  /** Whether the process was not ended while it started. */
  #isCurrent(child: ChildProcess): boolean {
    return this.#started?.child === child;
  }

  async #ask(child: ChildProcess, request: Request): Promise<Outcome> {
    const task = new TaskInProcess(child, this.#limits);
    this.#stop = () => {
      task.settle(STOPPED);
    };
    try {
      return await task.run(request);
    } finally {
      this.#stop = undefined;
    }
  }
}

const STOPPED: Outcome = { ended: 'stopped', how: 'SIGKILL' };

/** Signals that come from outside; whatever a process does to itself ends it with another one. */
const KILLS: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGTERM'];

/** One task of a process, until it is answered, the process has ended or a limit is passed. */
class TaskInProcess {
  readonly #child: ChildProcess;
  readonly #limits: ProcessLimits;
  #resolve!: (outcome: Outcome) => void;
  readonly #outcome = new Promise<Outcome>((resolve) => (this.#resolve = resolve));

  constructor(child: ChildProcess, limits: ProcessLimits) {
    this.#child = child;
    this.#limits = limits;
  }

  async run(request: Request): Promise<Outcome> {
    const { seconds, memoryBytes } = this.#limits;
    const deadline = setTimeout(() => {
      this.settle({ ended: 'timeout', how: `${seconds} s` });
    }, seconds * 1000);
    const watch = setInterval(() => {
      if ((residentBytes(this.#child.pid) ?? 0) <= memoryBytes) return;
      this.settle({ ended: 'memory', how: `${Math.round(memoryBytes / 2 ** 20)} MiB` });
    }, LOOK_EVERY_MS);
    this.#child.on('message', this.#onMessage).on('exit', this.#onExit);
    this.#child.send(request, (error) => {
      if (error) this.#onSendError(error);
    });
    try {
      return await this.#outcome;
    } finally {
      clearTimeout(deadline);
      clearInterval(watch);
      this.#child.off('message', this.#onMessage).off('exit', this.#onExit);
    }
  }

  /** Answers with this; what is found out later changes nothing. */
  settle(outcome: Outcome): void {
    this.#resolve(outcome);
  }

  readonly #onMessage = (answer: Answer): void => {
    this.settle('ready' in answer ? { ended: 'died', how: 'it started anew' } : answer);
  };

  readonly #onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
    const ended = signal !== null && KILLS.includes(signal) ? 'killed' : 'died';
    this.settle({ ended, how: signal ?? `exit code ${String(code)}` });
  };

  /** A process that has died reports it by its exit, which may have come already or is still to come. */
  #onSendError(error: Error): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined) this.settle({ ended: 'killed', how: error.message });
    else if (exitCode !== null || signalCode !== null) this.#onExit(exitCode, signalCode);
  }
}

interface StartedProcess {
  readonly child: ChildProcess;
  /** Settled when it may be asked, or has died. */
  readonly ready: Promise<void>;
  /** Settled when it has ended, or could not be started. */
  readonly gone: Promise<void>;
}

/**
 * Without the right to write a file or start a program, so that no file can make it do so, and without the settings
 * of its parent, some of which are secrets.
 */
function startProcess(main: URL, { heapMiB }: ProcessLimits): StartedProcess {
  const child = fork(fileURLToPath(`${main.href}${extension}`), {
    env: {},
    execArgv: [
      `--max-old-space-size=${heapMiB}`,
      ...collectingRarely(heapMiB),
      '--permission',
      '--allow-fs-read=*',
      '--allow-addons',
      '--allow-worker',
      ...(extension === '.ts' ? ['--conditions=@cellboard/source', ...keepingCompiled()] : []),
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined); // found out when it is asked
  offerToSystem(child.pid);
  return { child, ready: first(child, ['message', 'exit', 'error']), gone: first(child, ['exit', 'error']) };
}

/**
 * A new heap is small and is collected as a whole each time some MB were added to it, which took a fifth of the time
 * of a process that scores one image after the other. It may grow a little first.
 */
function collectingRarely(heapMiB: number): string[] {
  const first = Math.min(FIRST_HEAP_MIB, Math.floor(heapMiB / 4));
  return [`--initial-heap-size=${first}`, `--min-semi-space-size=${Math.min(YOUNG_MIB, Math.ceil(first / 8))}`];
}

/** Far below what a process may keep after a task. */
const FIRST_HEAP_MIB = 96;
const YOUNG_MIB = 8;

/**
 * Options for sources alone, of which a start compiles dozens: what this process keeps compiled, as tests do, is kept of
 * that one too. Built files go without, since the process could then change what its parent runs next.
 */
function keepingCompiled(): string[] {
  const folder = getCompileCacheDir();
  if (folder === undefined) return [];
  // It is killed at its end and has to write before: with its first task, when everything has been loaded.
  const program = `import { enableCompileCache, flushCompileCache } from 'node:module';
    enableCompileCache(${JSON.stringify(folder)});
    process.once('message', () => flushCompileCache());`;
  return [`--allow-fs-write=${folder}`, `--import=data:text/javascript,${encodeURIComponent(program)}`];
}

/** Where the system (Linux) has to end a process because memory runs out, it ends this one before its parent. */
function offerToSystem(pid: number | undefined): void {
  if (process.platform !== 'linux' || pid === undefined) return;
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
  } catch {
    // It has just ended, or the system does not allow it: then the size of each process decides.
  }
}

/** Settled by the first of some events. */
function first(child: ChildProcess, events: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    for (const event of events) {
      child.once(event, () => {
        resolve();
      });
    }
  });
}

import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, Refusal, RefusalCode, Request } from './answer.ts';
import { residentBytes } from './resident-bytes.ts';

/** What a process may use for one file before it is ended. */
export interface DecodingLimits {
  /** Wall time from the moment when a process takes the file to the answer. */
  readonly seconds: number;
  /** Memory of the whole process, watched where the system reports it (Linux). */
  readonly memoryBytes: number;
  /** Memory of JavaScript objects, which Node itself limits everywhere. */
  readonly heapMiB: number;
}

/** Enough for the largest label image that is read, and little enough that a process never takes 1 GiB. */
export const DECODING_LIMITS: DecodingLimits = { seconds: 5, memoryBytes: 896 * 2 ** 20, heapMiB: 640 };

/** Often enough that little can be added to the memory between two looks. */
const LOOK_EVERY_MS = 10;

/** A process that keeps more than this after a file is replaced, so that one file never pays for another. */
const KEPT_BYTES = 256 * 2 ** 20;

/** `.ts` where the sources run as they are, `.js` where they have been built. */
const extension = extname(fileURLToPath(import.meta.url));
const entry = fileURLToPath(new URL(`./process-main${extension}`, import.meta.url));

/** What became of a task. */
export type Outcome = { readonly done: unknown } | { readonly refused: Refusal };

/** A process that does one task at a time. It starts when first asked, and again after it died or was ended. */
export class DecodingProcess {
  readonly #limits: DecodingLimits;
  #started: StartedProcess | undefined;

  constructor(limits: DecodingLimits) {
    this.#limits = limits;
  }

  /** Answers whatever the file does, within the limits. */
  async run(request: Request): Promise<Outcome> {
    if (this.#started?.child.connected === false) void this.end();
    const { child, ready } = (this.#started ??= startProcess(this.#limits));
    await ready;
    const { outcome, usable } = await ask(child, request, this.#limits);
    if (!usable || (residentBytes(child.pid) ?? 0) > KEPT_BYTES) void this.end();
    return outcome;
  }

  /** Ends the process at once; a running task is answered as if the process had died. Settles when it is gone. */
  async end(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    started?.child.kill('SIGKILL');
    await started?.gone;
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
function startProcess({ heapMiB }: DecodingLimits): StartedProcess {
  const child = fork(entry, {
    env: {},
    execArgv: [
      `--max-old-space-size=${heapMiB}`,
      '--permission',
      '--allow-fs-read=*',
      '--allow-addons',
      '--allow-worker',
      ...(extension === '.ts' ? ['--conditions=@cellboard/source'] : []),
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined); // `ask` reports it, because it finds it disconnected
  return { child, ready: first(child, ['message', 'exit', 'error']), gone: first(child, ['exit', 'error']) };
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

/** What came out, and whether the process can be asked again. */
interface Asked {
  readonly outcome: Outcome;
  readonly usable: boolean;
}

function ask(child: ChildProcess, request: Request, limits: DecodingLimits): Promise<Asked> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome, usable: boolean) => {
      clearTimeout(deadline);
      clearInterval(watch);
      child.off('message', onMessage).off('exit', onExit);
      resolve({ outcome, usable });
    };
    const fail = (code: RefusalCode, message: string, details?: string) => {
      finish({ refused: { code, message, ...(details !== undefined && { details }) } }, false);
    };
    const onMessage = (answer: Answer) => {
      if ('done' in answer || 'refused' in answer) finish(answer, true);
      else if ('fault' in answer) fail('WORKER_DIED', died(answer.fault.name), answer.fault.details);
      else fail('WORKER_DIED', died('it started anew'));
    };
    const onExit = (code: number | null, signal: string | null) => {
      fail('WORKER_DIED', died(signal ?? `exit code ${String(code)}`));
    };
    const deadline = setTimeout(() => {
      fail('TIMEOUT', `Reading the file takes longer than ${limits.seconds} s. Cut it into smaller ones.`);
    }, limits.seconds * 1000);
    const watch = setInterval(() => {
      const bytes = residentBytes(child.pid) ?? 0;
      if (bytes > limits.memoryBytes) fail('OUT_OF_MEMORY', tooMuch(limits.memoryBytes));
    }, LOOK_EVERY_MS);
    child.on('message', onMessage).on('exit', onExit);
    child.send(request, (error) => {
      if (error) fail('WORKER_DIED', died(error.message));
    });
  });
}

function died(how: string): string {
  return `The process that read the file died (${how}), for want of memory or by a fault of ours. Cut the file into smaller ones; if it is small, report it.`;
}

function tooMuch(bytes: number): string {
  return `Reading the file needs more than ${Math.round(bytes / 2 ** 20)} MiB of memory. Cut it into smaller ones.`;
}

import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unknownFile, type Inspection } from '../inspect.ts';
import type { Answer } from './answer.ts';
import { residentBytes } from './resident-bytes.ts';

/** What a process may use for one file before it is ended. */
export interface InspectionLimits {
  /** Wall time from asking to the answer. */
  readonly seconds: number;
  /** Memory of the whole process, watched where the system tells it (Linux). */
  readonly memoryBytes: number;
  /** Memory of JavaScript objects, which Node itself limits everywhere. */
  readonly heapMiB: number;
}

/** Enough for the largest image that is read, and little enough that a process never takes 1 GiB. */
export const INSPECTION_LIMITS: InspectionLimits = { seconds: 5, memoryBytes: 896 * 2 ** 20, heapMiB: 640 };

/** Often enough that little can be added to the memory between two looks. */
const LOOK_EVERY_MS = 10;

/** A process that keeps more than this after a file is replaced, so that one file never pays for another. */
const KEPT_BYTES = 256 * 2 ** 20;

/** `.ts` where the sources run as they are, `.js` where they have been built. */
const extension = extname(fileURLToPath(import.meta.url));
const entry = fileURLToPath(new URL(`./inspect-process${extension}`, import.meta.url));

/** A process that inspects one file at a time. It starts when first asked, and again after it died or was ended. */
export class InspectionProcess {
  readonly #limits: InspectionLimits;
  #started: StartedProcess | undefined;

  constructor(limits: InspectionLimits) {
    this.#limits = limits;
  }

  /** Answers whatever the file does, within the limits. */
  async inspect(path: string): Promise<Inspection> {
    if (this.#started?.child.connected === false) this.end();
    const { child, ready } = (this.#started ??= startProcess(this.#limits));
    await ready;
    const { inspection, usable } = await ask(child, path, this.#limits);
    if (!usable || (residentBytes(child.pid) ?? 0) > KEPT_BYTES) this.end();
    return inspection;
  }

  /** Ends the process at once; a file under way is answered as if the process had died. */
  end(): void {
    this.#started?.child.kill('SIGKILL');
    this.#started = undefined;
  }
}

interface StartedProcess {
  readonly child: ChildProcess;
  /** Settled when it may be asked, or has died. */
  readonly ready: Promise<void>;
}

/** Without the right to write a file or start a program, so that no file can make it do so. */
function startProcess({ heapMiB }: InspectionLimits): StartedProcess {
  const child = fork(entry, {
    execArgv: [
      `--max-old-space-size=${heapMiB}`,
      '--permission',
      '--allow-fs-read=*',
      '--allow-addons',
      '--allow-worker',
      ...(extension === '.ts' ? ['--conditions=@cellboard/source'] : []),
    ],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ready = new Promise<void>((resolve) => {
    for (const event of ['message', 'exit', 'error']) {
      child.once(event, () => {
        resolve();
      });
    }
  });
  child.on('error', () => undefined); // told by `ask`, which finds it disconnected
  return { child, ready };
}

/** The answer, and whether the process can be asked again. */
interface Outcome {
  readonly inspection: Inspection;
  readonly usable: boolean;
}

function ask(child: ChildProcess, path: string, limits: InspectionLimits): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      clearTimeout(deadline);
      clearInterval(watch);
      child.off('message', onMessage).off('exit', onExit);
      resolve(outcome);
    };
    const fail = (code: string, message: string) => {
      finish({ inspection: unknownFile({ code, message }), usable: false });
    };
    const onMessage = (answer: Answer) => {
      if ('inspection' in answer) finish({ inspection: answer.inspection, usable: true });
      else fail('WORKER_DIED', died('fault' in answer ? answer.fault : 'it started anew'));
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
    child.send(path, (error) => {
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

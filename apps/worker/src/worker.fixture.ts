import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const worker = new URL('./main.ts', import.meta.url);
const site = new URL('../../api/src/main.ts', import.meta.url);
const register = new URL('../../../tools/register.mjs', import.meta.url).href;

/** A program in a process of its own. */
export interface WorkerProcess {
  /** What it has said so far, on both of its outputs. */
  readonly said: () => string;
  /** Waits until it takes jobs or requests, or has ended. */
  readonly ready: Promise<void>;
  /** Sends a signal and waits for the end; answers the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Starts a worker with these settings alone. */
export function startWorker(settings: Record<string, string>): WorkerProcess {
  return startProgram(worker, 'waiting for jobs', settings);
}

/** Starts the site with these settings alone. */
export function startSite(settings: Record<string, string>): WorkerProcess {
  return startProgram(site, 'Cellboard is ready', settings);
}

function startProgram(program: URL, whenReady: string, settings: Record<string, string>): WorkerProcess {
  const args = ['--import', register, '--conditions=@cellboard/source', fileURLToPath(program)];
  const child = spawn(process.execPath, args, { env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const hear = (bytes: Buffer) => {
    text += bytes.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', () => {
      if (text.includes(whenReady)) resolve();
    });
    child.once('exit', () => {
      resolve();
    });
  });
  return { said: () => text, ready, end: (signal) => end(child, signal) };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
  const outcome = () => child.exitCode ?? child.signalCode;
  if (outcome() !== null) return Promise.resolve(outcome());
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve(outcome());
    });
    child.kill(signal);
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { sourceWords } from '../run-cli.fixture.ts';

/** What a run of the program needed and said. */
export interface MeasuredRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Most memory that its process had at once, threads included, in bytes. */
  readonly peakBytes: number;
}

/** Milliseconds between two looks; the system keeps the peak, so only what comes after the last one is missed. */
const LOOK_EVERY = 25;

/** Runs the program in a process of its own, and looks how much memory it takes; for systems with `/proc` alone. */
export async function measuredRun(...words: string[]): Promise<MeasuredRun> {
  const child = spawn(process.execPath, [...sourceWords, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (part: string) => (said[stream] += part));
  const ended = once(child, 'close');
  let peakBytes = 0;
  while (child.exitCode === null && child.signalCode === null) {
    peakBytes = Math.max(peakBytes, peakOf(child.pid ?? 0));
    await setTimeout(LOOK_EVERY);
  }
  await ended;
  return { code: child.exitCode, ...said, peakBytes };
}

function peakOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    return 1024 * Number(kilobytes);
  } catch {
    return 0; // it has ended
  }
}

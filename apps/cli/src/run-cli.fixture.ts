import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Order } from './resident.fixture.ts';

/** What a run of the program left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The words after `node` that run the program from its sources. */
export const sourceWords = ['--conditions=@cellboard/source', fileURLToPath(new URL('./main.ts', import.meta.url))];

/** Processes that wait for a command. They end with the process of the tests, whose channel closes. */
const idle: ChildProcess[] = [];

/** Runs the program from its sources, in a process that has it loaded already, once there is one. */
export async function cellboard(...words: string[]): Promise<Run> {
  const child = idle.pop() ?? startResident();
  child.channel?.ref();
  const run = await new Promise<Run>((resolve, reject) => {
    const fail = () => {
      reject(new Error(`The program ended at: cellboard ${words.join(' ')}`));
    };
    child.once('exit', fail).once('message', (result) => {
      child.off('exit', fail);
      resolve(result as Run);
    });
    child.send({ words, env: process.env } satisfies Order);
  });
  child.channel?.unref();
  idle.push(child);
  return run;
}

function startResident(): ChildProcess {
  const file = fileURLToPath(new URL('./resident.fixture.ts', import.meta.url));
  const child = fork(file, {
    execArgv: ['--conditions=@cellboard/source', '--disable-warning=ExperimentalWarning'],
  });
  child.unref();
  return child;
}

/** The same with settings of its own. */
export async function cellboardWith(env: NodeJS.ProcessEnv, ...words: string[]): Promise<Run> {
  return runWith(env, [...sourceWords, ...words]);
}

/** Runs Node with the given words and waits for its end. */
export async function runNode(...words: string[]): Promise<Run> {
  return runWith(process.env, words);
}

async function runWith(env: NodeJS.ProcessEnv, words: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'], env });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (part: string) => {
      text[stream] += part;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { code, ...text };
}

/** Gives a test a folder of its own and removes it afterwards. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-cli-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

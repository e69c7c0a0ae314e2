/** What runs in a decoding process: takes one task at a time and answers what came out. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { FormatError } from '@cellboard/formats';
import { FileError } from '@cellboard/formats/node';
import type { Answer, Request } from './answer.ts';
import { tasks } from './tasks.ts';

// Ctrl-C in a terminal reaches every process; the parent decides what becomes of this one.
process.on('SIGINT', () => undefined);
process.on('message', (request: Request) => {
  void answer(request).then(send);
});
const guard = new Worker(new URL(`./end-with-parent${extname(fileURLToPath(import.meta.url))}`, import.meta.url), {
  workerData: process.ppid,
});
guard.unref();
guard.once('online', () => {
  send({ ready: true });
});

function send(message: Answer): void {
  process.send?.(message);
}

async function answer({ task, parameters }: Request): Promise<Answer> {
  try {
    const work = tasks[task] as (...parameters: readonly unknown[]) => Promise<unknown>;
    return { done: await work(...parameters) };
  } catch (error) {
    if (error instanceof FormatError || error instanceof FileError) {
      return { refused: { code: error.code, message: error.message } };
    }
    const { name, stack } = error instanceof Error ? error : new Error(String(error));
    return { fault: { name, details: stack ?? name } };
  }
}

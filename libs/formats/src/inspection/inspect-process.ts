/** What runs in the processes of `inspectFiles`: takes one path at a time and answers what the file is. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { inspect, unknownFile, type Inspection } from '../inspect.ts';
import type { Answer } from './answer.ts';
import { FileError, readRegularFile } from './read-regular-file.ts';

// Ctrl-C in a terminal reaches every process; the parent decides what becomes of this one.
process.on('SIGINT', () => undefined);
process.on('message', (path: string) => {
  void answer(path).then(send);
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

async function answer(path: string): Promise<Answer> {
  try {
    return { inspection: await inspectPath(path) };
  } catch (error) {
    return { fault: String(error) };
  }
}

async function inspectPath(path: string): Promise<Inspection> {
  try {
    return await inspect(await readRegularFile(path));
  } catch (error) {
    if (error instanceof FileError) return unknownFile({ code: error.code, message: error.message });
    throw error;
  }
}

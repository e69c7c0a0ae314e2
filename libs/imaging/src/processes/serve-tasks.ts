import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Answer, Refusal, Request } from './messages.ts';

/** What a process does, by the names under which it is asked for. */
export type TaskTable = Readonly<Record<string, (...parameters: never[]) => Promise<unknown>>>;

/**
 * Makes this process one that a `ProcessPool` asks: it takes one task at a time and answers what came out.
 *
 * @param toRefusal the answer for an error that the input of the task is to blame for; undefined for a fault of ours
 */
export function serveTasks(tasks: TaskTable, toRefusal: (error: unknown) => Refusal | undefined): void {
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

  async function answer({ task, parameters }: Request): Promise<Answer> {
    try {
      const work = tasks[task] as ((...parameters: readonly unknown[]) => Promise<unknown>) | undefined;
      if (!work) throw new Error(`There is no task ${task}.`);
      return { done: await work(...parameters) };
    } catch (error) {
      const refused = toRefusal(error);
      if (refused) return { refused };
      const { name, stack } = error instanceof Error ? error : new Error(String(error));
      return { fault: { name, details: stack ?? name } };
    }
  }
}

function send(message: Answer): void {
  process.send?.(message);
}

/** What runs in the processes of the tests: tasks that answer, wait, take too much or die. */
import { setTimeout as sleep } from 'node:timers/promises';
import { serveTasks } from './serve-tasks.ts';

class Blame extends Error {
  override readonly name = 'Blame';
}

serveTasks(
  {
    add: (a: number, b: number) => Promise.resolve(a + b),
    pid: () => Promise.resolve(process.pid),
    wait: async (ms: number) => {
      await sleep(ms);
      return process.pid;
    },
    /** Takes so many bytes outside of the heap of JavaScript, and keeps them for a while. */
    take: async (bytes: number) => {
      const taken = Buffer.alloc(bytes, 1);
      await sleep(5000);
      return taken.length;
    },
    fillHeap: () => {
      const lists: number[][] = [];
      for (;;) lists.push(Array.from({ length: 1000 }, (_, i) => i));
    },
    /** Never gives the thread back. */
    loop: () => {
      for (;;);
    },
    end: (signal: NodeJS.Signals) => {
      process.kill(process.pid, signal);
      return sleep(5000);
    },
    blame: () => Promise.reject(new Blame('The input is wrong.')),
    fail: () => Promise.reject(new TypeError('This is a mistake.')),
    environment: () => Promise.resolve(Object.keys(process.env)),
  },
  (error) => (error instanceof Blame ? { code: 'BLAME', message: error.message } : undefined),
);

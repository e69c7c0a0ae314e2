import { extname } from 'node:path';
import { Piscina } from 'piscina';

/** The size of a pool, and how long an idle thread keeps its memory. */
export interface ThreadPoolOptions {
  readonly threads: number;
  readonly idleMs: number;
}

/** `.ts` when running from source, `.js` when built. */
const extension = extname(import.meta.url);

/**
 * A pool of threads. It starts a thread when the first task needs it.
 *
 * @param worker address of the module that the threads run, without `.ts` or `.js`
 */
export function openThreadPool(worker: URL, { threads, idleMs }: ThreadPoolOptions): Piscina {
  return new Piscina({
    filename: `${worker.href}${extension}`,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    execArgv: extension === '.ts' ? ['--conditions=@cellboard/source'] : [],
  });
}

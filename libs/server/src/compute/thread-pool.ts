import { extname } from 'node:path';
import { Piscina } from 'piscina';

/** How many threads there may be, and when those that have nothing to do end and give their memory back. */
export interface ThreadPoolOptions {
  readonly threads: number;
  readonly idleMs: number;
}

/** `.ts` where the sources run as they are, `.js` where they have been built. */
const extension = extname(import.meta.url);

/**
 * A pool of threads that starts none before it is needed.
 *
 * @param worker address of the module that the threads run, without its ending
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

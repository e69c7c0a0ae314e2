import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Hdf5Events, Hdf5Thread } from '../hdf5/hdf5-queue.ts';

/** `.ts` where the sources run as they are, `.js` where they have been built. */
const extension = extname(fileURLToPath(import.meta.url));
const entry = new URL(`./hdf5-worker${extension}`, import.meta.url);
const execArgv = extension === '.ts' ? ['--conditions=@cellboard/source'] : [];

/** Starts a thread of Node that reads HDF5. Its own output would only be that of the library. */
export function startHdf5Thread({ onAnswer, onDeath }: Hdf5Events): Hdf5Thread {
  const worker = new Worker(entry, { stdout: true, stderr: true, execArgv });
  worker.unref();
  worker.on('message', onAnswer).on('error', onDeath).on('exit', onDeath);
  return {
    send: (request) => {
      worker.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
    },
    hold: (held) => {
      if (held) worker.ref();
      else worker.unref();
    },
    end: () => void worker.terminate(),
  };
}

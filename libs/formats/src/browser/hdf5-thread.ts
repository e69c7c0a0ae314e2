import type { Hdf5Answer } from '../hdf5/hdf5-answer.ts';
import type { Hdf5Events, Hdf5Thread } from '../hdf5/hdf5-queue.ts';

/** Starts a worker of the browser that reads HDF5; its library of 4 MB is loaded with it. */
export function startHdf5Thread({ onAnswer, onDeath }: Hdf5Events): Hdf5Thread {
  const worker = new Worker(new URL('./hdf5-worker.ts', import.meta.url), { type: 'module', name: 'HDF5' });
  worker.addEventListener('message', ({ data }: MessageEvent<Hdf5Answer>) => {
    onAnswer(data);
  });
  worker.addEventListener('error', (event) => {
    onDeath(event.message);
  });
  return {
    send: (request) => {
      worker.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
    },
    hold: () => undefined,
    end: () => {
      worker.terminate();
    },
  };
}

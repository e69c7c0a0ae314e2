import type { BoardIntervals } from './board-intervals.ts';
import type { IntervalsRequest } from './intervals.worker.ts';

/** Computes the intervals of a board in a worker of their own, so that the page never waits for them. */
export function computeIntervals(request: IntervalsRequest, signal: AbortSignal): Promise<BoardIntervals | null> {
  const worker = new Worker(new URL('./intervals.worker.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<BoardIntervals | null>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<BoardIntervals | null>) => {
      resolve(data);
    });
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(`The intervals cannot be computed: ${message}`));
    });
    signal.addEventListener('abort', () => {
      reject(new Error('The intervals are no longer needed.'));
    });
  });
  worker.postMessage(request);
  return answer.finally(() => {
    worker.terminate();
  });
}

import { askWorker } from '../../../ui/ask-worker.ts';
import type { BoardIntervals } from './board-intervals.ts';
import type { IntervalsRequest } from './intervals.worker.ts';

/** Computes the intervals of a board in a worker of their own. */
export function computeIntervals(request: IntervalsRequest, signal: AbortSignal): Promise<BoardIntervals | null> {
  const worker = new Worker(new URL('./intervals.worker.ts', import.meta.url), { type: 'module' });
  return askWorker(worker, request, { what: 'The intervals', signal });
}

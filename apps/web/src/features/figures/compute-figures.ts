import { askWorker } from '../../ui/ask-worker.ts';
import type { BoardFigures } from './board-figures.ts';
import type { FiguresRequest } from './figures.worker.ts';

/** Computes what the figures of a board are drawn from, in a worker of their own. */
export function computeFigures(request: FiguresRequest, signal: AbortSignal): Promise<BoardFigures | null> {
  const worker = new Worker(new URL('./figures.worker.ts', import.meta.url), { type: 'module' });
  return askWorker(worker, request, { what: 'The figures', signal });
}

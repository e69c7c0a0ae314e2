import { askWorker } from '../../../ui/ask-worker.ts';
import type { PairedRequest, PairedRow } from './paired-summary.ts';

/** Compares two candidates over many images in a worker of its own. */
export function computePaired(request: PairedRequest, signal: AbortSignal): Promise<PairedRow[]> {
  const worker = new Worker(new URL('./paired.worker.ts', import.meta.url), { type: 'module' });
  return askWorker(worker, request, { what: 'The paired differences', signal });
}

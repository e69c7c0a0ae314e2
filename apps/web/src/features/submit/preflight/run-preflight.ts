import type { Checked, PreflightAnswer, PreflightRequest } from './messages.ts';

interface Following {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Checks predictions in a worker of its own, so that the page answers meanwhile. */
export function runPreflight(request: PreflightRequest, { onProgress, signal }: Following): Promise<Checked> {
  const worker = new Worker(new URL('./preflight.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Checked>((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('The check was stopped.'));
    });
    worker.addEventListener('error', () => {
      reject(
        new Error('The check stopped: the browser ended it, as it does when memory runs out. Choose fewer files.'),
      );
    });
    worker.addEventListener('message', ({ data }: MessageEvent<PreflightAnswer>) => {
      if (data.kind === 'progress') onProgress(data.done, data.total);
      else if (data.kind === 'checked') resolve(data.checked);
      else reject(new Error(data.message));
    });
    worker.postMessage(request);
  }).finally(() => {
    worker.terminate();
  });
}

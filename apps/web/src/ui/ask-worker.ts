/**
 * Has a worker answer one question, so that the page never waits for it. The worker ends with the answer.
 *
 * @param what is asked for, for the sentence that says it failed, such as `The intervals`
 */
export function askWorker<Answer>(
  worker: Worker,
  request: unknown,
  { what, signal }: { readonly what: string; readonly signal: AbortSignal },
): Promise<Answer> {
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      resolve(data);
    });
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(`${what} cannot be computed: ${message}`));
    });
    signal.addEventListener('abort', () => {
      reject(new Error(`${what} are no longer needed.`));
    });
  });
  worker.postMessage(request);
  return answer.finally(() => {
    worker.terminate();
  });
}

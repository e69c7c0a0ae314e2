/** What runs in the thread of `readHdf5Labels`: reads one file at a time. */
import { parentPort } from 'node:worker_threads';
import { FormatError } from '../format-error.ts';
import type { Hdf5Answer, Hdf5Request } from './hdf5-answer.ts';
import { extractHdf5Labels } from './hdf5-labels.ts';

parentPort?.on('message', (request: Hdf5Request) => {
  void answer(request).then((message) => {
    post(message);
  });
});
post('further'); // it has started

function post(message: Hdf5Answer): void {
  const moved = typeof message === 'object' && 'labels' in message ? [message.labels.values.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(message, moved);
}

async function answer({ bytes, choice }: Hdf5Request): Promise<Hdf5Answer> {
  try {
    const further = () => {
      post('further');
    };
    return { labels: await extractHdf5Labels(bytes, choice, further) };
  } catch (error) {
    if (error instanceof FormatError) return { refused: { code: error.code, message: error.message } };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

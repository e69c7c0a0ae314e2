import type { CellColumns, CellRecordHead } from '@cellboard/evaluation';
import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** `.ts` when running from source, `.js` when built. */
const extension = extname(import.meta.url);

/**
 * Writes a record of cells as `cellRecordBytes` does, but in a thread of its own: a row group takes some 100 ms, in which
 * the process would answer nobody.
 */
export async function* recordBytes(
  images: AsyncIterable<CellColumns>,
  head: CellRecordHead,
): AsyncGenerator<Uint8Array> {
  const thread = new Worker(new URL(`./record-thread.worker${extension}`, import.meta.url), {
    workerData: head,
    execArgv: extension === '.ts' ? ['--conditions=@cellboard/source'] : [],
  });
  const tell = async (image: CellColumns | null): Promise<Uint8Array> => {
    const answered = once(thread, 'message') as Promise<[Uint8Array]>;
    thread.postMessage(image);
    return (await answered)[0];
  };
  try {
    for await (const image of images) {
      const piece = await tell(image);
      if (piece.length > 0) yield piece;
    }
    yield await tell(null);
  } finally {
    await thread.terminate();
  }
}

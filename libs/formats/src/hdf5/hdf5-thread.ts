import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import type { Hdf5Answer } from './hdf5-answer.ts';

/**
 * Longest time without a sign from the thread; it gives one for every 16 MiB that it has read. A sound file needs much
 * less, also on a machine that is busy.
 */
const SILENCE_MS = 10_000;

/** `.ts` where the sources run as they are, `.js` where they have been built. */
const entry = new URL(`./hdf5-worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

let thread: Worker | undefined;
let busy: Promise<unknown> = Promise.resolve();

/**
 * Reads a label image from an HDF5 file: of ilastik (`exported_data`, with its axes), MATLAB 7.3, and any other whose
 * arrays are compressed with deflate or not at all. Of a stack, only the chosen plane is read.
 *
 * The library has no end of its own for some damaged files. So it runs in a thread that is ended when it gives no
 * sign, and that reads one file after the other.
 *
 * @throws FormatError SEVERAL_IMAGES if it holds several arrays or planes and none was chosen; UNSUPPORTED for other
 *   compression and data in other files; TOO_LARGE, NOT_LABELS, or CORRUPT if the library cannot read it
 */
export function readHdf5Labels(bytes: Uint8Array, choice: LabelChoice): Promise<LabelRaster> {
  const labels = busy.then(() => ask(bytes, choice));
  busy = labels.then(forget, forget);
  return labels;
}

/** What the next one waits for must not hold the labels of the last. */
const forget = () => undefined;

function ask(bytes: Uint8Array, choice: LabelChoice): Promise<LabelRaster> {
  const worker = (thread ??= startThread());
  worker.ref(); // the process must not end while somebody waits
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(deadline);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.unref();
    };
    const end = (error: Error) => {
      finish();
      thread = undefined;
      void worker.terminate();
      reject(error);
    };
    const deadline = setTimeout(() => {
      end(new FormatError('CORRUPT', 'The HDF5 file is damaged (reading it does not come to an end). Save it again.'));
    }, SILENCE_MS);
    const onMessage = (answer: Hdf5Answer) => {
      if (answer === 'further') {
        deadline.refresh();
        return;
      }
      finish();
      if ('labels' in answer) resolve(answer.labels);
      else if ('refused' in answer) reject(new FormatError(answer.refused.code, answer.refused.message));
      else reject(new Error(`Reading HDF5 failed: ${answer.fault}`));
    };
    const onError = (cause: unknown) => {
      end(new Error('The thread that reads HDF5 died.', { cause }));
    };
    const onExit = () => {
      end(new Error('The thread that reads HDF5 ended before it answered.'));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    const copy = bytes.slice(); // moved to the thread, where the caller's must not go
    worker.postMessage({ bytes: copy, choice }, [copy.buffer]);
  });
}

/** Its own output would only be that of the library. One that ends while nobody asks is replaced, and harms nobody. */
function startThread(): Worker {
  const worker = new Worker(entry, { stdout: true, stderr: true });
  worker.unref();
  worker.on('error', () => undefined); // else it would end the process
  worker.once('exit', () => {
    if (thread === worker) thread = undefined;
  });
  return worker;
}

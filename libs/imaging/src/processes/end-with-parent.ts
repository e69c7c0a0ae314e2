/**
 * What runs in a thread beside each decoding process: ends the process soon after its parent has ended, also
 * in the middle of a long computation, since nobody would keep it within its limits any more. Its data is the number of
 * the parent, taken before the thread starts.
 */
import { workerData } from 'node:worker_threads';

const LOOK_EVERY_MS = 500;

setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);

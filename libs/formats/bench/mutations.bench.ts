import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { inspect } from '../src/node.ts';
import { damage, randomNumbers, validFiles } from '../src/mutations.fixture.ts';

/**
 * Inspects many damaged files and fails at the first that gets no verdict, or gets it too late; `npm run test:nightly`
 * runs it with a million.
 * `node --conditions=@cellboard/source bench/mutations.bench.ts [files] [seed]`
 */
const [count = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);

/** Milliseconds that a verdict may take, as in the inspecting process. */
const LONGEST = 5000;

/** Bytes of memory in the end, likewise. */
const MOST_MEMORY = 2 ** 30;

/** A damaged HDF5 file often costs a new instance of its library, so it comes once for so many of each other kind. */
const OTHERS_PER_HDF5 = 20;

if (isMainThread) watch();
else await inspectAll(workerData as Int32Array);

/** A thread that stands still cannot tell it. */
function watch(): void {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(import.meta.filename, { workerData: progress, argv: process.argv.slice(2) });
  let last = -1;
  const timer = setInterval(() => {
    if (progress[0] === last) throw new Error(`File ${last} of seed ${seed} gets no verdict within ${LONGEST} ms.`);
    last = progress[0] ?? 0;
  }, LONGEST);
  worker.on('exit', (code) => {
    clearInterval(timer);
    process.exitCode = code;
  });
}

async function inspectAll(progress: Int32Array): Promise<void> {
  const kinds = Object.entries(await validFiles());
  const files = kinds.flatMap(([kind, file]) =>
    Array.from({ length: kind === 'hdf5' ? 1 : OTHERS_PER_HDF5 }, () => ({ kind, file })),
  );
  const random = randomNumbers(seed);
  const start = performance.now();
  let accepted = 0;
  let slowest = { kind: '', ms: 0 };
  for (let i = 0; i < count; i++) {
    progress[0] = i;
    const { kind, file } = files[random(files.length)]!;
    const damaged = damage(file, random);
    const before = performance.now();
    if (await isSound(damaged, `${kind}, file ${i} of seed ${seed}`)) accepted++;
    const ms = performance.now() - before;
    if (ms > slowest.ms) slowest = { kind, ms };
    if (ms > LONGEST) throw new Error(`${kind}, file ${i} of seed ${seed} took ${ms.toFixed(0)} ms.`);
  }
  const memory = process.memoryUsage.rss();
  console.log(
    `${count} damaged files of ${kinds.length} kinds in ${((performance.now() - start) / 1000).toFixed(0)} s: ` +
      `all got a verdict, ${accepted} are still sound, the slowest (${slowest.kind}) took ${slowest.ms.toFixed(0)} ms, ` +
      `memory ${Math.round(memory / 2 ** 20)} MiB.`,
  );
  if (memory > MOST_MEMORY) throw new Error(`The files left ${memory} bytes of memory in use.`);
}

async function isSound(damaged: Uint8Array, name: string): Promise<boolean> {
  try {
    const { ok, error } = await inspect(damaged);
    if (ok !== (error === null) || error?.message === '') throw new Error('There is no verdict.');
    return ok;
  } catch (error) {
    console.error(`${name}: ${Buffer.from(damaged).toString('base64')}`);
    throw error;
  }
}

import { inspect } from '../src/inspect.ts';
import { mutate, randomNumbers, validFiles } from '../src/mutations.fixture.ts';

/**
 * Inspects many damaged files and stops at the first that gets no verdict.
 * `node --conditions=@cellboard/source bench/mutations.bench.ts [files] [seed]`
 */
const [count = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const files = Object.entries(validFiles());
const random = randomNumbers(seed);
let accepted = 0;
let slowest = 0;
for (let i = 0; i < count; i++) {
  const [name, file] = files[i % files.length] ?? ['', new Uint8Array()];
  const damaged = mutate(file, random);
  const start = performance.now();
  try {
    const { ok } = await inspect(damaged);
    if (ok) accepted++;
  } catch (error) {
    console.error(`${name}, file ${i} of seed ${seed}: ${Buffer.from(damaged).toString('base64')}`);
    throw error;
  }
  slowest = Math.max(slowest, performance.now() - start);
}
const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
console.log(`${count} damaged files: ${accepted} still sound, slowest ${slowest.toFixed(0)} ms, memory ${memory} MiB.`);

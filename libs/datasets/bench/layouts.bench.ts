import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { decodeSamples } from '@cellboard/formats/node';
import type { LayoutEntry, LayoutImage } from '../src/entries/layout-entry.ts';
import { families, putFamily, type Family, type PairPaths } from '../src/families.fixture.ts';
import { publishedLayouts } from '../src/layouts.ts';
import { examineImage } from '../src/quality/examine-image.ts';

// Imports datasets as they are published, beside decoding the same files alone. A dry run checks and measures every
// image. An import does that, too, and makes the files of an entry once more only where it found no room to keep them:
// `node --conditions=@cellboard/source bench/layouts.bench.ts [part of a name]`

/** Images of each dataset, and how often it is read; the first rounds measure the compiler. */
const [IMAGES, ROUNDS] = [6, 25];

/** Entries at once, as an import takes them. */
const CONCURRENCY = 4;

/** Of the fastest of several runs, in milliseconds an image: of processors, and on the clock. */
interface Fastest {
  readonly cpu: number;
  readonly clock: number;
}

/** The runs take turns, so that others disturb all alike. */
async function fastest(runs: readonly (() => Promise<unknown>)[]): Promise<Fastest[]> {
  const best = runs.map(() => ({ cpu: Infinity, clock: Infinity }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, run] of runs.entries()) {
      const [start, before] = [performance.now(), process.cpuUsage()];
      await run();
      const { user, system } = process.cpuUsage(before);
      const [cpu, clock] = [(user + system) / 1000 / IMAGES, (performance.now() - start) / IMAGES];
      const so = best[i] ?? { cpu, clock };
      best[i] = { cpu: Math.min(so.cpu, cpu), clock: Math.min(so.clock, clock) };
    }
  }
  return best;
}

/** Works on each image of a dataset, a few at once. */
async function eachImage(
  { layout, root }: { layout: string; root: string },
  work: (image: LayoutImage) => Promise<unknown>,
): Promise<void> {
  let images = 0;
  const entries = publishedLayouts[layout]?.read({ root });
  if (!entries) throw new Error(`There is no layout ${layout}.`);
  const take = async (entry: LayoutEntry) => {
    if (entry.kind === 'defect') throw new Error(`${entry.name}: ${entry.message}`);
    if (entry.kind === 'image') {
      await work(entry);
      images++;
    }
  };
  await Readable.from(entries, { highWaterMark: 1 }).forEach(take, { concurrency: CONCURRENCY });
  if (images !== IMAGES) throw new Error(`${layout} has ${images} images instead of ${IMAGES}.`);
}

async function check(image: LayoutImage): Promise<void> {
  const found = await examineImage(image);
  if (found.kind === 'defect') throw new Error(`${found.name}: ${found.message}`);
}

async function measure(name: string, family: Family): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'cellboard-layouts-'));
  try {
    const paths = await putFamily(root, family, { images: IMAGES });
    const decodeAll = async (written: boolean) => {
      const take = async ([image, truth]: PairPaths) => {
        await decodeSamples(await readFile(image));
        const labels = await family.decode(truth);
        if (written) await labels.write();
      };
      await Readable.from(paths, { highWaterMark: 1 }).forEach(take, { concurrency: CONCURRENCY });
    };
    const dataset = { layout: family.layout, root };
    const measured = await fastest([
      () => decodeAll(false),
      () => decodeAll(true),
      () => eachImage(dataset, (image) => image.files()),
      () => eachImage(dataset, check),
    ]);
    const columns = (['cpu', 'clock'] as const).flatMap((of) => {
      const [decoded = NaN, written = NaN, read = NaN, checked = NaN] = measured.map((fast) => fast[of]);
      const shares = [decoded / read, written / read, decoded / checked, decoded / (checked + read)];
      return [...[decoded, written, read, checked].map((ms) => ms.toFixed(1)), ...shares.map((x) => x.toFixed(2))];
    });
    console.log(`${name.padEnd(24)}${columns.map((text) => text.padStart(7)).join('')}`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const [wanted = ''] = process.argv.slice(2);
console.log(
  'ms an image, of processors and then on the clock: decoding images and truths; writing the truths too; reading the entries with ' +
    'their files; checking them. Then the speed of reading as a share of decoding, and of decoding and writing; that of checking, ' +
    'and of checking and reading, as a share of decoding.',
);
for (const [name, family] of Object.entries(families)) if (name.includes(wanted)) await measure(name, family);

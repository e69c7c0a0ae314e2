import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { decodeLabels, decodeSamples, encodeLabels, openSharp } from '@cellboard/formats/node';
import { asciiMaskTruth } from '../src/cpm/ascii-mask.ts';
import type { LayoutEntry, LayoutImage } from '../src/entries/layout-entry.ts';
import { publishedLayouts } from '../src/layouts.ts';
import { examineImage } from '../src/quality/examine-image.ts';
import { maskPng, type Area } from '../src/layouts/pictures.fixture.ts';
import { matFile, plane } from '../src/matlab/mat.fixture.ts';
import { imageScope, layer, type Corners } from '../src/xml/image-scope.fixture.ts';

// Imports datasets as they are published, beside decoding the same files alone. An import reads a dataset twice: first every
// image is checked and measured (all of a dry run), then the files of every entry are made once more and sent:
// `node --conditions=@cellboard/source bench/layouts.bench.ts [part of a name]`

/** Images of each dataset, and how often it is read; the first rounds measure the compiler. */
const [IMAGES, ROUNDS] = [6, 25];

/** Entries at once, as an import takes them. */
const CONCURRENCY = 4;

/** Nuclei lie in a grid of this many pixels, and are half as wide. */
const GRID = 40;

interface Family {
  readonly layout: string;
  readonly width: number;
  readonly height: number;
  /** Paths of an image and its truth. */
  readonly paths: (index: number) => readonly [image: string, truth: string];
  readonly truth: () => Uint8Array | string;
  /** Decodes a truth alone; what it gives can be written as a label image. */
  readonly decode: (path: string) => Promise<Writable>;
}

interface Writable {
  readonly write: () => Promise<unknown>;
}

/** Decodes a label image, with its cells in order. */
async function labelsIn(path: string, choice: Parameters<typeof decodeLabels>[1]): Promise<Writable> {
  const { pixels } = await decodeLabels(await readFile(path), choice);
  return { write: () => encodeLabels(pixels) };
}

function centres(width: number, height: number): (readonly [x: number, y: number])[] {
  const columns = Math.floor(width / GRID);
  const count = columns * Math.floor(height / GRID);
  return Array.from({ length: count }, (_, i) => [
    GRID / 2 + GRID * (i % columns),
    GRID / 2 + GRID * Math.floor(i / columns),
  ]);
}

/** Discs as rows of pixels. */
function discs(width: number, height: number, idOf: (index: number) => number): Area[] {
  const radius = GRID / 4;
  return centres(width, height).flatMap(([x, y], i) =>
    Array.from({ length: 2 * radius }, (_, row): Area => {
      const half = Math.round(Math.sqrt(radius ** 2 - (row + 0.5 - radius) ** 2));
      return [idOf(i), x - half, y - radius + row, x + half, y - radius + row + 1];
    }),
  );
}

/** Discs as polygons of 60 corners. */
function polygons(width: number, height: number): Corners[] {
  return centres(width, height).map(([x, y]) =>
    Array.from({ length: 60 }, (_, i): [number, number] => {
      const angle = (i / 30) * Math.PI;
      return [x + (GRID / 4) * Math.cos(angle), y + (GRID / 4) * Math.sin(angle)];
    }),
  );
}

/** A picture as noisy as stained tissue, in a file as most programs write it: with a filter chosen for each row. */
async function picture({ width, height }: Family, seed: number): Promise<Uint8Array> {
  const samples = new Uint8Array(width * 3 * height);
  let state = seed + 1;
  for (let i = 0; i < samples.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    samples[i] = 150 + ((state >>> 16) % 16) + 40 * Math.sin(i / 300) + 20 * Math.sin(i / width / 30);
  }
  const { sharp } = await openSharp();
  const raw = { width, height, channels: 3 } as const;
  return new Uint8Array(await sharp(samples, { raw }).png({ adaptiveFiltering: true }).toBuffer());
}

const large = { width: 1000, height: 1000 };

const families: Readonly<Record<string, Family>> = {
  'MATLAB (CoNSeP)': {
    ...large,
    layout: 'consep',
    paths: (i) => [`Train/Images/train_${i}.png`, `Train/Labels/train_${i}.mat`],
    truth: () =>
      matFile(
        [
          plane(
            'inst_map',
            [1000, 1000],
            discs(1000, 1000, (i) => 2 * i + 1),
          ),
        ],
        true,
      ),
    decode: (path) => labelsIn(path, { part: 'inst_map' }),
  },
  'XML outlines (MoNuSeg)': {
    ...large,
    layout: 'monuseg',
    paths: (i) => [`Tissue Images/TCGA-AA-000${i}-01Z-00-DX1.png`, `Annotations/TCGA-AA-000${i}-01Z-00-DX1.xml`],
    truth: () => imageScope([layer('Description', polygons(1000, 1000))]),
    decode: (path) => labelsIn(path, { size: large }),
  },
  'masks (TNBC)': {
    layout: 'tnbc',
    width: 512,
    height: 512,
    paths: (i) => [`Slide_01/01_${i}.png`, `GT_01/01_${i}.png`],
    truth: () =>
      maskPng(
        512,
        512,
        discs(512, 512, () => 255),
      ),
    decode: (path) => labelsIn(path, { components: true }),
  },
  'texts of ids (CPM-15)': {
    layout: 'cpm-15',
    width: 600,
    height: 1000,
    paths: (i) => [`image0${i}.png`, `image0${i}_mask.txt`],
    truth: () =>
      `600 1000\n${plane(
        '',
        [600, 1000],
        discs(600, 1000, (i) => i + 1),
      ).values.join('\n')}\n`,
    decode: async (path) => ({ write: (await asciiMaskTruth(path)).encode }),
  },
};

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
    const paths = Array.from({ length: IMAGES }, (_, i) => family.paths(i).map((path) => join(root, path)));
    for (const [i, [image = '', truth = '']] of paths.entries()) {
      for (const path of [image, truth]) await mkdir(dirname(path), { recursive: true });
      await writeFile(image, await picture(family, i));
      await writeFile(truth, family.truth());
    }
    const decodeAll = async (written: boolean) => {
      const take = async ([image = '', truth = '']: readonly string[]) => {
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

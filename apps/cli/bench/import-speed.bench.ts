import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { families, putFamily } from '@cellboard/datasets/families.fixture';
import { putConic, putPanNuke } from '@cellboard/datasets/npy-datasets.fixture';
import { sourceWords } from '../src/run-cli.fixture.ts';
import { startApi, type Api } from '../src/server/api.fixture.ts';
import { mapTimes, processorTime, since, totalOf, type ProcessorTime } from './processor-time.ts';

// Imports datasets as they are published into a running server, beside decoding the same images and truths alone in two
// processes. Each import is measured with few images and with many: the difference is what an image takes, the rest is
// the start of the program. All counts what the server does until the command ends; what it does afterwards stands alone.
// `node --conditions=@cellboard/source bench/import-speed.bench.ts [part of a layout] [images] [rounds]`

const [wanted = '', images = '60', rounds = '2'] = process.argv.slice(2);

/** Images whose import is mostly the start of the program. */
const FEW = 8;

/** Seconds on the clock, and of processors. */
interface Time {
  readonly clock: number;
  readonly cpu: ProcessorTime;
}

/** Of one round, for as many images as `many` has more than `few`. */
interface Round {
  readonly decoding: Time;
  readonly checking: Time;
  readonly importing: Time;
  /** What an import of few images takes. */
  readonly start: Time;
  /** Seconds of processors that the server goes on after the import of many images. */
  readonly afterwards: number;
  readonly bytes: number;
}

/** A layout, and what writes a dataset in it, with other images for another seed. */
interface Subject {
  readonly layout: string;
  readonly put: (root: string, count: number, seed: number) => Promise<unknown>;
}

const subjects: Readonly<Record<string, Subject>> = {
  ...Object.fromEntries(
    Object.entries(families).map(([name, family]) => [
      name,
      {
        layout: family.layout,
        put: (root: string, count: number, seed: number) => putFamily(root, family, { images: count, seed }),
      },
    ]),
  ),
  pannuke: { layout: 'pannuke', put: putPanNuke },
  conic: { layout: 'conic', put: putConic },
};

/** Decodes the images and truths of a dataset in two processes, which have loaded the program before. */
async function decodeAll(name: string, root: string, count: number): Promise<Time> {
  const file = fileURLToPath(new URL('./decode-alone.ts', import.meta.url));
  const children = await Promise.all(
    ['0', '1'].map(async (part) => {
      const child = fork(file, [name, root, String(count), part], { execArgv: ['--conditions=@cellboard/source'] });
      await once(child, 'message');
      return child;
    }),
  );
  const start = performance.now();
  const cpu = await Promise.all(
    children.map(async (child) => {
      child.send('go');
      const [seconds] = (await once(child, 'message')) as [number];
      return seconds;
    }),
  );
  const commands = cpu.reduce((sum, one) => sum + one, 0);
  return { clock: (performance.now() - start) / 1000, cpu: { commands, server: 0, decoders: 0 } };
}

/** Runs the command; what the server takes without anything to do does not count. */
async function cellboard(server: number, ...words: string[]): Promise<Time> {
  const rate = await idle(server);
  const [start, before] = [performance.now(), processorTime(server)];
  const child = spawn(process.execPath, [...sourceWords, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`cellboard ${words.join(' ')} ended with ${code}:\n${said}`);
  const clock = (performance.now() - start) / 1000;
  const cpu = since(before, processorTime(server));
  return { clock, cpu: { ...cpu, server: cpu.server - rate * clock } };
}

/**
 * Waits until the server has done what it does in the background, such as pictures, so that each run has the machine.
 *
 * @returns seconds of processors that it takes each second without anything to do
 */
async function idle(server: number): Promise<number> {
  const seconds = 3;
  for (let last = Infinity; ;) {
    const before = processorTime(server);
    await setTimeout(1000 * seconds);
    const rate = totalOf(since(before, processorTime(server))) / seconds;
    if (rate < 0.15 && last < 0.15) return rate;
    last = rate;
  }
}

interface Places {
  readonly api: Api;
  readonly data: string;
  readonly root: string;
  readonly seed: number;
}

async function round(name: string, { layout, put }: Subject, { api, data, root, seed }: Places): Promise<Round> {
  const [few, many] = [join(root, 'few'), join(root, 'many')];
  const count = Number(images);
  await put(few, FEW, 2 * seed);
  await put(many, FEW + count, 2 * seed + 1);
  const server = ['--url', api.url, '--data', data];
  const run = (folder: string, slug: string, ...words: string[]) =>
    cellboard(api.pid, 'import', layout, folder, '--dataset', slug, ...words);
  const start = await run(few, `few-${seed}`, '--new', ...server);
  const importing = await run(many, `many-${seed}`, '--new', ...server);
  const before = processorTime(api.pid);
  await idle(api.pid);
  const afterwards = totalOf(since(before, processorTime(api.pid)));
  const nowhere = ['--dry-run', '--url', 'http://127.0.0.1:9'];
  const startChecking = await run(few, `few-${seed}-dry`, ...nowhere);
  const checking = await run(many, `many-${seed}-dry`, ...nowhere);
  const [decodingFew, decoding] = [await decodeAll(name, few, FEW), await decodeAll(name, many, FEW + count)];
  return {
    decoding: without(decoding, decodingFew),
    checking: without(checking, startChecking),
    importing: without(importing, start),
    ...{ start, afterwards, bytes: ((await bytesIn(many)) * count) / (FEW + count) },
  };
}

function without(time: Time, less: Time): Time {
  return { clock: time.clock - less.clock, cpu: since(less.cpu, time.cpu) };
}

async function bytesIn(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
  return sum;
}

async function measure(name: string, subject: Subject): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-speed-'));
  const data = join(folder, 'data');
  await mkdir(data);
  const api = await startApi(data);
  try {
    const results: Round[] = [];
    // The first round measures the compilers of the server.
    for (let seed = 0; seed <= Number(rounds); seed++) {
      const root = join(folder, 'dataset');
      const result = await round(name, subject, { api, data, root, seed });
      if (seed > 0) results.push(result);
      await rm(root, { recursive: true });
    }
    console.log(line(name, results));
  } finally {
    await api.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

const COLUMNS = [
  'MB an image',
  ...['decoding', 'checking', 'importing'].flatMap((what) => [`${what}: ms`, `${what}: CPU ms`]),
  ...['command', 'server', 'its decoders'].map((part) => `of this: ${part}`),
  ...['checking', 'importing'].flatMap((what) => [`${what} ÷ decoding`, `by CPU`]),
  ...['start: CPU s', 'afterwards: CPU ms'],
];

function line(name: string, results: readonly Round[]): string {
  const of = (value: (round: Round) => number) => median(results.map(value));
  const ms = (value: (round: Round) => number) => ((1000 * of(value)) / Number(images)).toFixed(1);
  const parts = mapTimes(results[0]?.importing.cpu ?? { commands: NaN, server: NaN, decoders: NaN }, (_, part) =>
    Number(ms(({ importing }) => importing.cpu[part])),
  );
  const share = (what: 'checking' | 'importing') => [
    of((one) => one.decoding.clock / one[what].clock).toFixed(2),
    of((one) => totalOf(one.decoding.cpu) / totalOf(one[what].cpu)).toFixed(2),
  ];
  const columns = [
    of(({ bytes }) => bytes / 1e6 / Number(images)).toFixed(2),
    ...(['decoding', 'checking', 'importing'] as const).flatMap((what) => [
      ms((one) => one[what].clock),
      ms((one) => totalOf(one[what].cpu)),
    ]),
    ...[parts.commands, parts.server, parts.decoders].map((part) => part.toFixed(1)),
    ...[...share('checking'), ...share('importing')],
    ...[of(({ start }) => totalOf(start.cpu)).toFixed(1), ms(({ afterwards }) => afterwards)],
  ];
  return `| ${name} | ${columns.join(' | ')} |`;
}

console.log(`| layout | ${COLUMNS.join(' | ')} |\n|${' --- |'.repeat(COLUMNS.length + 1)}`);
for (const [name, subject] of Object.entries(subjects)) if (name.includes(wanted)) await measure(name, subject);

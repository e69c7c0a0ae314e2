import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { families, putFamily } from '@cellboard/datasets/families.fixture';
import { putConic, putPanNuke } from '@cellboard/datasets/npy-datasets.fixture';
import { sourceWords } from '../src/run-cli.fixture.ts';
import { startApi } from '../src/server/api.fixture.ts';

// Imports datasets as they are published into a running server, beside decoding the same images and truths alone in two
// processes. The import is the whole command, from its start to its end, and counts what the server does in that time:
// `node --conditions=@cellboard/source bench/import-speed.bench.ts [part of a layout] [images] [rounds]`

const [wanted = '', images = '40', rounds = '3'] = process.argv.slice(2);

/** Seconds on the clock, and of processors. */
interface Time {
  readonly clock: number;
  readonly cpu: number;
}

/** Of one round. */
interface Round {
  readonly decoding: Time;
  readonly checking: Time;
  readonly importing: Time;
}

/** A layout, and what writes a dataset in it, with other images for another seed. */
interface Subject {
  readonly layout: string;
  readonly put: (root: string, seed: number) => Promise<unknown>;
}

const subjects: Readonly<Record<string, Subject>> = {
  ...Object.fromEntries(
    Object.entries(families).map(([name, family]) => [
      name,
      {
        layout: family.layout,
        put: (root: string, seed: number) => putFamily(root, family, { images: Number(images), seed }),
      },
    ]),
  ),
  pannuke: { layout: 'pannuke', put: (root, seed) => putPanNuke(root, Number(images), seed) },
  conic: { layout: 'conic', put: (root, seed) => putConic(root, Number(images), seed) },
};

/** Decodes the images and truths of a dataset in two processes, which have loaded the program before. */
async function decodeAll(name: string, root: string): Promise<Time> {
  const file = fileURLToPath(new URL('./decode-alone.ts', import.meta.url));
  const children = await Promise.all(
    ['0', '1'].map(async (part) => {
      const child = fork(file, [name, root, images, part], { execArgv: ['--conditions=@cellboard/source'] });
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
  return { clock: (performance.now() - start) / 1000, cpu: cpu.reduce((sum, one) => sum + one, 0) };
}

/** Ticks of the clock in which Linux counts processor time. */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly own: number;
  readonly ended: number;
}

/** Processor time of all processes, by their ids. */
function processTimes(): Map<number, ProcessTimes> {
  const all = new Map<number, ProcessTimes>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
      const at = (index: number) => fields[index] ?? 0;
      const [parent, own, ended] = [at(1), at(11) + at(12), at(13) + at(14)] as const;
      all.set(Number(pid), { parent, own, ended });
    } catch {
      // It ended meanwhile.
    }
  }
  return all;
}

/** Processor time of this process and of all that it has started, in seconds. */
function cpuOfAll(): number {
  const all = processTimes();
  const isOurs = (pid: number): boolean => pid === process.pid || (all.has(pid) && isOurs(all.get(pid)?.parent ?? 0));
  let ticks = 0;
  for (const [pid, { own, ended }] of all) if (isOurs(pid)) ticks += own + ended;
  return ticks / TICKS_PER_SECOND;
}

/** Runs the command; what the server takes without anything to do does not count. */
async function cellboard(...words: string[]): Promise<Time> {
  const rate = await idle();
  const [start, before] = [performance.now(), cpuOfAll()];
  const child: ChildProcess = spawn(process.execPath, [...sourceWords, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`cellboard ${words.join(' ')} ended with ${code}:\n${said}`);
  const clock = (performance.now() - start) / 1000;
  return { clock, cpu: cpuOfAll() - before - rate * clock };
}

/**
 * Waits until the server has done what it does in the background, such as pictures, so that each run has the machine.
 *
 * @returns seconds of processors that it takes each second without anything to do
 */
async function idle(): Promise<number> {
  const seconds = 3;
  for (let last = Infinity; ;) {
    const before = cpuOfAll();
    await setTimeout(1000 * seconds);
    const rate = (cpuOfAll() - before) / seconds;
    if (rate < 0.15 && last < 0.15) return rate;
    last = rate;
  }
}

async function measure(name: string, { layout, put }: Subject): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-speed-'));
  const data = join(folder, 'data');
  await mkdir(data);
  const api = await startApi(data);
  try {
    const results: Round[] = [];
    // The first round measures the compilers of the server.
    for (let seed = 0; seed <= Number(rounds); seed++) {
      const root = join(folder, 'dataset');
      await put(root, seed);
      const server = ['--url', api.url, '--data', data];
      const importing = await cellboard('import', layout, root, '--dataset', `speed-${seed}`, '--new', ...server);
      const checking = await cellboard('import', layout, root, '--dataset', `speed-${seed}-dry`, '--dry-run', '--url', 'http://127.0.0.1:9'); // prettier-ignore
      const decoding = await decodeAll(name, root);
      if (seed > 0) results.push({ decoding, checking, importing });
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

function line(name: string, results: readonly Round[]): string {
  const columns = (['clock', 'cpu'] as const).flatMap((of) => [
    ...(['decoding', 'checking', 'importing'] as const).map((what) =>
      ((1000 * median(results.map((round) => round[what][of]))) / Number(images)).toFixed(1),
    ),
    median(results.map(({ decoding, checking }) => decoding[of] / checking[of])).toFixed(2),
    median(results.map(({ decoding, importing }) => decoding[of] / importing[of])).toFixed(2),
  ]);
  return `${name.padEnd(24)}${columns.map((text) => text.padStart(8)).join('')}`;
}

console.log(
  'ms an image, on the clock and then of processors: decoding alone; a dry run; an import with what the server does. Then ' +
    'the speed of the dry run, and of the import, as a share of decoding. Medians of the rounds.',
);
for (const [name, subject] of Object.entries(subjects)) if (name.includes(wanted)) await measure(name, subject);

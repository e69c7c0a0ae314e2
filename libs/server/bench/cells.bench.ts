/**
 * What records of cells cost: node --import ./tools/register.mjs --conditions=@cellboard/source libs/server/bench/cells.bench.ts [images] [cells]
 *
 * Writes a record of so many images with so many cells on either side, with the writer and with DuckDB's own COPY; asks
 * it through the process that the server asks; and measures what recording one image takes beside scoring it.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { cellRecordBytes, recordImage, scoreImage, type CellColumns, type KeptLabels } from '@cellboard/evaluation';
import { encodeLabels, writeLabelFile } from '@cellboard/formats/node';
import { ndArray, toLabelImage } from '@cellboard/labels';
import { resolveMetrics } from '@cellboard/metrics';
import { CellQueries } from '../src/cells/cell-queries.ts';

const images = Number(process.argv[2] ?? 2000);
const cells = Number(process.argv[3] ?? 150);
const folder = await mkdtemp(join(tmpdir(), 'cellboard-bench-'));
const path = join(folder, 'record.parquet');
const queries = new CellQueries();
try {
  await writing();
  await asking();
  await recording();
} finally {
  await queries.onModuleDestroy();
  await rm(folder, { recursive: true, force: true });
}

/** Cells like those of a real result: most are found well, some not at all. */
function columns(number: number): CellColumns {
  const random = lcg(number + 1);
  const rows = 2 * cells;
  const fill = <T extends { [i: number]: number }>(array: T, value: (i: number) => number): T => {
    for (let i = 0; i < rows; i++) array[i] = value(i);
    return array;
  };
  const iou = fill(new Float64Array(rows), () => (random() < 0.1 ? 0 : 0.3 + 0.7 * random()));
  return {
    image: `plate-${String(number).padStart(5, '0')}`,
    truthCells: cells,
    cell: fill(new Int32Array(rows), (i) => (i % cells) + 1),
    originalId: fill(new Float64Array(rows), (i) => 3 * (i % cells) + 1),
    matchedId: fill(new Float64Array(rows), (i) => (iou[i]! >= 0.5 ? 3 * (i % cells) + 1 : 0)),
    status: fill(new Uint8Array(rows), (i) => (iou[i]! >= 0.5 ? 0 : iou[i] === 0 ? (i < cells ? 1 : 2) : 5)),
    iou,
    dice: fill(new Float64Array(rows), (i) => (2 * iou[i]!) / (1 + iou[i]!)),
    hausdorff: fill(new Float64Array(rows), () => 30 * random()),
    area: fill(new Int32Array(rows), () => 20 + Math.floor(1500 * random() * random())),
    perimeter: fill(new Float32Array(rows), () => 20 + 100 * random()),
    centroidRow: fill(new Float32Array(rows), () => 512 * random()),
    centroidColumn: fill(new Float32Array(rows), () => 512 * random()),
    touchesBorder: fill(new Uint8Array(rows), () => Number(random() < 0.05)),
    neighbourDistance: fill(new Float32Array(rows), () => 40 * random()),
    channels: Array.from({ length: 3 }, () => ({
      inside: fill(new Float32Array(rows), () => 4000 * random()),
      ring: fill(new Float32Array(rows), () => 2000 * random()),
    })),
  };
}

async function writing(): Promise<void> {
  const all = Array.from({ length: images }, (_, i) => columns(i));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const from = performance.now();
  const pieces: Uint8Array[] = [];
  for await (const piece of cellRecordBytes(slowly(all), head(3))) pieces.push(piece);
  const took = performance.now() - from;
  delay.disable();
  await writeFile(path, Buffer.concat(pieces));
  const { size } = await stat(path);
  console.log(
    `${2 * images * cells} rows: written in ${took.toFixed(0)} ms, ${mib(size)} MiB, ` +
      `longest stop of the event loop ${(delay.max / 1e6).toFixed(0)} ms`,
  );
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(`create table cells as select * from read_parquet('${path}')`);
  const begin = performance.now();
  await connection.run(`copy cells to '${join(folder, 'copy.parquet')}' (compression zstd, row_group_size 20000)`);
  const copied = await stat(join(folder, 'copy.parquet'));
  console.log(
    `DuckDB's COPY of a table in memory: ${(performance.now() - begin).toFixed(0)} ms, ${mib(copied.size)} MiB`,
  );
  connection.closeSync();
  instance.closeSync();
}

async function* slowly(all: readonly CellColumns[]): AsyncGenerator<CellColumns> {
  for (const one of all) {
    await new Promise(setImmediate);
    yield one;
  }
}

async function asking(): Promise<void> {
  const list = { sort: 'iou', order: 'ascending', after: null, limit: 101 } as const;
  const middle = `plate-${String(Math.floor(images / 2)).padStart(5, '0')}`;
  const after = { value: 0, image: middle, side: 'truth', cell: 1 } as const;
  const asked: Record<string, () => Promise<unknown>> = {
    'first question of a new process': () => queries.list(path, list),
    'worst cells of a slice': () => queries.list(path, list),
    'worst missed cells': () => queries.list(path, { ...list, side: 'truth', status: 'missed' }),
    'the next page of them': () => queries.list(path, { ...list, after }),
    'largest distances': () => queries.list(path, { ...list, sort: 'hausdorff', order: 'descending' }),
    'cells of one image': () => queries.list(path, { ...list, image: middle, sort: 'number', limit: 1001 }),
    'counts by size decile': () => queries.countBySize(path),
    'a piece of CSV, 10,000 rows': () => queries.csv(path, { image: null, from: 10_000 }),
  };
  for (const [name, ask] of Object.entries(asked)) {
    const times: number[] = [];
    for (let i = 0; i < (name.startsWith('first') ? 1 : 9); i++) times.push(await timed(ask));
    times.sort((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)] ?? 0;
    console.log(`${name.padEnd(34)} median ${median.toFixed(0)} ms, slowest ${(times.at(-1) ?? 0).toFixed(0)} ms`);
  }
  console.log(`memory of the process: ${(await childMemory()).join(', ')} MiB`);
}

/** What recording an image takes, beside scoring it by every metric; both in this process, one after the other. */
async function recording(): Promise<void> {
  const job = await pair(512, 170);
  const metrics = resolveMetrics('all');
  const works = {
    'scored by every metric': () => scoreImage({ ...job, metrics, perCell: false }),
    'cells recorded': () => recordImage(job),
  };
  const medians = new Map<string, number>();
  for (const [name, work] of Object.entries(works)) {
    const times: number[] = [];
    for (let i = 0; i < 30; i++) times.push(await timed(work));
    medians.set(name, times.sort((a, b) => a - b)[15] ?? 0);
  }
  const [scored = 1, recorded = 0] = Array.from(medians.values());
  console.log(
    `512 × 512 pixels of 16 bits, 170 cells: scored ${scored.toFixed(1)} ms, recorded ${recorded.toFixed(1)} ms, ` +
      `${(recorded / scored).toFixed(2)} ×`,
  );
}

async function pair(side: number, count: number) {
  const made = { truth: discs(side, count, 0), prediction: discs(side, count, 2) };
  const random = lcg(5);
  const samples = Uint16Array.from({ length: side * side }, () => 300 + 4000 * random());
  const picture = join(folder, 'picture.png');
  await writeFile(picture, await encodeLabels(ndArray(samples, [side, side])));
  const keep = async (name: 'truth' | 'prediction'): Promise<KeptLabels> => {
    const original = sha256(Buffer.from(name));
    const bytes = await writeLabelFile(toLabelImage(ndArray(made[name], [side, side])), original);
    await writeFile(join(folder, name), bytes);
    return { path: join(folder, name), sha256: sha256(bytes), original };
  };
  return { image: 'one', truth: await keep('truth'), prediction: await keep('prediction'), ignore: null, picture };
}

/** Cells on a grid as discs, each moved by up to so many pixels. */
function discs(side: number, count: number, moved: number): Uint16Array {
  const pixels = new Uint16Array(side * side);
  const random = lcg(9);
  const perRow = Math.ceil(Math.sqrt(count));
  const step = side / perRow;
  for (let cell = 0; cell < count; cell++) {
    const [y, x] = [Math.floor(cell / perRow), cell % perRow].map((at) => (at + 0.5) * step + moved * (random() - 0.5));
    const radius = step * (0.25 + 0.2 * random());
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++)
        if ((row - y!) ** 2 + (column - x!) ** 2 <= radius ** 2) pixels[row * side + column] = cell + 1;
    }
  }
  return pixels;
}

function head(channels: number) {
  return { evaluation: 'bench', dataset: 'bench', datasetVersion: 1, channels };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function childMemory(): Promise<string[]> {
  const tasks = await readdir('/proc/self/task');
  const children = await Promise.all(tasks.map((task) => readFile(`/proc/self/task/${task}/children`, 'utf8')));
  const pids = children.flatMap((text) => text.split(' ').filter(Boolean));
  return Promise.all(
    pids.map(async (pid) => {
      const kb = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
      return (Number(kb) / 1024).toFixed(0);
    }),
  );
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Numbers from 0 to 1 that are the same on every machine. */
function lcg(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

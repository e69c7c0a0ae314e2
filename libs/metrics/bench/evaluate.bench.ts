import { toLabelImage, type LabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';
import sharp from 'sharp';

import { resolveMetrics } from '../src/catalog/catalog.ts';
import { evaluatePair } from '../src/pair/evaluate-pair.ts';
import type { MetricId } from '../src/catalog/metric-id.ts';
import { overlapTable } from '../src/overlap/overlap-table.ts';
import { cellImages, type CellImageOptions } from './cell-images.ts';
import { cost, SPENT_MS, WARM_RUNS } from './cost.ts';

const sets: readonly CellImageOptions[] = [
  { height: 256, width: 256, cells: 30, seed: 1 },
  { height: 512, width: 512, cells: 90, seed: 2 },
  { height: 512, width: 512, cells: 170, seed: 3 },
  { height: 1040, width: 1408, cells: 300, seed: 4 },
  { height: 2000, width: 2000, cells: 2000, seed: 5 },
];

const groups: Readonly<Record<string, readonly MetricId[]>> = {
  'mDice mIoU mHD': ['mDice', 'mIoU', 'mHD'],
  mHD: ['mHD'],
  'ten thresholds': resolveMetrics('all').filter((id) => id.includes('@0.')),
  'AJI+': ['ajiPlus'],
  outlines: ['hd95', 'assd', 'nsd@2'],
  information: ['voiSplit', 'voiMerge', 'nmi', 'are'],
};

/** As {@link cost}, for work that other threads of this process do. */
async function costOfThreads(work: () => Promise<unknown>): Promise<number> {
  for (let run = 0; run < WARM_RUNS; run++) await work();
  const start = process.cpuUsage();
  for (let runs = 1; ; runs++) {
    await work();
    const { user, system } = process.cpuUsage(start);
    const spent = (user + system) / 1000;
    if (spent >= SPENT_MS) return spent / runs;
  }
}

async function decoded(png: Buffer): Promise<Uint16Array> {
  const { data } = await sharp(png)
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  return new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
}

function sumOf(pixels: Uint16Array): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i++) sum += pixels[i]!;
  return sum;
}

/** The same image without anything worked out before. */
const fresh = (image: LabelImage): LabelImage => ({ ...image });

/** Measures all steps on one set of images; processor time in ms per pair of images. */
export async function benchSet(options: CellImageOptions): Promise<Record<string, number>> {
  const { height, width } = options;
  const pair = cellImages(options);
  const encode = (pixels: Uint16Array) =>
    sharp(pixels, { raw: { width, height, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
  const [truthPng, predictionPng] = [await encode(pair.truth), await encode(pair.prediction)];
  const [t, p] = [ndarray(pair.truth, [height, width]), ndarray(pair.prediction, [height, width])];
  const [truth, prediction] = [toLabelImage(t), toLabelImage(p)];
  const times: Record<string, number> = {};
  times.decode = await costOfThreads(async () => [await decoded(truthPng), await decoded(predictionPng)]);
  times['memory pass'] = cost(() => sumOf(pair.truth) + sumOf(pair.prediction));
  times.numbering = cost(() => [toLabelImage(t), toLabelImage(p)]);
  times['overlap table'] = cost(() => overlapTable(truth, prediction));
  times['overlap from pixels'] = cost(() => overlapTable(fresh(truth), fresh(prediction)));
  for (const [name, metrics] of Object.entries(groups)) {
    times[name] = cost(() => evaluatePair(truth, prediction, { metrics }));
  }
  times['three from pixels'] = cost(() => evaluatePair(t, p, { metrics: ['mDice', 'mIoU', 'mHD'] }));
  times['catalogue from pixels'] = cost(() => evaluatePair(t, p));
  times['and every cell'] = cost(() => evaluatePair(t, p, { perCell: true }));
  return times;
}

/** Prints the table of all sets. */
export async function benchEvaluate(): Promise<void> {
  const columns: Record<string, Record<string, string>> = {};
  for (const options of sets) {
    const times = await benchSet(options);
    const name = `${options.height}×${options.width}/${options.cells}`;
    const pixels = options.height * options.width;
    const perPixel = (step: string) => ((1e6 * times[step]!) / pixels).toFixed(2);
    const ratio = (a: string, b: string) => `${(times[a]! / times[b]!).toFixed(2)} ×`;
    const rows: [string, string][] = [
      ...Object.entries(times).map(([step, ms]): [string, string] => [`${step}, ms`, ms.toFixed(2)]),
      ['overlap table, ns/pixel', perPixel('overlap table')],
      ['overlap from pixels, ns/pixel', perPixel('overlap from pixels')],
      ['overlap from pixels / memory pass', ratio('overlap from pixels', 'memory pass')],
      ['three from pixels / decode', ratio('three from pixels', 'decode')],
      ['catalogue from pixels / decode', ratio('catalogue from pixels', 'decode')],
    ];
    for (const [row, value] of rows) (columns[row] ??= {})[name] = value;
  }
  console.table(columns);
}

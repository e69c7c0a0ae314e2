// Label files beside PNG: size, writing, and decoding to runs, to the overlap table and to every metric, on made images
// and, where there is a folder of real masks, on those. Processor time in ms of one image or pair, all in the same
// minute. Run with: node --conditions=@cellboard/source tools/bench/label-files.mjs [folder of PNG masks]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { decodeLabels, encodePng16, readLabelFile, writeLabelFile } from '../../libs/formats/src/node.ts';
import { ndArray, runsOf, toLabelImage } from '../../libs/labels/src/index.ts';
import { evaluatePair } from '../../libs/metrics/src/index.ts';
import { overlapTable } from '../../libs/metrics/src/overlap/overlap-table.ts';
import { cellImages } from '../../libs/metrics/bench/cell-images.ts';

const ORIGINAL = '00'.repeat(32);
const WARM_RUNS = 5;
const SPENT_MS = 300;

const made = [
  { height: 512, width: 512, cells: 87, seed: 1 },
  { height: 512, width: 512, cells: 170, seed: 3 },
  { height: 1040, width: 1408, cells: 300, seed: 4 },
  { height: 2000, width: 2000, cells: 2000, seed: 5 },
];

async function cost(work) {
  for (let run = 0; run < WARM_RUNS; run++) await work();
  const start = process.threadCpuUsage();
  for (let runs = 1; ; runs++) {
    await work();
    const { user, system } = process.threadCpuUsage(start);
    if ((user + system) / 1000 >= SPENT_MS) return (user + system) / 1000 / runs;
  }
}

async function measure([truth, prediction]) {
  const pixels = [truth, prediction];
  const images = pixels.map(toLabelImage);
  const pngs = await Promise.all(pixels.map(encodePng16));
  const files = await Promise.all(images.map((image) => writeLabelFile(image, ORIGINAL)));
  const bothPng = async () => [await decodeLabels(pngs[0]), await decodeLabels(pngs[1])];
  const bothFiles = async () => (await Promise.all(files.map(readLabelFile))).map(({ labels }) => labels);
  const row = {
    runs: runsOf(images[0]).cell.length,
    'PNG kB': pngs[0].length / 1000,
    'file kB': files[0].length / 1000,
    'write PNG': await cost(() => encodePng16(pixels[0])),
    'write file': await cost(() => writeLabelFile(toLabelImage(pixels[0]), ORIGINAL)),
    'PNG to runs': await cost(() => decodeLabels(pngs[0])),
    'file to runs': await cost(() => readLabelFile(files[0])),
    'file to pixels': await cost(async () => (await readLabelFile(files[0])).labels.pixels.data),
    'pair, PNG to table': await cost(async () => overlapTable(...(await bothPng()))),
    'pair, file to table': await cost(async () => overlapTable(...(await bothFiles()))),
    'pair, every metric alone': await cost(() => evaluatePair(...images)),
    'pair, PNG to every metric': await cost(async () => evaluatePair(...(await bothPng()))),
    'pair, file to every metric': await cost(async () => evaluatePair(...(await bothFiles()))),
  };
  const alone = row['pair, every metric alone'];
  row['PNG / metrics alone'] = row['pair, PNG to every metric'] / alone;
  row['file / metrics alone'] = row['pair, file to every metric'] / alone;
  return row;
}

const columns = {};
const add = (name, row) => {
  for (const [what, value] of Object.entries(row)) (columns[what] ??= {})[name] = Number(value.toFixed(3));
};
for (const { height, width, cells, seed } of made) {
  const pair = cellImages({ height, width, cells, seed });
  const views = [pair.truth, pair.prediction].map((data) => ndArray(data, [height, width]));
  add(`${height}×${width}/${cells}`, await measure(views));
}
const folder = process.argv[2];
if (folder) {
  const masks = readdirSync(folder).filter((name) => name.endsWith('.png'));
  const rows = [];
  for (const name of masks.slice(0, 12)) {
    const { pixels } = await decodeLabels(new Uint8Array(readFileSync(join(folder, name))));
    rows.push(await measure([pixels, pixels]));
  }
  const mean = Object.keys(rows[0]).map((what) => [what, rows.reduce((sum, row) => sum + row[what], 0) / rows.length]);
  add(`${rows.length} files`, Object.fromEntries(mean));
}
console.table(columns);

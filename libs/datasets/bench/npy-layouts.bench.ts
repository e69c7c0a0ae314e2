import { fork } from 'node:child_process';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { channelOf, numpyLabels } from '@cellboard/formats';
import { encodeLabels, encodeTiffImage, openNpyFile } from '@cellboard/formats/node';
import { emptyLabelImage } from '@cellboard/labels';
import type { LayoutImage } from '../src/entries/layout-entry.ts';
import { publishedLayouts } from '../src/layouts.ts';
import { header, putConic, putPanNuke, SIDE } from '../src/npy/npy-datasets.fixture.ts';
import { examineImage } from '../src/quality/examine-image.ts';

// Reads datasets of .npy files through their layouts beside the bare work that nobody can leave out, and looks how much memory
// a file of 20 GB takes: `node --conditions=@cellboard/source bench/npy-layouts.bench.ts`

const MIB = 2 ** 20;

/** Works on every image, as an import does: its files are made, or checked and measured as well. */
async function readLayout(id: string, root: string, work: (image: LayoutImage) => Promise<unknown>): Promise<void> {
  for await (const entry of publishedLayouts[id]?.read({ root }) ?? []) {
    if (entry.kind === 'defect') throw new Error(entry.message);
    if (entry.kind === 'image') await work(entry);
  }
}

async function check(image: LayoutImage): Promise<void> {
  const found = await examineImage(image);
  if (found.kind === 'defect') throw new Error(`${found.name}: ${found.message}`);
}

/** The same arrays and the same files, without a layout: frames are read, made a label image, and both are written. */
async function readBare(images: string, labels: string, channels: number): Promise<void> {
  await using pictures = await openNpyFile(images);
  await using masks = await openNpyFile(labels);
  const { pixels } = emptyLabelImage(SIDE, SIDE);
  for (let i = 0; i < pictures.count(); i++) {
    const { samples } = await pictures.frame(i);
    const data = new Uint8Array(3 * SIDE * SIDE);
    for (let channel = 0, to = 0; channel < 3; channel++)
      for (let from = channel; from < samples.length; from += 3) data[to++] = Number(samples[from]);
    const frame = await masks.frame(i);
    pixels.data.fill(0);
    for (let channel = 0; channel < channels; channel++) {
      const { values } = numpyLabels(channelOf(frame, channel), {});
      for (let at = 0; at < values.length; at++) if (values[at] !== 0) pixels.data[at] = values[at] ?? 0;
    }
    await encodeTiffImage({ width: SIDE, height: SIDE, channels: 3, data, colours: true });
    await encodeLabels(pixels);
  }
}

/**
 * Milliseconds of the processor in the fastest of some runs, which take turns so that both meet the same machine. Time on
 * the clock would tell what else the machine does.
 */
async function fastest(runs: readonly (() => Promise<void>)[]): Promise<number[]> {
  const best = runs.map(() => Infinity);
  for (let round = 0; round < 9; round++) {
    for (const [i, run] of runs.entries()) {
      const start = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(start);
      best[i] = Math.min(best[i] ?? Infinity, (user + system) / 1000);
    }
  }
  return best;
}

/** A fold of 20 GB whose frames are holes in the file but for the last. */
async function putSparse(root: string): Promise<number> {
  const count = Math.ceil((20 * 2 ** 30) / (SIDE * SIDE * 6 * 8));
  for (const [file, channels] of [
    ['images', 3],
    ['masks', 6],
  ] as const) {
    // prettier-ignore
    const path = join(root, `Fold 1/${file}/fold1/${file}.npy`);
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(path, 'w');
    const head = header('<f8', [count, SIDE, SIDE, channels]);
    await handle.write(head, 0, head.length, 0);
    await handle.truncate(head.length + count * SIDE * SIDE * channels * 8);
    await handle.close();
  }
  return count;
}

/** Peak memory of a process of its own that reads some frames, in MiB. */
async function peakOf(root: string, frames: number): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), ['--child', root, String(frames)]);
  return await new Promise((resolve, reject) => {
    child.on('message', (peak) => {
      resolve(Number(peak));
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`The reader ended with ${String(code)}.`));
    });
  });
}

async function readSome(root: string, frames: number): Promise<void> {
  let read = 0;
  for await (const entry of publishedLayouts['pannuke']?.read({ root }) ?? []) {
    if (entry.kind !== 'image') continue;
    await entry.files();
    if (++read === frames) break;
  }
  process.send?.(process.resourceUsage().maxRSS / 1024);
}

const [flag, home, frames] = process.argv.slice(2);
if (flag === '--child') {
  await readSome(home ?? '', Number(frames));
} else {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-bench-'));
  try {
    const count = 40;
    const [panNuke, conic] = [join(folder, 'pannuke'), join(folder, 'conic')];
    await putPanNuke(panNuke, count);
    await putConic(conic, count);
    console.log(`${'ms an image, fastest'.padEnd(24)}  layout    bare   check   speed of the bare work`);
    for (const { id, root, files, channels } of [
      { id: 'pannuke', root: panNuke, files: ['Fold 1/images/fold1/images.npy', 'Fold 1/masks/fold1/masks.npy'], channels: 5 }, // prettier-ignore
      { id: 'conic', root: conic, files: ['images.npy', 'labels.npy'], channels: 1 },
    ]) {
      const [images = '', labels = ''] = files.map((file) => join(root, file));
      const [layout = 0, bare = 0, checked = 0] = await fastest([
        () => readLayout(id, root, (image) => image.files()),
        () => readBare(images, labels, channels),
        () => readLayout(id, root, check),
      ]);
      const shown = [layout, bare, checked].map((ms) => (ms / count).toFixed(2).padStart(8)).join('');
      console.log(`${id.padEnd(24)}${shown}   ${((100 * bare) / layout).toFixed(0)} %`);
    }
    const sparse = join(folder, 'sparse');
    const all = await putSparse(sparse);
    const few = await peakOf(sparse, 20);
    const many = await peakOf(sparse, 1000);
    console.log(
      `20 GB of masks, ${all} images: peak memory ${few.toFixed(0)} MiB after 20 images, ${many.toFixed(0)} MiB after 1000 (at most 512 MiB wanted; a frame has ${((SIDE * SIDE * 9 * 8) / MIB).toFixed(1)} MiB)`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

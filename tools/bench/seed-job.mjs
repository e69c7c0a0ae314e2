// The job that the benchmark grew from took more than a day: 7,000 images of 512 × 512 pixels with 87 cells each.
// Makes such images as PNG, evaluates 1,750, 3,500 and all 7,000 with the command line tool, and prints wall time,
// processor time, images a second and peak memory. Run with: node --conditions=@cellboard/source tools/bench/seed-job.mjs [images] [folder]
import { spawn } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';

import { cellImages } from '../../libs/metrics/bench/cell-images.ts';

const SIDE = 512;
const CELLS = 87;
const TICKS_PER_SECOND = 100;
const IMAGES = Number(process.argv[2] ?? 7000);
const folder = process.argv[3] ?? join(tmpdir(), 'cellboard-seed-job');
const kinds = ['truth', 'prediction'];
const nameOf = (image) => `${String(image).padStart(5, '0')}.png`;

async function makeImages() {
  for (const kind of kinds) mkdirSync(join(folder, 'all', kind), { recursive: true });
  for (let from = 0; from < IMAGES; from += 16) {
    const batch = Array.from({ length: Math.min(16, IMAGES - from) }, (_, i) => from + i);
    await Promise.all(
      batch.map(async (image) => {
        if (existsSync(join(folder, 'all', 'prediction', nameOf(image)))) return;
        const pair = cellImages({ height: SIDE, width: SIDE, cells: CELLS, seed: image });
        for (const kind of kinds) {
          await sharp(pair[kind], { raw: { width: SIDE, height: SIDE, channels: 1 } })
            .toColourspace('grey16')
            .png({ compressionLevel: 4 })
            .toFile(join(folder, 'all', kind, nameOf(image)));
        }
      }),
    );
  }
}

/** The first images as folders of their own; the files are links. */
function part(count) {
  const at = join(folder, String(count));
  rmSync(at, { recursive: true, force: true });
  for (const kind of kinds) {
    mkdirSync(join(at, kind), { recursive: true });
    for (let image = 0; image < count; image++) {
      linkSync(join(folder, 'all', kind, nameOf(image)), join(at, kind, nameOf(image)));
    }
  }
  return at;
}

/** Largest resident memory in MB and processor time in s of a process so far, where the system tells it. */
function usage(pid, before) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return {
      peak: Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024 || before.peak,
      cpu: (Number(times[11]) + Number(times[12])) / TICKS_PER_SECOND,
    };
  } catch {
    return before;
  }
}

async function evaluate(at, metrics) {
  const start = performance.now();
  const tool = new URL('../../node_modules/.bin/cellboard', import.meta.url).pathname;
  const options = ['--truth', join(at, 'truth'), '--prediction', join(at, 'prediction'), '--metrics', metrics];
  const child = spawn(tool, ['evaluate', ...options, '--threads', '2', '--json', join(at, `${metrics.length}.json`)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let used = { peak: 0, cpu: 0 };
  const watch = setInterval(() => (used = usage(child.pid, used)), 50);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`cellboard evaluate ended with ${code}. What it wrote is above.`);
  return { seconds: (performance.now() - start) / 1000, ...used };
}

const began = performance.now();
await makeImages();
console.info(
  `${IMAGES} pairs of images with ${CELLS} cells are in ${folder}, after ${Math.round((performance.now() - began) / 1000)} s.`,
);
const rows = [];
for (const count of [IMAGES / 4, IMAGES / 2, IMAGES].map(Math.floor)) {
  const at = part(count);
  for (const metrics of ['mDice,mIoU,mHD', 'all']) {
    const { seconds, peak, cpu } = await evaluate(at, metrics);
    const row = {
      images: count,
      metrics,
      'wall s': seconds.toFixed(1),
      'processor s': cpu.toFixed(1),
      'images/s': (count / seconds).toFixed(0),
      'peak MB': peak.toFixed(0),
    };
    rows.push(row);
    console.info(JSON.stringify(row));
  }
}
console.table(rows);

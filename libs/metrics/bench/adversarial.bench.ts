import { existsSync, readFileSync } from 'node:fs';

import { toLabelImage, type LabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';
import sharp from 'sharp';

import * as hard from '../src/distance/adversarial.fixture.ts';
import { nearestPredictions } from '../src/distance/nearest-predictions.ts';
import { overlapTable } from '../src/overlap/overlap-table.ts';
import { evaluatePair } from '../src/pair/evaluate-pair.ts';
import { randomIntegers } from '../src/statistics/random.ts';

const SIDE = 2000;
const MEGAPIXELS = (SIDE * SIDE) / 1e6;

type Kind = readonly [truth: LabelImage, prediction: LabelImage];

/** Images whose cells lie across each other; each is made only when it is measured. */
const kinds: Readonly<Record<string, () => Kind>> = {
  '1,000 row × 1,000 column stripes': () => [hard.rowStripes(SIDE, 1000), hard.columnStripes(SIDE, 1000)],
  '2,000 row × 2,000 column stripes': () => [hard.rowStripes(SIDE, 2000), hard.columnStripes(SIDE, 2000)],
  '2,500 squares × 1,000 noise': () => [hard.squares(SIDE, 50), hard.noise(SIDE, 1000, 1)],
  '1,000 noise × 2,500 squares': () => [hard.noise(SIDE, 1000, 1), hard.squares(SIDE, 50)],
  '2 × 2 combs': () => [hard.rowCombs(SIDE, 2), hard.columnCombs(SIDE, 2)],
  '100 × 100 combs': () => [hard.rowCombs(SIDE, 100), hard.columnCombs(SIDE, 100)],
  '1,000 × 1,000 combs': () => [hard.rowCombs(SIDE, 1000), hard.columnCombs(SIDE, 1000)],
  '100 combs × 1,000 noise': () => [hard.rowCombs(SIDE, 100), hard.noise(SIDE, 1000, 1)],
  '20 × 20 combs with spines': () => [hard.rowFingers(SIDE, 20), hard.columnFingers(SIDE, 20)],
  '200 × 200 combs with spines': () => [hard.rowFingers(SIDE, 200), hard.columnFingers(SIDE, 200)],
  '1 × 40,000': () => [hard.scatteredCell(SIDE, 1, 1), hard.squares(SIDE, 200)],
  'frame and diagonal × 40,000': () => [hard.frameAndDiagonal(SIDE), hard.squares(SIDE, 200)],
  '40,000 × frame and diagonal': () => [hard.squares(SIDE, 200), hard.frameAndDiagonal(SIDE)],
  '40,000 × 1 noise cell of 1.2 Mpx': () => [hard.squares(SIDE, 200), hard.scatteredCell(SIDE, 0.3, 1)],
  '707 rings × 713 rings, shifted': () => [hard.rings(SIDE, 707, 0), hard.rings(SIDE, 713, 3)],
  '1,000 diagonal × 1,000 antidiagonal stripes': () => [hard.diagonals(SIDE, 1000), hard.antidiagonals(SIDE, 1000)],
  '629 sectors × 707 rings': () => [hard.sectors(SIDE, 629), hard.rings(SIDE, 707, 0)],
  '50 spirals × 50 opposite': () => [hard.spirals(SIDE, 50, 1), hard.spirals(SIDE, 50, -1)],
  '200 × 200 combs of diagonals': () => [hard.diagonalCombs(SIDE, 200), hard.antidiagonalCombs(SIDE, 200)],
  '2 × 2 noise': () => [hard.noise(SIDE, 2, 1), hard.noise(SIDE, 2, 2)],
  '4 × 4 noise': () => [hard.noise(SIDE, 4, 1), hard.noise(SIDE, 4, 2)],
  '100 × 100 noise': () => [hard.noise(SIDE, 100, 1), hard.noise(SIDE, 100, 2)],
  '1,000 × 1,000 noise': () => [hard.noise(SIDE, 1000, 1), hard.noise(SIDE, 1000, 2)],
  '40,000 × 40,000 noise': () => [hard.noise(SIDE, 40_000, 1), hard.noise(SIDE, 40_000, 2)],
  '10⁶ × 10⁶ noise': () => [hard.noise(SIDE, 1_000_000, 1), hard.noise(SIDE, 1_000_000, 2)],
};

/** A real truth of 1272×603 pixels, of the development data beside the repository. */
const REAL = new URL(
  '../../../../shared/data/dsb2018/labels/538b7673d507014d83af238876e03617396b70fe27f525f8205a4a96900fbb8e.png',
  import.meta.url,
);

async function realAgainstNoise(): Promise<Kind> {
  const { data, info } = await sharp(readFileSync(REAL))
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const shape = [info.height, info.width];
  const random = randomIntegers(1);
  const ids = Uint16Array.from({ length: info.height * info.width }, () => random(1000) + 1);
  return [
    toLabelImage(ndarray(new Uint16Array(data.buffer, data.byteOffset, ids.length), shape)),
    toLabelImage(ndarray(ids, shape)),
  ];
}

/** Processor time, whatever else the machine does meanwhile. */
function seconds(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Measures mHD of two images; a ratio compares it with numbering the cells of both, in the same second. */
function measured([truth, prediction]: Kind): Record<string, string> {
  const table = overlapTable(truth, prediction);
  const numbering = seconds(() => [toLabelImage(truth.pixels), toLabelImage(prediction.pixels)]);
  let found = nearestPredictions(truth, prediction, table);
  const whole = seconds(() => evaluatePair(truth.pixels, prediction.pixels, { metrics: ['mDice', 'mIoU', 'mHD'] }));
  const time = seconds(() => (found = nearestPredictions(truth, prediction, table)));
  return {
    'mDice, mIoU, mHD from pixels, s': whole.toFixed(2),
    'mHD, s': time.toFixed(2),
    'numbering, s': numbering.toFixed(2),
    'pairs measured': `${found.measured.toLocaleString('en')} of ${(truth.cellCount * prediction.cellCount).toPrecision(2)}`,
    'steps per pixel': (found.steps / table.pixels).toFixed(2),
    'given up': found.givenUp ? 'yes' : '',
  };
}

/** Prints what mHD takes where cells lie across each other. */
export async function benchAdversarial(): Promise<void> {
  const rows: Record<string, Record<string, string>> = {};
  for (const [name, make] of Object.entries(kinds)) rows[name] = measured(make());
  if (existsSync(REAL)) rows['real, 1272×603 × 1,000 noise'] = measured(await realAgainstNoise());
  else console.info('Left out: a real image against noise, because the development data is absent.');
  console.info(`Cells that lie across each other, ${MEGAPIXELS} megapixels:`);
  console.table(rows);
}

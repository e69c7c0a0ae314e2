/**
 * Processor time of each method on a 512 × 512 image: node --conditions=@cellboard/source libs/baselines/bench/baselines.bench.ts
 */
import ndarray from 'ndarray';
import { baselines } from '../src/baselines.ts';

const SIDE = 512;
const CELLS = 150;
const RUNS = 15;

/** Soft bright discs on a noisy background; the numbers come from a small congruential generator. */
function slide(): Uint8Array {
  let state = 1;
  const unit = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const light = new Float64Array(SIDE * SIDE);
  for (let cell = 0; cell < CELLS; cell++) {
    const x = SIDE * unit();
    const y = SIDE * unit();
    const radius = 9 + 8 * unit();
    for (let i = 0; i < light.length; i++) {
      const away = ((i % SIDE) - x) ** 2 + (Math.floor(i / SIDE) - y) ** 2;
      if (away < radius * radius) light[i] = Math.max(light[i]!, 130 * Math.sqrt(1 - away / (radius * radius)));
    }
  }
  return Uint8Array.from(light, (value) => 20 + value + 20 * unit());
}

const grey = slide();
const colour = Uint8Array.from({ length: 3 * grey.length }, (_, i) => {
  const cell = grey[Math.floor(i / 3)]! / 255;
  return [235 - 150 * cell, 190 - 140 * cell, 215 - 90 * cell][i % 3]!;
});
const images = {
  grey: { samples: ndarray(grey, [SIDE, SIDE, 1]), colours: false, bitDepth: 8, whiteIsZero: false },
  colour: { samples: ndarray(colour, [SIDE, SIDE, 3]), colours: true, bitDepth: 8, whiteIsZero: false },
};

for (const { slug, segment } of baselines) {
  for (const [kind, image] of Object.entries(images)) {
    const times = Array.from({ length: RUNS }, () => {
      const before = process.cpuUsage();
      segment(image);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }).sort((a, b) => a - b);
    const cells = new Set(segment(image).data).size - 1;
    const figures = `least ${times[0]!.toFixed(0)} ms, median ${times[RUNS >> 1]!.toFixed(0)} ms of processor time`;
    console.log(`${slug.padEnd(20)} ${kind.padEnd(7)} ${figures}, ${cells} cells`);
  }
}

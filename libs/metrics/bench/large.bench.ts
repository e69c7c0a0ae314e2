import { toLabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';

import { evaluatePair } from '../src/pair/evaluate-pair.ts';

/** Squares of `size` pixels, `gap` apart, in `side` × `side` pixels, moved to the right by `shift`. */
function squares(side: number, size: number, shift: number): Uint32Array {
  const pixels = new Uint32Array(side * side);
  const perRow = Math.floor(side / size);
  for (let y = 0; y < perRow * size; y++) {
    if (y % size === size - 1) continue;
    const firstId = Math.floor(y / size) * perRow + 1;
    for (let x = shift; x < perRow * size; x++) {
      if ((x - shift) % size < size - 1) pixels[y * side + x] = firstId + Math.floor((x - shift) / size);
    }
  }
  return pixels;
}

/** Evaluates images as large as whole slides and prints time and memory. */
export function benchLarge(): void {
  for (const [side, size] of [
    [4000, 4],
    [16_384, 51],
  ] as const) {
    const start = performance.now();
    const truth = toLabelImage(ndarray(squares(side, size, 0), [side, side]));
    const prediction = toLabelImage(ndarray(squares(side, size, 1), [side, side]));
    const made = performance.now();
    const { metrics } = evaluatePair(truth, prediction);
    const seconds = ((performance.now() - made) / 1000).toFixed(1);
    const peak = (process.resourceUsage().maxRSS / 1024 ** 2).toFixed(2);
    console.info(
      `${side}×${side}, ${truth.cellCount} cells: made in ${((made - start) / 1000).toFixed(1)} s, catalogue in ${seconds} s, ` +
        `peak memory ${peak} GB, mIoU ${metrics.mIoU?.toFixed(4)}, mHD ${metrics.mHD?.toFixed(4)}`,
    );
  }
}

import type { BootstrapInput } from './bootstrap.ts';
import { randomIntegers } from './random.ts';

/** Scores between 0 and 1 in thousandths, the same for the same seed. */
export function noise(seed: number, length: number): number[] {
  const random = randomIntegers(seed);
  return Array.from({ length }, () => random(1000) / 1000);
}

/** Two models; the first has no score for one image, the second for none. */
export const withoutScores: BootstrapInput = {
  scores: [
    [1, null, 1],
    [null, null, null],
  ],
  seed: 1,
  resamples: 30,
};

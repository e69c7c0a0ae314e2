import { randomIntegers } from './random.ts';

/** Scores between 0 and 1 in thousandths, the same for the same seed. */
export function noise(seed: number, length: number): number[] {
  const random = randomIntegers(seed);
  return Array.from({ length }, () => random(1000) / 1000);
}

import type { PairScores } from '../pair/evaluate-pair.ts';
import { summarise, type Summary } from './summarise.ts';

/** Scores of a part of a dataset. */
export interface Slice extends Summary {
  /** What the images of the slice share. */
  readonly key: string;
  readonly images: number;
}

/**
 * Summarises images by what they share: a tag, or the bin of a number ({@link quantileBins}) such as density or contrast.
 *
 * @param keyOf the slice of an image; null leaves it out
 * @returns slices in the order in which their keys first appear
 */
export function summariseBy<T extends Pick<PairScores, 'metrics' | 'fractions'>>(
  images: readonly T[],
  keyOf: (image: T) => string | null,
): Slice[] {
  const slices = new Map<string, T[]>();
  for (const image of images) {
    const key = keyOf(image);
    if (key === null) continue;
    const members = slices.get(key);
    if (members) members.push(image);
    else slices.set(key, [image]);
  }
  return Array.from(slices, ([key, members]) => ({ key, images: members.length, ...summarise(members) }));
}

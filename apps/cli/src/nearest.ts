import { distance } from 'fastest-levenshtein';

/**
 * The candidate that differs from a text in the fewest letters, ignoring case.
 *
 * @returns undefined where none comes close: more than a third of the letters would have to change
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(text.length / 3)) + 1;
  for (const candidate of candidates) {
    const different = distance(text.toLowerCase(), candidate.toLowerCase());
    if (different < fewest) [best, fewest] = [candidate, different];
  }
  return best;
}

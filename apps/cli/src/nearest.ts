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

/** The names with those first that come near to a text or contain it, the nearest first; the others keep their order. */
export function nearestFirst(text: string, names: readonly string[]): string[] {
  const wanted = text.toLowerCase();
  const far = Math.max(1, Math.floor(text.length / 2)) + 1;
  const distances = new Map(
    names.map((name) => {
      const other = name.toLowerCase();
      const contains = wanted.length > 1 && (other.includes(wanted) || wanted.includes(other));
      return [name, Math.min(far, contains ? 1 : distance(wanted, other))] as const;
    }),
  );
  return names.toSorted((a, b) => (distances.get(a) ?? far) - (distances.get(b) ?? far));
}

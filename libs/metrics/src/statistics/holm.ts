/**
 * Holm's correction for testing several hypotheses at once: p values that may be compared with the level as they are.
 * Holm, Scandinavian Journal of Statistics 1979.
 *
 * @returns corrected values in the order of `p`
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((i, j) => p[i]! - p[j]!);
  const corrected = new Array<number>(p.length);
  let largest = 0;
  order.forEach((i, place) => {
    largest = Math.max(largest, Math.min(1, (p.length - place) * p[i]!));
    corrected[i] = largest;
  });
  return corrected;
}

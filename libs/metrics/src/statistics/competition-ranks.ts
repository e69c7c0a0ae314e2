/** Which values are better; `none` for numbers that describe and do not judge. */
export type Direction = 'higher' | 'lower' | 'none';

/**
 * Ranks by competition: 1 is best, equals share a rank, and the next rank counts them all (1, 2, 2, 4).
 *
 * Null and NaN never rank above a number; they share the rank behind all numbers.
 * With the direction `none` nothing is better than anything, and all numbers have rank 1.
 *
 * @returns the rank of each value, in the order of `values`
 */
export function competitionRanks(values: readonly (number | null)[], direction: Direction): number[] {
  const numbers = values.filter((value): value is number => value !== null && !Number.isNaN(value));
  const sign = direction === 'higher' ? -1 : 1;
  const sorted = Float64Array.from(numbers, (value) => sign * value).sort();
  return values.map((value) => {
    if (value === null || Number.isNaN(value)) return sorted.length + 1;
    return direction === 'none' ? 1 : firstAtLeast(sorted, sign * value) + 1;
  });
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

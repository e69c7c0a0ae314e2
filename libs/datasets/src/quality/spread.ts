import type { Spread } from '@cellboard/contract';

/**
 * The value below which a part of the others lies, between two neighbours in proportion.
 *
 * @param sorted ascending, at least one
 * @param part 0 … 1
 */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The middle of some values, at least one. */
export function median(values: Iterable<number>): number {
  return quantile(ascending(values), 0.5);
}

/** Values in ascending order; they are not changed. */
export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** Five figures of a distribution, or null of none. */
export function spreadOf(values: Iterable<number>): Spread | null {
  const sorted = ascending(values);
  if (sorted.length === 0) return null;
  const [least, p5, median, p95, greatest] = [0, 0.05, 0.5, 0.95, 1].map((part) => quantile(sorted, part)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { least, p5, median, p95, greatest };
}

/** Limits beyond which a value is far from the others. */
export interface Limits {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** What a median absolute deviation is multiplied with to be the standard deviation of a normal distribution. */
const NORMAL = 1.4826;

/**
 * Limits of what is usual: the median and some deviations to either side. Each side has a deviation of its own, the
 * median absolute deviation of the values on that side, because sizes of cells have a long tail; half of the values
 * may be outliers without moving the limits far (Leys et al., J. Exp. Soc. Psychol. 2013).
 *
 * @param values at least one
 * @param deviations distance of the limits from the median
 * @param least the limits are never nearer to the median than this
 */
export function robustLimits(values: Iterable<number>, deviations: number, least: number): Limits {
  const sorted = ascending(values);
  const middle = quantile(sorted, 0.5);
  const reach = (side: Float64Array) =>
    Math.max(least, deviations * NORMAL * median(side.map((value) => Math.abs(value - middle))));
  return {
    low: middle - reach(sorted.filter((value) => value <= middle)),
    median: middle,
    high: middle + reach(sorted.filter((value) => value >= middle)),
  };
}

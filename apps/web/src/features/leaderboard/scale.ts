import type { Metric } from '@cellboard/contract';

/** Lowest and highest of the scores; null where there is none. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** The span of all scores that are there. */
export function extentOf(scores: readonly (number | null | undefined)[]): Extent | null {
  const known = scores.filter((score) => score !== null && score !== undefined);
  return known.length > 0 ? { min: Math.min(...known), max: Math.max(...known) } : null;
}

/** The best score of an extent, or null for a metric that only describes. */
export function bestOf(metric: Metric, extent: Extent | null): number | null {
  if (!extent || metric.direction === 'none') return null;
  return metric.direction === 'higher' ? extent.max : extent.min;
}

/**
 * A score rescaled over the rows on screen: 1 is the best of them, 0 the worst; where less is better it is turned
 * round. Where all are equal, all are best.
 *
 * @returns a number in [0, 1], or null for a metric that only describes
 */
export function normalise(metric: Metric, score: number, { min, max }: Extent): number | null {
  if (metric.direction === 'none') return null;
  if (max === min) return 1;
  const share = (score - min) / (max - min);
  return metric.direction === 'higher' ? share : 1 - share;
}

/** The length of the bar behind a raw score, in [0, 1]: of the metric's range, or of the largest score where it has no end. */
export function barShare(metric: Metric, score: number, extent: Extent): number {
  const lowest = metric.range[0] ?? Math.min(0, extent.min);
  const highest = metric.range[1] ?? extent.max;
  if (highest <= lowest) return 0;
  return Math.min(1, Math.max(0, (score - lowest) / (highest - lowest)));
}

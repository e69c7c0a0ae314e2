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
 * A score rescaled: 1 is the better end of the extent, 0 the worse; where lower is better the scale is inverted. A score
 * outside the extent is above 1 or below 0. Where both ends are the same, what is as good is 1 and what is worse 0.
 *
 * @returns null for a metric that only describes
 */
export function normalise(metric: Metric, score: number, { min, max }: Extent): number | null {
  if (metric.direction === 'none') return null;
  if (max === min) return score === min || score > min === (metric.direction === 'higher') ? 1 : 0;
  const share = (score - min) / (max - min);
  return metric.direction === 'higher' ? share : 1 - share;
}

/**
 * The length of the bar behind a score, in [0, 1]; the longer the better. In a bounded range it is the share of the
 * range. Without an upper bound it compares with the better end of the extent: twice as far off is a bar about half as
 * long, and what is better still has the whole length. One is added to both, so that a best score of 0 leaves room to
 * tell the others apart.
 *
 * @returns null for a metric that only describes
 */
export function barShare(metric: Metric, score: number, extent: Extent): number | null {
  if (metric.direction === 'none') return null;
  const [lowest, highest] = metric.range;
  if (lowest !== null && highest !== null && highest > lowest) {
    const share = withinScale((score - lowest) / (highest - lowest));
    return metric.direction === 'higher' ? share : 1 - share;
  }
  const base = Math.min(0, extent.min, score);
  const [smaller, larger] =
    metric.direction === 'lower' ? [extent.min - base, score - base] : [score - base, extent.max - base];
  return withinScale((smaller + 1) / (larger + 1));
}

/** A share cut off at the ends of a scale: in [0, 1]. */
export const withinScale = (share: number): number => Math.min(1, Math.max(0, share));

/** How intervals are made. */
export interface IntervalOptions {
  /** The same seed gives the same interval on every machine. */
  readonly seed: number;
  /** Draws of clusters; 1,999 where left out. */
  readonly draws?: number | undefined;
  /** Of confidence; 0.95 where left out. */
  readonly level?: number | undefined;
}

export const DRAWS = 1999;
export const LEVEL = 0.95;

/** Fewer effective clusters beyond one for each dataset than these make an interval unreliable: see docs/statistics.md. */
const RELIABLE = 14;

/** Fewer than these say nothing about how scores vary. */
const LEAST = 4;

/** Whether intervals from so many effective clusters hold what they promise; null: they are not given at all. */
export function reliability(effectiveClusters: number, strata: number): boolean | null {
  const beyond = Number((effectiveClusters - strata).toFixed(6));
  return beyond >= LEAST ? beyond >= RELIABLE : null;
}

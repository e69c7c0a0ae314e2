import type { Bootstrap } from './bootstrap.ts';
import { quantile } from './quantile.ts';
import { sortedNumbers } from './sorted-numbers.ts';

/** A confidence interval; null where the model has no score in any draw. */
export type Interval = readonly [low: number, high: number] | null;

/**
 * Percentile interval of a model's mean.
 *
 * @param model place of the model in the bootstrap's input
 * @param level of confidence, 0.95 for 95 %
 */
export function percentileInterval({ draws }: Bootstrap, model: number, level = 0.95): Interval {
  const sorted = sortedNumbers(draws[model]!);
  const tail = (1 - level) / 2;
  return sorted.length === 0 ? null : [quantile(sorted, tail), quantile(sorted, 1 - tail)];
}

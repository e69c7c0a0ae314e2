import type { Bootstrap } from './bootstrap.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { percentileInterval, type Interval } from './percentile-interval.ts';
import { quantile } from './quantile.ts';
import { sortedNumbers } from './sorted-numbers.ts';

/**
 * BCa interval of a model's mean: percentiles corrected for bias and for skewness, with the acceleration from leaving
 * out every cluster in turn. Efron, Better Bootstrap Confidence Intervals, JASA 1987.
 */
export function bcaInterval(boot: Bootstrap, model: number, level = 0.95): Interval {
  const sorted = sortedNumbers(boot.draws[model]!);
  if (sorted.length === 0) return null;
  const estimate = boot.estimate[model]!;
  let [below, equal] = [0, 0];
  for (const value of sorted) {
    if (value < estimate) below++;
    else if (value === estimate) equal++;
  }
  const bias = normalQuantile((below + equal / 2) / sorted.length);
  const acceleration = accelerationOf(boot.leftOut(model));
  const tail = normalQuantile((1 - level) / 2);
  const place = (z: number) => normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
  if (!Number.isFinite(bias)) return percentileInterval(boot, model, level);
  return [quantile(sorted, place(tail)), quantile(sorted, place(-tail))];
}

function accelerationOf(leftOut: Float64Array): number {
  const values = leftOut.filter((value) => !Number.isNaN(value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [squares, cubes] = [0, 0];
  for (const value of values) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

import type { Bootstrap } from './bootstrap.ts';
import { competitionRanks, type Direction } from './competition-ranks.ts';
import { normalCdf, normalQuantile } from './normal.ts';

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

/** A model's rank among all, and the interval of its rank over the draws. Rank 1 is best. */
export interface RankInterval {
  readonly rank: number;
  readonly low: number;
  readonly high: number;
}

/** Competition ranks of the means and their percentile intervals, the quantiles rounded outwards to whole ranks. */
export function rankIntervals({ estimate, draws }: Bootstrap, direction: Direction, level = 0.95): RankInterval[] {
  const resamples = draws[0]?.length ?? 0;
  const perModel = draws.map(() => new Float64Array(resamples));
  for (let draw = 0; draw < resamples; draw++) {
    const means = draws.map((values) => values[draw]!);
    competitionRanks(means, direction).forEach((rank, model) => (perModel[model]![draw] = rank));
  }
  const ranks = competitionRanks(Array.from(estimate), direction);
  const tail = (1 - level) / 2;
  return perModel.map((values, model) => {
    values.sort();
    return {
      rank: ranks[model]!,
      low: Math.floor(quantile(values, tail)),
      high: Math.ceil(quantile(values, 1 - tail)),
    };
  });
}

/**
 * Share of the draws in which model a is better than model b; draws where they are equal count half.
 * A model without a score in a draw is worse than one with; null if neither ever has one.
 */
export function probabilityBeats(
  { draws }: Bootstrap,
  [a, b]: readonly [a: number, b: number],
  direction: 'higher' | 'lower',
): number | null {
  const sign = direction === 'higher' ? 1 : -1;
  let wins = 0;
  let judged = 0;
  for (let draw = 0; draw < draws[a]!.length; draw++) {
    const [first, second] = [draws[a]![draw]!, draws[b]![draw]!];
    if (Number.isNaN(first) && Number.isNaN(second)) continue;
    judged++;
    if (Number.isNaN(second) || sign * first > sign * second) wins++;
    else if (first === second) wins += 0.5;
  }
  return judged === 0 ? null : wins / judged;
}

/**
 * Whether each model is tied with the leader: the interval of its difference to the leader over the draws holds 0.
 * The leader, and every model with the same mean, is. Models without a score are not.
 */
export function tiedWithLeader(boot: Bootstrap, direction: 'higher' | 'lower', level = 0.95): boolean[] {
  const ranks = competitionRanks(Array.from(boot.estimate), direction);
  const leader = ranks.indexOf(1);
  const best = boot.draws[leader];
  const tail = (1 - level) / 2;
  return boot.draws.map((values, model) => {
    if (!best || Number.isNaN(boot.estimate[model]!)) return false;
    if (ranks[model] === 1) return true;
    const differences = sortedNumbers(values.map((value, draw) => value - best[draw]!));
    if (differences.length === 0) return false;
    return quantile(differences, tail) <= 0 && quantile(differences, 1 - tail) >= 0;
  });
}

function sortedNumbers(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}

/** Quantile of ascending values, interpolated linearly between neighbours. */
export function quantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

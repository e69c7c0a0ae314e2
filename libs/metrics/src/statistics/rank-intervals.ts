import type { Bootstrap } from './bootstrap.ts';
import { competitionRanks, type Direction } from './competition-ranks.ts';
import { quantile } from './quantile.ts';

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

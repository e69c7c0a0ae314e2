import type { Bootstrap } from './bootstrap.ts';
import { competitionRanks } from './competition-ranks.ts';
import { quantile } from './quantile.ts';
import { sortedNumbers } from './sorted-numbers.ts';

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

import { averageRanks } from './average-ranks.ts';
import { normalCdf } from './normal.ts';

/** Outcome of a two-sided Wilcoxon signed-rank test. */
export interface WilcoxonResult {
  /** Sum of the ranks of positive differences, and of negative ones. */
  readonly positive: number;
  readonly negative: number;
  /** Number of differences that are not 0. */
  readonly n: number;
  /** Probability of sums at least so far apart if neither is better; 1 where all differences are 0. */
  readonly p: number;
}

/** Largest number of differences for which the distribution is worked out exactly. */
const EXACT_UP_TO = 50;

/**
 * Two-sided Wilcoxon signed-rank test of paired scores. Wilcoxon, Biometrics Bulletin 1945.
 *
 * Differences of 0 are left out, as are pairs with a null or NaN. Exact for up to 50 differences without ties; else the
 * normal approximation with the variance corrected for ties, without continuity correction.
 */
export function wilcoxon(a: readonly (number | null)[], b: readonly (number | null)[]): WilcoxonResult {
  const differences = a.flatMap((first, i) => {
    const second = b[i] ?? null;
    if (first === null || second === null || first === second) return [];
    const difference = first - second;
    return Number.isNaN(difference) ? [] : [difference];
  });
  const { ranks, tieSum } = averageRanks(differences.map(Math.abs));
  let [positive, negative] = [0, 0];
  differences.forEach((difference, i) => {
    if (difference > 0) positive += ranks[i]!;
    else negative += ranks[i]!;
  });
  const n = differences.length;
  const smaller = Math.min(positive, negative);
  const p = n <= EXACT_UP_TO && tieSum === 0 ? exactP(smaller, n) : normalP(smaller, n, tieSum);
  return { positive, negative, n, p };
}

/** Twice the probability that a sum of ranks, each in or out by a coin, is at most `smaller`. */
function exactP(smaller: number, n: number): number {
  const largest = (n * (n + 1)) / 2;
  let chance = new Float64Array(largest + 1);
  chance[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    chance = chance.map((stay, sum) => (stay + (sum >= rank ? chance[sum - rank]! : 0)) / 2);
  }
  let tail = 0;
  for (let sum = 0; sum <= smaller; sum++) tail += chance[sum]!;
  return Math.min(1, 2 * tail);
}

function normalP(smaller: number, n: number, tieSum: number): number {
  const mean = (n * (n + 1)) / 4;
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - tieSum / 48;
  return n === 0 ? 1 : Math.min(1, 2 * normalCdf((smaller - mean) / Math.sqrt(variance)));
}

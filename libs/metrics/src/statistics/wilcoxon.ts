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

/** Ranks 1..n of the values, none of them NaN, ties at their mean, and Σ (t³ − t) over groups of t ties. */
export function averageRanks(values: readonly number[]): { ranks: number[]; tieSum: number } {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Array<number>(values.length);
  let tieSum = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to + 1) / 2;
    tieSum += (to - from) ** 3 - (to - from);
  }
  return { ranks, tieSum };
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

/**
 * Holm's correction for testing several hypotheses at once: p values that may be compared with the level as they are.
 * Holm, Scandinavian Journal of Statistics 1979.
 *
 * @returns corrected values in the order of `p`
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((i, j) => p[i]! - p[j]!);
  const corrected = new Array<number>(p.length);
  let largest = 0;
  order.forEach((i, place) => {
    largest = Math.max(largest, Math.min(1, (p.length - place) * p[i]!));
    corrected[i] = largest;
  });
  return corrected;
}

/** How often one of two is better on the same units, and how likely so uneven a count is by chance. */
export interface SignTest {
  /** Units on which the first is better. */
  readonly wins: number;
  /** Units on which neither is. They say nothing about which is better, and are left out of the test. */
  readonly ties: number;
  /** Units on which the second is better. */
  readonly losses: number;
  /** Two-sided probability of a count at least as uneven where both are equally good, 0 to 1; 1 without wins and losses. */
  readonly p: number;
}

/**
 * The exact sign test of paired values: wins and losses are as likely as heads and tails where neither of the two is
 * better (Conover, "Practical Nonparametric Statistics", 1999, section 3.4).
 *
 * @param differences first minus second, one for each unit that does not depend on the others; greater is better
 * @param nearlyEqual differences of at most this size are ties
 * @throws RangeError if a difference is not a number
 */
export function signTest(differences: readonly number[], nearlyEqual = 1e-9): SignTest {
  let [wins, losses] = [0, 0];
  differences.forEach((difference, unit) => {
    if (Number.isNaN(difference)) throw new RangeError(`Difference ${unit} is not a number. Leave such a unit out.`);
    if (difference > nearlyEqual) wins++;
    if (difference < -nearlyEqual) losses++;
  });
  return { wins, losses, ties: differences.length - wins - losses, p: twoSided(wins, losses) };
}

/** Twice the probability of at most as many heads as the rarer side has, of fair coins. */
function twoSided(wins: number, losses: number): number {
  const [fewer, tosses] = [Math.min(wins, losses), wins + losses];
  // The logarithm keeps what is smaller than any number of 64 bits until the end.
  let log = -tosses * Math.LN2;
  for (let heads = 1; heads <= fewer; heads++) log += Math.log((tosses - heads + 1) / heads);
  // The likeliest of the counts comes first, so that the sum ends once the next ones no longer change it.
  let [sum, part] = [1, 1];
  for (let heads = fewer; heads > 0 && part > sum * Number.EPSILON; heads--) {
    part *= heads / (tosses - heads + 1);
    sum += part;
  }
  return Math.min(1, 2 * sum * Math.exp(log));
}

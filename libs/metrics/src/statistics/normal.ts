/** Probability that a standard normal variable is at most z. Error below 1e-14. */
export function normalCdf(z: number): number {
  if (z > 0) return 1 - normalCdf(-z);
  return z > -3 ? 0.5 + density(z) * series(z) : lowerTail(z);
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** z + z³/3 + z⁵/15 + …; Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11. */
function series(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return sum;
}

/** The continued fraction of the tail, Abramowitz and Stegun 26.2.14, from the back. */
function lowerTail(z: number): number {
  let fraction = -z;
  for (let n = 80; n > 0; n--) fraction = -z + n / fraction;
  return density(z) / fraction;
}

/**
 * The value that a standard normal variable is at most with probability p.
 *
 * By halving where {@link normalCdf} crosses p, to the last bit that the distance of neighbouring numbers allows.
 *
 * @param p from 0 to 1, where it is -∞ and ∞
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  let [low, high] = [-40, 40];
  for (let step = 0; step < 64; step++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

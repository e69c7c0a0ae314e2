/**
 * The value that a variable with Student's t distribution is at most with probability p.
 *
 * By halving where {@link studentCdf} crosses p, to the last bit that the distance of neighbouring numbers allows.
 *
 * @param p from 0 to 1, where it is -∞ and ∞
 * @param freedom degrees of freedom, above 0, not necessarily whole
 */
export function studentQuantile(p: number, freedom: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -studentQuantile(1 - p, freedom);
  let [low, high] = [-1, 0];
  while (studentCdf(low, freedom) > p) [low, high] = [low * 2, low];
  for (let step = 0; step < 64; step++) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Probability that a variable with Student's t distribution is at most t. Relative error of a tail below 1e-12. */
export function studentCdf(t: number, freedom: number): number {
  const square = t * t;
  // Near the middle a tail of one half would lose the digits that count.
  if (square < freedom)
    return 0.5 + (Math.sign(t) * incompleteBeta(square / (freedom + square), [0.5, freedom / 2])) / 2;
  const tail = incompleteBeta(freedom / (freedom + square), [freedom / 2, 0.5]) / 2;
  return t > 0 ? 1 - tail : tail;
}

type Shape = readonly [a: number, b: number];

/** The regularised incomplete beta function; Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5. */
function incompleteBeta(x: number, [a, b]: Shape): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges fast below the mean, the mirrored one above.
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, [a, b])) / a
    : 1 - (front * betaFraction(1 - x, [b, a])) / b;
}

/** The continued fraction of the incomplete beta function, 26.5.8, by Lentz's method. */
function betaFraction(x: number, [a, b]: Shape): number {
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let c = 1;
  let fraction = d;
  for (let m = 1; m < 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / (1 + term * d);
      c = 1 + term / c;
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
}

/** Logarithm of the gamma function of a positive number: Stirling's series, 6.1.41, from 10 on, reached by recurrence. */
function logGamma(x: number): number {
  let product = 1;
  while (x < 10) product *= x++;
  const inverse = 1 / (x * x);
  const series =
    (1 / 12 -
      inverse *
        (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - inverse * (691 / 360360)))))) /
    x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
}

/**
 * Functions made of + − × ÷ alone, which IEEE 754 rounds in one way: the language leaves the last bit of
 * `Math.sin`, `Math.cos` and `Math.exp` to the engine, and the demo images must be the same bytes everywhere.
 */

const TURN = 2 * Math.PI;

/** Sine of an angle in radians, error below 1e-8. */
export function sine(angle: number): number {
  const turned = angle - TURN * Math.round(angle / TURN);
  const folded = turned > Math.PI / 2 ? Math.PI - turned : turned < -Math.PI / 2 ? -Math.PI - turned : turned;
  const square = folded * folded;
  let sum = 0;
  for (let k = 13; k >= 3; k -= 2) sum = (-square / (k * (k - 1))) * (1 + sum);
  return folded * (1 + sum);
}

/** Cosine of an angle in radians, error below 1e-8. */
export function cosine(angle: number): number {
  return sine(angle + Math.PI / 2);
}

/** e to the power of x, relative error below 1e-6 for −30 … 30. */
export function exponential(x: number): number {
  // (e^(x/64))^64: the series is short near 0, and 64 is six squarings.
  const part = x / 64;
  let sum = 1;
  for (let k = 8; k >= 1; k--) sum = 1 + (part / k) * sum;
  for (let k = 0; k < 6; k++) sum *= sum;
  return sum;
}

/** 0 up to `from`, 1 from `to` on, between them a smooth step; `from` may be the greater one. */
export function smoothStep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** a where t is 0, b where t is 1. */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

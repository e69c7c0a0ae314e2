import type { Bootstrap } from './bootstrap.ts';

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

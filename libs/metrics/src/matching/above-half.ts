import type { MatchedPairs } from './matched-pairs.ts';

/** Number of pairs with IoU > 1/2 and the sum of their IoU, in ascending order of truth cells. */
export function aboveHalf({ intersection, union }: MatchedPairs): { count: number; iouSum: number } {
  let count = 0;
  let iouSum = 0;
  for (let k = 0; k < union.length; k++) {
    if (2 * intersection[k]! <= union[k]!) continue;
    count++;
    iouSum += intersection[k]! / union[k]!;
  }
  return { count, iouSum };
}

import type { MatchedPairs } from './matched-pairs.ts';

/** Pairs with IoU ≥ twentieths / 20, compared in whole numbers: 20 I ≥ twentieths × U. */
export function countAtLeast({ intersection, union }: MatchedPairs, twentieths: number): number {
  let count = 0;
  for (let k = 0; k < union.length; k++) if (20 * intersection[k]! >= twentieths * union[k]!) count++;
  return count;
}

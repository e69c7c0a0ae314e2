/** Where the entries of every key begin once they are sorted; keys are 1 to `largest`. */
export function placesOf(key: Uint32Array, largest: number): Uint32Array {
  const first = new Uint32Array(largest + 2);
  for (let k = 0; k < key.length; k++) first[key[k]! + 1]!++;
  for (let c = 1; c < first.length; c++) first[c]! += first[c - 1]!;
  return first;
}

/**
 * Two columns sorted by a key, stably, side by side: entry k is at 2 k and 2 k + 1. The places of many small cells lie
 * far apart in memory, so each is gone to once.
 *
 * @param next where the entries of each key begin; afterwards, where they end
 */
export function sortedBy(
  key: Uint32Array,
  next: Uint32Array,
  [one, other]: readonly [Uint32Array | Int32Array, Uint32Array | Int32Array],
): Uint32Array {
  const sorted = new Uint32Array(2 * key.length);
  for (let k = 0; k < key.length; k++) {
    const at = 2 * next[key[k]!]!++;
    sorted[at] = one[k]!;
    sorted[at + 1] = other[k]!;
  }
  return sorted;
}

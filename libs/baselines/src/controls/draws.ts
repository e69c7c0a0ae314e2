/** Gives a whole number from 0 up to, not including, `below` (at most 2³²). */
export type Draw = (below: number) => number;

/**
 * A stream of whole numbers that is the same for the same words on every machine. The words are hashed with FNV-1a,
 * and the stream is a counter through the finalizer of MurmurHash3.
 */
export function drawsFor(words: string): Draw {
  let state = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) state = Math.imul(state ^ words.charCodeAt(i), 0x01000193);
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return Math.floor((((z ^ (z >>> 16)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * So many different whole numbers below a limit, ascending; every such set is as likely as another.
 *
 * Floyd's sampling: Bentley and Floyd, Programming Pearls: A sample of brilliance, CACM 30, 1987.
 *
 * @param count at most `below`
 */
export function drawSubset(draw: Draw, count: number, below: number): number[] {
  const drawn = new Set<number>();
  for (let last = below - count; last < below; last++) {
    const one = draw(last + 1);
    drawn.add(drawn.has(one) ? last : one);
  }
  return [...drawn].sort((a, b) => a - b);
}

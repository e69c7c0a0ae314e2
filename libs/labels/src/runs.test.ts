import fc from 'fast-check';

import { findRuns, type IntegerArray } from './runs.ts';

/** Runs by the plainest loop there is. */
function plainRuns(data: IntegerArray, width: number): number[][] {
  const runs: number[][] = [];
  data.forEach((value: number, i: number) => {
    const last = runs.at(-1);
    if (last?.[0] === value && last[2] === i && i % width !== 0) last[2] = i + 1;
    else runs.push([value, i, i + 1]);
  });
  return runs.filter(([value]) => value !== 0);
}

const kinds = [
  [Uint8Array, 255],
  [Uint16Array, 65_535],
  [Uint32Array, 4_294_967_295],
  [Int16Array, 32_767],
] as const;

describe('findRuns compares whole words and finds what a plain loop finds', () => {
  it.each(kinds.map(([Kind, largest]) => [Kind.name, Kind, largest] as const))('%s', (_, Kind, largest) => {
    const value = fc.constantFrom(0, 0, 1, 2, 256, 257, largest);
    const stretch = fc.record({ value, length: fc.integer({ min: 1, max: 12 }) });
    const image = fc.record({
      stretches: fc.array(stretch, { minLength: 1, maxLength: 30 }),
      width: fc.integer({ min: 1, max: 17 }),
    });
    // A view that does not begin at a whole word of its memory, too.
    const skipped = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(image, skipped, ({ stretches, width }, skip) => {
        const values = stretches.flatMap((part) => new Array<number>(part.length).fill(Math.min(part.value, largest)));
        const height = Math.max(1, Math.floor(values.length / width));
        const padded = [...new Array<number>(skip).fill(1), ...values, ...new Array<number>(width).fill(0)];
        const data = new Kind(padded).subarray(skip, skip + width * height);
        const { cell, start, end } = findRuns(data, width, height);
        expect(Array.from(cell, (c, k) => [c, start[k], end[k]])).toEqual(plainRuns(data, width));
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

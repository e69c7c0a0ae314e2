import { randomIntegers } from './random.ts';

describe('randomIntegers', () => {
  const draw = (seed: number, below: number, count: number) => {
    const random = randomIntegers(seed);
    return Array.from({ length: count }, () => random(below));
  };

  it('gives the same numbers on every machine', () => {
    // As sfc32 seeded through splitmix32 gives them in Python's whole numbers.
    expect(draw(1, 1000, 5)).toEqual([563, 585, 895, 946, 272]);
    expect(draw(1, 1000, 50)).not.toEqual(draw(2, 1000, 50));
  });

  it('gives every number below the bound about as often', () => {
    const counts = new Array<number>(6).fill(0);
    for (const n of draw(3, 6, 60_000)) counts[n]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('takes bounds up to 2^32', () => {
    expect(Math.max(...draw(4, 2 ** 32, 1000))).toBeGreaterThan(2 ** 31);
    expect(draw(4, 1, 3)).toEqual([0, 0, 0]);
  });
});

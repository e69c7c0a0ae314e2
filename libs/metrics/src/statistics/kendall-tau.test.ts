import { kendallTau } from './kendall-tau.ts';

describe('kendallTau', () => {
  it('is 1 for the same order and -1 for the reverse', () => {
    expect(kendallTau([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(kendallTau([1, 2, 3], [3, 2, 1])).toBe(-1);
  });

  it('is corrected for ties', () => {
    // Pairs: one agrees, one is tied in the second, one agrees: 2 / √(3 × 2).
    expect(kendallTau([1, 2, 3], [1, 2, 2])).toBeCloseTo(2 / Math.sqrt(6), 12);
  });

  it('is null where one ranking ties all models', () => {
    expect(kendallTau([1, 1], [1, 2])).toBeNull();
  });
});

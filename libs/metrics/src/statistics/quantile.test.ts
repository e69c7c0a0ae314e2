import { quantile } from './quantile.ts';

describe('quantile', () => {
  const sorted = Float64Array.of(1, 2, 4, 8);

  it('interpolates linearly between neighbours', () => {
    // Places 0, 1.5 and 3 × 0.9 = 2.7.
    expect([quantile(sorted, 0), quantile(sorted, 0.5), quantile(sorted, 1)]).toEqual([1, 3, 8]);
    expect(quantile(sorted, 0.9)).toBeCloseTo(4 + 0.7 * 4, 12);
  });

  it('is the only value there is', () => {
    expect([0, 0.3, 1].map((p) => quantile(Float64Array.of(7), p))).toEqual([7, 7, 7]);
  });
});

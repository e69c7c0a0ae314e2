import { normalCdf } from './normal.ts';
import { wilcoxon } from './wilcoxon.ts';

describe('wilcoxon', () => {
  // Differences of plant heights of Darwin, as in the documentation of scipy.stats.wilcoxon: statistic 24, p 0.0413.
  const darwin = [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75];
  it('is exact for few pairs', () => {
    const result = wilcoxon(
      darwin,
      darwin.map(() => 0),
    );
    expect(result).toMatchObject({ positive: 96, negative: 24, n: 15 });
    expect(result.p).toBeCloseTo(0.041259765625, 14);
  });
  it('uses the corrected normal distribution with ties', () => {
    // Ranks of |d|: 1 1 -1 2 2 → 2, 2, 2, 4.5, 4.5; W- = 2; variance 55/4 - (24 + 6)/48 = 13.125, mean 7.5.
    const { negative, p } = wilcoxon([1, 1, -1, 2, 2, 0, null], [0, 0, 0, 0, 0, 0, 1]);
    expect(negative).toBe(2);
    expect(p).toBeCloseTo(2 * normalCdf(-5.5 / Math.sqrt(13.125)), 12);
  });
  it('leaves out pairs with NaN, as with null', () => {
    expect(wilcoxon([3, NaN, 5, 1], [1, 2, NaN, 0])).toEqual(wilcoxon([3, null, 5, 1], [1, 2, null, 0]));
  });
  it('finds nothing between equals', () => {
    expect(wilcoxon([1, 2], [1, 2])).toEqual({ positive: 0, negative: 0, n: 0, p: 1 });
  });
});

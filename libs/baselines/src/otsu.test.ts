import fc from 'fast-check';
import { otsuBin, otsuThreshold } from './otsu.ts';
import { above } from './plane.ts';
import { grey, rows } from './plane.fixture.ts';

describe('otsuThreshold', () => {
  it('separates two classes', () => {
    const plane = grey([10, 11, 12, 200], [10, 12, 201, 199]);
    expect(rows(above(plane, otsuThreshold(plane)))).toEqual(['...1', '..11']);
  });

  it('finds nothing above it in an even plane', () => {
    const plane = grey([3, 3], [3, 3]);
    expect(otsuThreshold(plane)).toBe(3);
    expect(rows(above(plane, 3))).toEqual(['..', '..']);
  });

  it('moves with the grey values and stretches with them', () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(values, (greys) => {
        fc.pre(new Set(greys).size > 1);
        const once = otsuThreshold(grey(greys));
        expect(otsuThreshold(grey(greys.map((value) => 4 * value + 8)))).toBeCloseTo(4 * once + 8, 8);
      }),
      { seed: 1 },
    );
  });
});

describe('otsuBin', () => {
  it('has the greatest variance between the classes of all bins', () => {
    const histograms = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(histograms, (histogram) => {
        const variances = histogram.slice(0, -1).map((_, bin) => varianceBetween(histogram, bin));
        expect(varianceBetween(histogram, otsuBin(Float64Array.from(histogram)))).toBeCloseTo(
          Math.max(...variances),
          9,
        );
      }),
      { seed: 1 },
    );
  });
});

/** w₀ w₁ (μ₀ − μ₁)² by the definition; 0 where a class is empty. */
function varianceBetween(histogram: readonly number[], last: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const side = (inside: (bin: number) => boolean): { share: number; mean: number } => {
    let count = 0;
    let sum = 0;
    histogram.forEach((pixels, bin) => {
      if (!inside(bin)) return;
      count += pixels;
      sum += bin * pixels;
    });
    return { share: count / total, mean: sum / count };
  };
  const dark = side((bin) => bin <= last);
  const bright = side((bin) => bin > last);
  if (!(dark.share > 0 && bright.share > 0)) return 0;
  return dark.share * bright.share * (dark.mean - bright.mean) ** 2;
}

import fc from 'fast-check';

import { scaleBar } from './scale-bar.ts';

describe('a scale bar', () => {
  it.each([
    [{ scale: 2, longest: 120, pixelUm: 0.5 }, '20 µm', 80],
    [{ scale: 1, longest: 100, pixelUm: 0.5 }, '50 µm', 100],
    [{ scale: 64, longest: 120, pixelUm: 0.1 }, '100 nm', 64],
    [{ scale: 0.05, longest: 120, pixelUm: 1 }, '2 mm', 100],
    [{ scale: 2, longest: 120 }, '50 px', 100],
    [{ scale: 0.01, longest: 120 }, '10,000 px', 100],
    [{ scale: 64, longest: 50 }, '1 px', 64],
    [{ scale: 2, longest: 120, pixelUm: Number.NaN }, '50 px', 100],
  ])('%j is %s', (input, label, length) => {
    const bar = scaleBar(input);
    expect(bar.label).toBe(label);
    expect(bar.length).toBeCloseTo(length, 6);
  });

  it('is round, fits, and is more than a third as long as possible', () => {
    const sizes = fc.record({
      scale: fc.double({ min: 0.01, max: 64, noNaN: true }),
      longest: fc.constantFrom(80, 100, 200),
      pixelUm: fc.double({ min: 0.01, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(sizes, (input) => {
        const bar = scaleBar(input);
        expect(['1', '2', '5']).toContain(bar.value.toExponential().split('e')[0]);
        expect(bar.length).toBeLessThanOrEqual(input.longest * (1 + 1e-5));
        expect(bar.length).toBeGreaterThan(input.longest / 3);
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});

import * as fc from 'fast-check';
import { median, quantile, robustLimits, spreadOf } from './spread.ts';

it.each([
  [[7], 0.5, 7],
  [[1, 2], 0.5, 1.5],
  [[1, 2, 4, 8, 16], 0.25, 2],
  [[0, 10], 0.05, 0.5],
  [[0, 10], 1, 10],
])('the quantile of %j at %d is %d', (sorted, part, value) => {
  expect(quantile(sorted, part)).toBe(value);
});

it('gives five figures of numbers in any order', () => {
  const hundred = Array.from({ length: 101 }, (_, i) => 100 - i);
  expect(spreadOf(hundred)).toEqual({ least: 0, p5: 5, median: 50, p95: 95, greatest: 100 });
  expect(spreadOf([])).toBeNull();
});

it('sets limits by the deviations of either side', () => {
  // Deviations of the lower side: 0, 1, 2, their median 1; of the upper one: 0, 10, 20, their median 10.
  const { low, median, high } = robustLimits([8, 9, 10, 20, 30], 2, 0);
  expect(median).toBe(10);
  expect(low).toBeCloseTo(10 - 2 * 1.4826, 10);
  expect(high).toBeCloseTo(10 + 20 * 1.4826, 10);
});

it('never sets limits nearer than asked', () => {
  expect(robustLimits([5, 5, 5], 6, 2)).toEqual({ low: 3, median: 5, high: 7 });
});

it('no value moves the limits far', () => {
  const usual = fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 9, maxLength: 30 });
  fc.assert(
    fc.property(usual, fc.double({ min: 1e6, max: 1e9, noNaN: true }), (values, odd) => {
      const { high } = robustLimits([...values, odd], 3, 0);
      expect(high).toBeLessThan(2 + 3 * 1.4826);
      expect(median([...values, odd])).toBeLessThanOrEqual(2);
    }),
    { seed: 1 },
  );
});

import { aMetric } from '../testing/samples.ts';
import { formatScore } from './format-score.ts';

const pixels = aMetric('mHD', { direction: 'lower', unit: 'px', range: [0, null] });
const count = aMetric('tp@0.5', { direction: 'none', unit: 'cells', range: [0, null] });

it.each([
  [aMetric('f1@0.5'), 0.81249, '0.812'],
  [aMetric('f1@0.5'), 1, '1.000'],
  [pixels, 4.567, '4.57'],
  [pixels, 5, '5.00'],
  [pixels, 45.67, '45.7'],
  [pixels, 4567.8, '4,568'],
  [count, 12345, '12,345'],
  [count, 0, '0'],
  [count, 23.44, '23.4'],
])('writes a score for reading: %#', (metric, score, words) => {
  expect(formatScore(metric, score)).toBe(words);
});

it('writes a whole count with decimals beside counts that are not whole', () => {
  expect(formatScore(count, 8, false)).toBe('8.00');
  expect(formatScore(count, 16, false)).toBe('16.0');
});

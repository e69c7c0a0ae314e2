import { catalog } from '@cellboard/metrics';
import { plainMetric } from './plain-metrics.ts';

it.each([...new Set(catalog.map(({ page }) => page))])('%s has a sentence without jargon', (page) => {
  expect(plainMetric(page)).toMatch(/^[A-Z].*\.$/);
  expect(plainMetric(page)).not.toMatch(/IoU|TP|FP|FN|harmonic/);
});

it('knows the metric of an id, and no other', () => {
  expect(plainMetric('f1@0.75')).toBe(plainMetric('f1'));
  expect(plainMetric('quantumScore')).toBe('');
});

import { catalog } from '@cellboard/metrics';
import { plainMetric } from './plain-metrics.ts';

it.each([...new Set(catalog.map(({ page }) => page))])('%s has a sentence without jargon', (page) => {
  expect(plainMetric(page)).toMatch(/^[A-Z].*\.$/);
  expect(plainMetric(page)).not.toMatch(/IoU|TP|FP|FN|harmonic/);
});

const wordsOf = (page: string): Set<string> =>
  new Set(
    plainMetric(page)
      .toLowerCase()
      .match(/[a-z0-9]+/g),
  );

it('says of no two metrics nearly the same', () => {
  const pages = [...new Set(catalog.map(({ page }) => page))];
  const alike = pages.flatMap((one, i) =>
    pages.slice(i + 1).flatMap((other) => {
      const [a, b] = [wordsOf(one), wordsOf(other)];
      const shared = [...a].filter((word) => b.has(word)).length;
      return shared / (a.size + b.size - shared) > 0.5 ? [[plainMetric(one), plainMetric(other)]] : [];
    }),
  );
  expect(alike).toEqual([]);
});

it.each([
  ['fn', 'missed, or found with too poor an outline'],
  ['fp', 'invented, or'],
  ['missed', 'is not missed'],
  ['invented', 'is not invented'],
  ['dq', 'F1'],
  ['ap', 'F1'],
  ['mIoU', 'mDice'],
  ['ajiPlus', 'AJI'],
  ['voiSplit', 'splits'],
  ['voiMerge', 'merges'],
])('%s says how it differs from its neighbour', (page, words) => {
  expect(plainMetric(page)).toContain(words);
});

it('knows the metric of an id, and no other', () => {
  expect(plainMetric('f1@0.75')).toBe(plainMetric('f1'));
  expect(plainMetric('quantumScore')).toBe('');
});

import { catalog } from '@cellboard/metrics';
import { metricPages } from '@cellboard/metrics/pages';
import { findMetric, metricList, neighbours, searchMetrics, suggestMetrics } from './metric-list.ts';

const pagesOf = (metrics: readonly { page: string }[]): string[] => metrics.map(({ page }) => page);

describe('finding a metric', () => {
  it.each(catalog.map(({ id, page }) => [id, page]))('%s leads to the page %s', (id, page) => {
    expect(findMetric(id)?.page).toBe(page);
  });

  it('knows the page of all thresholds, and nothing that is no metric', () => {
    expect(findMetric('f1')?.page).toBe('f1');
    expect(findMetric('f1@t')?.page).toBe('f1');
    expect(['', 'f2', 'f1@0.42', 'PQ', 'constructor'].map(findMetric)).toEqual(Array(5).fill(undefined));
  });
});

it('lists every page once, and one leads to the next from the first to the last', () => {
  expect(pagesOf(metricList).sort()).toEqual(Object.keys(metricPages).sort());
  const way: string[] = [];
  for (let at = metricList[0]; at; at = neighbours(at).next) way.push(at.page);
  expect(way).toEqual(pagesOf(metricList));
  const back: string[] = [];
  for (let at = metricList.at(-1); at; at = neighbours(at).previous) back.unshift(at.page);
  expect(back).toEqual(way);
});

it('finds any of the words, the best first, in ids, names, sentences, groups and descriptions', () => {
  expect(searchMetrics('')).toEqual(metricList);
  expect(pagesOf(searchMetrics('f1@0.75'))).toEqual(['f1']);
  expect(pagesOf(searchMetrics('PANOPTIC quality')).slice(0, 3)).toEqual(['pq', 'sq', 'dq']);
  expect(pagesOf(searchMetrics('how many cells were missed'))[0]).toBe('missed');
  expect(pagesOf(searchMetrics('touching cells merged'))[0]).toBe('merges');
  expect(pagesOf(searchMetrics('hausdorff'))).toContain('mHD');
  expect(pagesOf(searchMetrics('panoptic no-such-word'))[0]).toBe('pq');
  expect(searchMetrics('no-such-word')).toEqual([]);
});

it('suggests what looks like an unknown name', () => {
  expect(pagesOf(suggestMetrics('PQ'))[0]).toBe('pq');
  expect(pagesOf(suggestMetrics('f1@0.42'))[0]).toBe('f1');
  expect(pagesOf(suggestMetrics('precission'))[0]).toBe('precision');
  expect(suggestMetrics('a').length + suggestMetrics('xyzzy').length).toBe(0);
  expect(suggestMetrics('mIoUmDice').length).toBeLessThanOrEqual(5);
});

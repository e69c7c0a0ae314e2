import { mixedVersions } from './board-metrics.ts';

const cell = (scores: Record<string, number | null>, versions: Record<string, number>) => ({ scores, versions });

it('names the metrics whose scores are of several versions, in the order of the catalogue', () => {
  const old = cell({ 'f1@0.5': 0.5, mHD: 3, pq: 0.4 }, { 'f1@0.5': 1, mHD: 1, pq: 1 });
  const fresh = cell({ 'f1@0.5': 0.5, mHD: 3, pq: 0.4 }, { 'f1@0.5': 1, mHD: 2, pq: 2 });
  expect(mixedVersions([old, fresh])).toEqual(mixedVersions([fresh, old]));
  expect([...mixedVersions([old, fresh])].sort()).toEqual(['mHD', 'pq']);
  expect(mixedVersions([old, old])).toEqual([]);
  expect(mixedVersions([])).toEqual([]);
});

it('does not look at results without a score', () => {
  const none = cell({ mHD: null }, { mHD: 1 });
  expect(mixedVersions([none, cell({ mHD: 3 }, { mHD: 2 }), cell({}, {})])).toEqual([]);
});

import { catalog } from '@cellboard/metrics';
import fc from 'fast-check';
import { LeaderboardSearch, leaderboardSearchDefaults } from './leaderboard-search.ts';

it('keeps what is valid', () => {
  const search = {
    view: 'metrics',
    aggregation: 'pooled',
    norm: 'human',
    sort: '-f1@0.5',
    metrics: 'mDice,f1@0.5',
    q: 'otsu',
    size: 'small',
    density: 'dense',
    contrast: 'low',
    seen: 'count',
    controls: 'show',
    at: '2024-02-29',
  };
  expect(LeaderboardSearch.parse(search)).toEqual(search);
});

it('takes a choice of all metrics but one, as long as it is', () => {
  const metrics = catalog
    .slice(1)
    .map(({ id }) => id)
    .join(',');
  expect(LeaderboardSearch.parse({ metrics }).metrics).toBe(metrics);
});

it.each([
  ['garbage', 'garbage'],
  ['x'.repeat(41), '…'],
  [['2026-01-01', '2026-01-02'], '…'],
])('keeps a day that is none, so that the page can say so: %s', (at, kept) => {
  expect(LeaderboardSearch.parse({ at }).at).toBe(kept);
});

it('falls back word by word where an address holds nonsense, and never fails', () => {
  expect(
    LeaderboardSearch.parse({
      view: 'pie',
      aggregation: 'median',
      norm: 7,
      sort: '<script>',
      metrics: 'a b',
      q: 'otsu',
    }),
  ).toEqual({
    ...leaderboardSearchDefaults,
    q: 'otsu',
  });
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('view', 'aggregation', 'norm', 'sort', 'metrics', 'q', 'at'), fc.anything()),
      (search) => {
        expect(Object.keys(LeaderboardSearch.parse(search)).sort()).toEqual(
          Object.keys(leaderboardSearchDefaults).sort(),
        );
      },
    ),
    { seed: 5 },
  );
});

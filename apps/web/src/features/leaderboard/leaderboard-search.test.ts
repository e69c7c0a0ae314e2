import { catalog } from '@cellboard/metrics';
import fc from 'fast-check';
import { LeaderboardSearch, leaderboardSearchDefaults } from './leaderboard-search.ts';

it('keeps what is valid', () => {
  const search = {
    view: 'metrics',
    aggregation: 'pooled',
    norm: 'minmax',
    sort: '-f1@0.5',
    metrics: 'mDice,f1@0.5',
    q: 'otsu',
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

it.each(['2026-02-30', '2025-02-29', '26-01-01', 'yesterday', '2026-01-01T00:00:00Z'])(
  'shows the board of now where %s is no day',
  (at) => {
    expect(LeaderboardSearch.parse({ at }).at).toBe('');
  },
);

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

import { noise } from '../statistics/noise.fixture.ts';
import { imageClusters } from './image-clusters.ts';
import { meanScore } from './mean-score.ts';
import { simultaneousRanks } from './simultaneous-ranks.ts';

const clusters = imageClusters(40);
const options = { seed: 3, draws: 300, direction: 'higher' } as const;
const above = (seed: number, by: number) => noise(seed, 40).map((score) => score + by);
const ranksOf = (rows: readonly (readonly (number | null)[])[], more: object = {}) =>
  simultaneousRanks(
    rows.map((row) => meanScore(row, clusters)),
    clusters,
    { ...options, ...more },
  );

describe('simultaneousRanks', () => {
  it('are certain where the candidates lie far apart', () => {
    expect(ranksOf([above(1, 0), above(2, 9), above(3, 3)])).toEqual([
      { rank: 3, low: 3, high: 3 },
      { rank: 1, low: 1, high: 1 },
      { rank: 2, low: 2, high: 2 },
    ]);
  });

  it('turn round where lower is better', () => {
    const ranks = ranksOf([above(1, 0), above(2, 9), above(3, 3)], { direction: 'lower' });
    expect(ranks.map((each) => each?.rank)).toEqual([1, 3, 2]);
  });

  it('cannot tell candidates apart whose scores differ by chance', () => {
    for (const { low, high } of ranksOf([above(1, 0), above(2, 0), above(3, 0)]).map((each) => each!))
      expect([low, high]).toEqual([1, 3]);
  });

  it('tell candidates apart that differ by the same on every image, and never equal ones', () => {
    const row = noise(1, 40);
    const ranks = ranksOf([row, row.map((score) => score + 1e-6), row]);
    expect(ranks).toEqual([
      { rank: 2, low: 2, high: 3 },
      { rank: 1, low: 1, high: 1 },
      { rank: 2, low: 2, high: 3 },
    ]);
  });

  it('leave out candidates without a score', () => {
    const [known, unknown] = ranksOf([above(1, 0), Array<null>(40).fill(null)]);
    expect(known).toEqual({ rank: 1, low: 1, high: 1 });
    expect(unknown).toBeNull();
  });
});

import { bootstrap } from './bootstrap.ts';
import { noise, withoutScores } from './noise.fixture.ts';
import { rankIntervals } from './rank-intervals.ts';

describe('rankIntervals', () => {
  it('are narrow for a clear leader and wide for models that are alike', () => {
    const clear = [noise(1, 100).map((v) => v + 5), noise(2, 100), noise(2, 100).reverse()];
    const boot = bootstrap({ scores: clear, seed: 1 });
    expect(rankIntervals(boot, 'higher')[0]).toEqual({ rank: 1, low: 1, high: 1 });
    expect(rankIntervals(boot, 'lower')[0]).toEqual({ rank: 3, low: 3, high: 3 });
    expect(
      rankIntervals(boot, 'higher')
        .slice(1)
        .map(({ low, high }) => [low, high]),
    ).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });

  it('put a model without scores last', () => {
    expect(rankIntervals(bootstrap(withoutScores), 'higher').map(({ rank }) => rank)).toEqual([1, 2]);
  });
});

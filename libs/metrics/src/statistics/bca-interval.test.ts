import { bcaInterval } from './bca-interval.ts';
import { bootstrap } from './bootstrap.ts';
import { noise, withoutScores } from './noise.fixture.ts';
import { percentileInterval } from './percentile-interval.ts';

describe('bcaInterval', () => {
  it('corrects skewed means upwards, where percentiles are too low', () => {
    const skewed = noise(4, 60).map((value) => value ** 8);
    const boot = bootstrap({ scores: [skewed], seed: 1, resamples: 4000 });
    const [percentile, bca] = [percentileInterval(boot, 0)!, bcaInterval(boot, 0)!];
    expect(bca[0]).toBeGreaterThan(percentile[0]);
    expect(bca[1]).toBeGreaterThan(percentile[1]);
  });

  it('is the percentile interval where every score is the same', () => {
    const boot = bootstrap({ scores: [[0.5, 0.5, 0.5]], seed: 1, resamples: 20 });
    expect(bcaInterval(boot, 0)).toEqual([0.5, 0.5]);
  });

  it('is null where the model has no score', () => {
    expect(bcaInterval(bootstrap(withoutScores), 1)).toBeNull();
  });
});

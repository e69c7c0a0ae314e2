import { bootstrap } from './bootstrap.ts';
import { noise, withoutScores } from './noise.fixture.ts';
import { percentileInterval } from './percentile-interval.ts';

describe('percentileInterval', () => {
  it('finds the standard error of a mean', () => {
    const values = noise(3, 400);
    const [low, high] = percentileInterval(bootstrap({ scores: [values], seed: 1, resamples: 4000 }), 0)!;
    const mean = values.reduce((sum, value) => sum + value, 0) / 400;
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / 400;
    expect((high - low) / (2 * 1.96 * error)).toBeCloseTo(1, 1);
    expect((low + high) / 2).toBeCloseTo(mean, 2);
  });

  it('is the whole range of the draws at a level of 1', () => {
    const boot = bootstrap({ scores: [noise(5, 20)], seed: 1, resamples: 40 });
    const sorted = Array.from(boot.draws[0]!).sort((a, b) => a - b);
    expect(percentileInterval(boot, 0, 1)).toEqual([sorted[0], sorted[39]]);
  });

  it('is null where the model has no score', () => {
    expect(percentileInterval(bootstrap(withoutScores), 1)).toBeNull();
  });
});

import { bootstrap } from './bootstrap.ts';
import { noise, withoutScores } from './noise.fixture.ts';

describe('bootstrap', () => {
  const scores = [noise(1, 40), noise(2, 40).map((value) => value + 0.2), noise(1, 40).map((value) => value + 0.001)];

  it('gives the same draws for the same seed and others for another', () => {
    const draws = (seed: number) => Array.from(bootstrap({ scores, seed, resamples: 10 }).draws[0]!);
    expect(draws(5)).toEqual(draws(5));
    expect(draws(5)).not.toEqual(draws(6));
  });

  it('draws the same images for all models', () => {
    const { draws } = bootstrap({ scores, seed: 1, resamples: 50 });
    draws[2]!.forEach((value, draw) => {
      expect(value - draws[0]![draw]!).toBeCloseTo(0.001, 12);
    });
  });

  it('draws clusters as a whole', () => {
    const input = { scores: [[0, 0, 0, 1, 1, 1]], clusters: ['a', 'a', 'a', 'b', 'b', 'b'], seed: 2, resamples: 200 };
    expect(new Set(bootstrap(input).draws[0])).toEqual(new Set([0, 0.5, 1]));
  });

  it('draws as many clusters of each stratum as there are', () => {
    const strata = ['x', 'x', 'x', 'x', 'y', 'y'];
    const { draws } = bootstrap({ scores: [[0, 0, 0, 0, 1, 1]], strata, seed: 2, resamples: 100 });
    expect(new Set(draws[0])).toEqual(new Set([2 / 6]));
  });

  it('leaves out null, and is NaN where nothing was judged', () => {
    const { estimate, draws } = bootstrap(withoutScores);
    expect(Array.from(estimate)).toEqual([1, NaN]);
    expect(draws[0]!.every((value) => value === 1 || Number.isNaN(value))).toBe(true);
    expect(draws[1]!.every((value) => Number.isNaN(value))).toBe(true);
  });

  it('gives the mean without each cluster in turn', () => {
    const { leftOut } = bootstrap({ scores: [[1, 2, 6, null]], clusters: ['a', 'a', 'b', 'c'], seed: 1, resamples: 1 });
    expect(Array.from(leftOut(0))).toEqual([6, 1.5, 3]);
  });

  it('refuses lists of different length', () => {
    expect(() => bootstrap({ scores: [[1, 2], [1]], seed: 1 })).toThrow(/2, 1 entries.*Give null/);
    expect(() => bootstrap({ scores: [], seed: 1 })).toThrow(RangeError);
  });
});

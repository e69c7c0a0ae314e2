import { bootstrap } from './bootstrap.ts';
import { competitionRanks } from './competition-ranks.ts';
import { bcaInterval, percentileInterval, probabilityBeats, rankIntervals, tiedWithLeader } from './intervals.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { randomIntegers } from './random.ts';
import { kendallTau, rankingMethods, rankModels } from './rank-models.ts';
import { holm, wilcoxon } from './wilcoxon.ts';

const noise = (seed: number, length: number) => {
  const random = randomIntegers(seed);
  return Array.from({ length }, () => random(1000) / 1000);
};

describe('competitionRanks', () => {
  it('gives equals the same rank and counts them', () => {
    expect(competitionRanks([0.9, 0.7, 0.7, 0.1], 'higher')).toEqual([1, 2, 2, 4]);
    expect(competitionRanks([0.9, 0.7, 0.7, 0.1], 'lower')).toEqual([4, 2, 2, 1]);
  });
  it('puts null and NaN behind every number, whatever the direction', () => {
    expect(competitionRanks([null, 5, NaN, -5], 'lower')).toEqual([3, 2, 3, 1]);
    expect(competitionRanks([null, 5, NaN, -5], 'higher')).toEqual([3, 1, 3, 2]);
  });
  it('ranks all numbers alike where there is no better', () => {
    expect(competitionRanks([3, null, 1], 'none')).toEqual([1, 3, 1]);
  });
});

describe('the normal distribution', () => {
  it('has the values of the tables', () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normalCdf(-5)).toBeCloseTo(2.866515718791939e-7, 20);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 14);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  });
});

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
    expect(probabilityBeats(bootstrap({ scores, seed: 1 }), [2, 0], 'higher')).toBe(1);
    expect(probabilityBeats(bootstrap({ scores, seed: 1 }), [2, 0], 'lower')).toBe(0);
    expect(probabilityBeats(bootstrap({ scores, seed: 1 }), [0, 0], 'higher')).toBe(0.5);
  });

  it('finds the standard error of a mean', () => {
    const values = noise(3, 400);
    const [low, high] = percentileInterval(bootstrap({ scores: [values], seed: 1, resamples: 4000 }), 0)!;
    const mean = values.reduce((sum, value) => sum + value, 0) / 400;
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / 400;
    expect((high - low) / (2 * 1.96 * error)).toBeCloseTo(1, 1);
    expect((low + high) / 2).toBeCloseTo(mean, 2);
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
    const boot = bootstrap({
      scores: [
        [1, null, 1],
        [null, null, null],
      ],
      seed: 1,
      resamples: 30,
    });
    expect(Array.from(boot.estimate)).toEqual([1, NaN]);
    expect(boot.draws[0]!.every((value) => value === 1 || Number.isNaN(value))).toBe(true);
    expect([percentileInterval(boot, 1), bcaInterval(boot, 1)]).toEqual([null, null]);
    expect(probabilityBeats(boot, [0, 1], 'higher')).toBe(1);
    expect(tiedWithLeader(boot, 'higher')).toEqual([true, false]);
    expect(rankIntervals(boot, 'higher').map(({ rank }) => rank)).toEqual([1, 2]);
  });

  it('corrects skewed means upwards, where percentiles are too low', () => {
    const skewed = noise(4, 60).map((value) => value ** 8);
    const boot = bootstrap({ scores: [skewed], seed: 1, resamples: 4000 });
    const [percentile, bca] = [percentileInterval(boot, 0)!, bcaInterval(boot, 0)!];
    expect(bca[0]).toBeGreaterThan(percentile[0]);
    expect(bca[1]).toBeGreaterThan(percentile[1]);
  });

  it('gives intervals of ranks and groups tied with the leader', () => {
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
    expect(tiedWithLeader(boot, 'higher')).toEqual([true, false, false]);
    expect(tiedWithLeader(boot, 'lower')).toEqual([false, true, true]);
  });

  it('refuses lists of different length', () => {
    expect(() => bootstrap({ scores: [[1, 2], [1]], seed: 1 })).toThrow(/2, 1 entries.*Give null/);
    expect(() => bootstrap({ scores: [], seed: 1 })).toThrow(RangeError);
  });
});

describe('wilcoxon', () => {
  // Differences of plant heights of Darwin, as in the documentation of scipy.stats.wilcoxon: statistic 24, p 0.0413.
  const darwin = [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75];
  it('is exact for few pairs', () => {
    const result = wilcoxon(
      darwin,
      darwin.map(() => 0),
    );
    expect(result).toMatchObject({ positive: 96, negative: 24, n: 15 });
    expect(result.p).toBeCloseTo(0.041259765625, 14);
  });
  it('uses the corrected normal distribution with ties', () => {
    // Ranks of |d|: 1 1 -1 2 2 → 2, 2, 2, 4.5, 4.5; W- = 2; variance 55/4 - (24 + 6)/48 = 13.125, mean 7.5.
    const { negative, p } = wilcoxon([1, 1, -1, 2, 2, 0, null], [0, 0, 0, 0, 0, 0, 1]);
    expect(negative).toBe(2);
    expect(p).toBeCloseTo(2 * normalCdf(-5.5 / Math.sqrt(13.125)), 12);
  });
  it('leaves out pairs with NaN, as with null', () => {
    expect(wilcoxon([3, NaN, 5, 1], [1, 2, NaN, 0])).toEqual(wilcoxon([3, null, 5, 1], [1, 2, null, 0]));
  });
  it('finds nothing between equals', () => {
    expect(wilcoxon([1, 2], [1, 2])).toEqual({ positive: 0, negative: 0, n: 0, p: 1 });
  });
  it('is corrected by Holm', () => {
    [0.03, 0.06, 0.06, 0.02].forEach((value, i) => {
      expect(holm([0.01, 0.04, 0.03, 0.005])[i]).toBeCloseTo(value, 12);
    });
  });
});

describe('ranking methods', () => {
  // Model 0 is far better on one image and worse on four.
  const scores = [
    [1.0, 0.4, 0.4, 0.4, 0.4],
    [0.0, 0.5, 0.5, 0.5, 0.5],
    [0.1, 0.1, 0.1, 0.1, null],
  ];
  it('do not agree', () => {
    expect(rankModels(scores, 'higher', 'meanThenRank')).toEqual([1, 2, 3]);
    expect(rankModels(scores, 'higher', 'medianThenRank')).toEqual([2, 1, 3]);
    expect(rankModels(scores, 'higher', 'rankThenMean')).toEqual([2, 1, 3]);
    expect(rankModels(scores, 'higher', 'borda')).toEqual([2, 1, 3]);
    expect(rankModels(scores, 'higher', 'testThenRank')).toEqual([1, 1, 1]);
  });
  it('take NaN as not judged', () => {
    const withNaN = scores.map((row) => row.map((score) => score ?? NaN));
    for (const method of rankingMethods) {
      expect(rankModels(withNaN, 'higher', method)).toEqual(rankModels(scores, 'higher', method));
    }
  });
  it('turn round with the direction', () => {
    expect(rankModels(scores, 'lower', 'medianThenRank')).toEqual([2, 3, 1]);
  });
  it('find a difference that is there', () => {
    const better = [noise(1, 60).map((value) => value + 0.5), noise(2, 60), noise(3, 60)];
    expect(rankModels(better, 'higher', 'testThenRank')).toEqual([1, 2, 2]);
    expect(rankModels(better, 'lower', 'testThenRank')).toEqual([3, 1, 1]);
    for (const method of rankingMethods) expect(rankModels(better, 'higher', method)[0]).toBe(1);
  });
  it("are compared by Kendall's tau", () => {
    expect(kendallTau([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(kendallTau([1, 2, 3], [3, 2, 1])).toBe(-1);
    // Pairs: one agrees, one is tied in the second, one agrees: 2 / √(3 × 2).
    expect(kendallTau([1, 2, 3], [1, 2, 2])).toBeCloseTo(2 / Math.sqrt(6), 12);
    expect(kendallTau([1, 1], [1, 2])).toBeNull();
  });
});

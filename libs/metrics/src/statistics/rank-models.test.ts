import { noise } from './noise.fixture.ts';
import { rankingMethods, rankModels } from './rank-models.ts';

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
});

import fc from 'fast-check';
import { noise } from '../statistics/noise.fixture.ts';
import { imageClusters } from './image-clusters.ts';
import { meanScore } from './mean-score.ts';
import { rankShares } from './rank-shares.ts';

const sharesOf = (rows: readonly (readonly (number | null)[])[], more: object = {}) => {
  const clusters = imageClusters(rows[0]!.length);
  const scores = rows.map((row) => meanScore(row, clusters));
  return rankShares(scores, clusters, { direction: 'higher', seed: 5, draws: 400, ...more });
};

describe('rankShares', () => {
  it('are whole where a candidate is better on every image, and turn round where lower is better', () => {
    const [low, high] = [noise(1, 20), noise(1, 20).map((score) => score + 1)];
    expect(round(sharesOf([low, high]))).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(round(sharesOf([low, high], { direction: 'lower' }))).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('are those of a coin where each of two images decides otherwise', () => {
    // Both draws of the first image, of the second, or one of each (a tie, in which both are first): 1/4, 1/4, 1/2.
    const [a] = sharesOf(
      [
        [1, 0],
        [0, 1],
      ],
      { draws: 20_000 },
    );
    expect(a![0]).toBeCloseTo(0.75, 1);
    expect(a![1]).toBeCloseTo(0.25, 1);
  });

  it('let equal candidates share the better rank, and leave out those without a score', () => {
    const row = noise(2, 12);
    expect(round(sharesOf([row, row, row.map(() => null)]))).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('add up to one for each candidate with a score, whatever the scores', () => {
    const matrix = fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(matrix, (rows) => {
        for (const shares of sharesOf(rows, { draws: 50 })) expect(sum(shares)).toBeCloseTo(1, 9);
      }),
    );
  });
});

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const round = (shares: readonly (readonly number[])[]) =>
  shares.map((each) => each.map((share) => Number(share.toFixed(9))));

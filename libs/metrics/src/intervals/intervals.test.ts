import * as fc from 'fast-check';
import { quantile } from '../statistics/quantile.ts';
import { noise } from '../statistics/noise.fixture.ts';
import { precisionOf, studentisedDraws } from './contrast.ts';
import { differenceInterval } from './difference-interval.ts';
import { imageClusters } from './image-clusters.ts';
import { meanInterval, meanIntervals } from './mean-interval.ts';
import { meanScore } from './mean-score.ts';
import { naive, naiveDraws } from './naive-intervals.fixture.ts';
import { studentQuantile } from './student-t.ts';

/** 24 images of 8 clusters of unequal size in two datasets, two candidates; some images are not judged. */
const keys = {
  clusters: Array.from('aaaabbccdddddeeffffggghh'),
  strata: Array.from({ length: 24 }, (_, image) => (image < 13 ? 'one' : 'two')),
};
const clusters = imageClusters(24, keys);
const scores = [1, 2].map((seed) => noise(seed, 24).map((score, image) => (image % 7 === seed ? null : score)));
const [first, second] = scores.map((row) => meanScore(row, clusters)) as [
  ReturnType<typeof meanScore>,
  ReturnType<typeof meanScore>,
];
const options = { seed: 5, draws: 400 };

describe('contrasts', () => {
  it.each([
    ['a mean', [scores[0]!], [first] as const],
    ['a difference', scores, [first, second] as const],
  ] as const)('the standard error and the draws of %s equal those by definition', (_, rows, contrast) => {
    const expected = naive(rows, clusters);
    expect(first.mean - (contrast[1]?.mean ?? 0)).toBeCloseTo(expected.difference, 12);
    expect(precisionOf(contrast, clusters).standardError).toBeCloseTo(expected.standardError, 12);
    const draws = naiveDraws(rows, clusters, options).filter((value) => !Number.isNaN(value));
    const found = Array.from(studentisedDraws([contrast], clusters, options)[0]!);
    expect(found).toHaveLength(draws.length);
    found.forEach((value, k) => {
      if (Number.isFinite(draws[k]!) && Math.abs(draws[k]!) < 1e6) expect(value).toBeCloseTo(draws[k]!, 9);
    });
  });

  it('are those of the textbook where every image is a cluster: s / √n', () => {
    const each = imageClusters(4);
    const { standardError, freedom, effectiveClusters } = precisionOf([meanScore([1, 2, 3, 6], each)], each);
    expect(standardError).toBeCloseTo(Math.sqrt(14 / 3 / 4), 12);
    expect([freedom, effectiveClusters]).toEqual([3, 4]);
  });

  it('have the degrees of freedom of Welch and Satterthwaite in several strata', () => {
    // Variances of the two means: 1/3 of (1 + 0 + 1)/2 = 1/3 and 1/2 of 32/1 = 8, each a quarter of it for half the weight.
    const strata = imageClusters(5, { strata: ['a', 'a', 'a', 'b', 'b'] });
    const { freedom, standardError } = precisionOf([meanScore([1, 2, 3, 0, 8], strata)], strata);
    const [a, b] = [1 / 3 / 4, 16 / 4];
    expect(standardError).toBeCloseTo(Math.sqrt(a + b), 12);
    expect(freedom).toBeCloseTo((a + b) ** 2 / (a ** 2 / 2 + b ** 2), 12);
  });

  it('count a cluster that holds half of the images as less than the others', () => {
    const uneven = imageClusters(6, { clusters: Array.from('aaabcd') });
    expect(precisionOf([meanScore([1, 1, 1, 0, 0, 0], uneven)], uneven).effectiveClusters).toBeCloseTo(3, 12);
  });
});

describe('meanInterval', () => {
  const images = imageClusters(30);
  const row = noise(3, 30);
  const score = meanScore(row, images);

  it('takes the tails of the draws from the other side', () => {
    const { low, high, standardError, isReliable } = meanInterval(score, images, options)!;
    const draws = naiveDraws([row], images, options);
    const sorted = Float64Array.from(draws);
    expect(low).toBeCloseTo(score.mean - standardError * quantile(sorted, 0.975), 9);
    expect(high).toBeCloseTo(score.mean - standardError * quantile(sorted, 0.025), 9);
    expect(isReliable).toBe(true);
  });

  it('is the same alone and among others, some of which have none', () => {
    const nothing = meanScore(Array<null>(30).fill(null), images);
    const other = meanScore(noise(4, 30), images);
    const found = meanIntervals([nothing, other, score], images, options);
    expect(found).toEqual([null, meanInterval(other, images, options), meanInterval(score, images, options)]);
  });

  it('moves and stretches with the scores', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        (by, to) => {
          const other = meanScore(
            row.map((each) => each * by + to),
            images,
          );
          const [a, b] = [meanInterval(score, images, options)!, meanInterval(other, images, options)!];
          expect(b.low).toBeCloseTo(a.low * by + to, 7);
          expect(b.high).toBeCloseTo(a.high * by + to, 7);
        },
      ),
      { numRuns: 10, seed: 1 },
    );
  });

  it('is unreliable with few clusters, and not given with hardly any', () => {
    const few = (count: number) => imageClusters(30, { clusters: row.map((_, image) => String(image % count)) });
    const of = (count: number) => meanInterval(meanScore(row, few(count)), few(count), options);
    expect(of(15)?.isReliable).toBe(true);
    expect(of(14)?.isReliable).toBe(false);
    expect(of(5)?.isReliable).toBe(false);
    expect([of(4), of(1)]).toEqual([null, null]);
  });

  it('is not given where a dataset has one cluster, or nothing was judged', () => {
    const strata = imageClusters(30, { strata: row.map((_, image) => (image === 0 ? 'one' : 'many')) });
    expect(meanInterval(meanScore(row, strata), strata, options)).toBeNull();
    const nothing = row.map(() => null);
    expect(meanInterval(meanScore(nothing, images), images, options)).toBeNull();
  });

  it('has no width where all scores are alike', () => {
    const { low, high } = meanInterval(meanScore(Array<number>(30).fill(0.5), images), images, options)!;
    expect([low, high]).toEqual([0.5, 0.5]);
  });
});

describe('differenceInterval', () => {
  const images = imageClusters(30);
  const [a, b] = [meanScore(noise(3, 30), images), meanScore(noise(4, 30), images)];

  it('is symmetric, turns round with its sides, and takes the draws by their size', () => {
    const found = differenceInterval([a, b], images, options)!;
    const turned = differenceInterval([b, a], images, options)!;
    expect(found.high - found.difference).toBeCloseTo(found.difference - found.low, 12);
    expect([turned.low, turned.high]).toEqual([-found.high, -found.low]);
    const sizes = naiveDraws([noise(3, 30), noise(4, 30)], images, options).map(Math.abs);
    const critical = quantile(Float64Array.from(sizes).sort(), 0.95);
    expect(found.high - found.difference).toBeCloseTo(found.standardError * critical, 9);
  });

  it('says which difference would be shown, and with how many images this one would', () => {
    const { low, high, difference, smallestShown, moreImages, standardError } = differenceInterval(
      [a, b],
      images,
      options,
    )!;
    expect(smallestShown).toBeCloseTo((high - low) / 2 + standardError * studentQuantile(0.8, 29), 12);
    const needed = 30 * (smallestShown / difference) ** 2;
    expect(moreImages).toBe(Math.ceil(needed - 30));
  });

  it('needs no more images where the difference is shown, and no number helps where there is none', () => {
    const far = meanScore(
      noise(4, 30).map((score) => score + 5),
      images,
    );
    expect(differenceInterval([far, a], images, options)!.moreImages).toBe(0);
    expect(differenceInterval([a, a], images, options)).toMatchObject({
      difference: 0,
      low: 0,
      high: 0,
      moreImages: null,
    });
  });

  it('is not given where one of the two has no mean', () => {
    const none = meanScore(Array<null>(30).fill(null), images);
    expect(differenceInterval([a, none], images, options)).toBeNull();
  });
});

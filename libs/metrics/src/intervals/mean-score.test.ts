import { imageClusters } from './image-clusters.ts';
import { meanScore } from './mean-score.ts';

describe('imageClusters', () => {
  it('makes each image a cluster of its own where nothing is said', () => {
    expect(imageClusters(3)).toMatchObject({ count: 3, cluster: new Uint32Array([0, 1, 2]), starts: [0, 3] });
  });

  it('numbers those of a stratum in a row, and takes a key in two strata for two clusters', () => {
    const keys = { clusters: ['m', 'm', 'm', 'n'], strata: ['a', 'b', 'a', 'a'] };
    expect(imageClusters(4, keys)).toMatchObject({
      count: 3,
      cluster: new Uint32Array([0, 2, 0, 1]),
      starts: [0, 2, 3],
    });
  });

  it.each([
    [0, {}],
    [2, { clusters: ['a'] }],
    [2, { strata: ['a', 'b', 'c'] }],
  ])('refuses %d images with %j', (images, keys) => {
    expect(() => imageClusters(images, keys)).toThrow(/one key for each image/);
  });
});

describe('meanScore', () => {
  it('is the mean of the judged images, by hand', () => {
    const clusters = imageClusters(4, { clusters: ['a', 'a', 'b', 'c'] });
    const { mean, pull, share } = meanScore([1, 2, 6, null], clusters);
    // 9 / 3; a pulls by (3 − 2·3) / 3, b by (6 − 3) / 3, and c is not judged.
    expect(mean).toBe(3);
    expect(Array.from(pull)).toEqual([-1, 1, 0]);
    expect(Array.from(share)).toEqual([2 / 3, 1 / 3, 0]);
  });

  it('weighs datasets alike, however many images they have', () => {
    const clusters = imageClusters(4, { strata: ['big', 'big', 'big', 'small'] });
    expect(meanScore([0, 0, 0, 1], clusters).mean).toBe(0.5);
  });

  it('is NaN where a dataset has no judged image', () => {
    const clusters = imageClusters(3, { strata: ['a', 'a', 'b'] });
    expect(meanScore([1, 1, null], clusters).mean).toBeNaN();
  });

  it('refuses a list of another length', () => {
    expect(() => meanScore([1], imageClusters(2))).toThrow(/2 images, but 1 scores/);
  });
});

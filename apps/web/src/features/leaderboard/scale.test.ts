import fc from 'fast-check';
import { aMetric } from '../../testing/samples.ts';
import { barShare, bestOf, extentOf, normalise, withinScale } from './scale.ts';

const f1 = aMetric('f1@0.5');
const hausdorff = aMetric('mHD', { direction: 'lower', unit: 'px', range: [0, null] });
const cells = aMetric('truthCells', { direction: 'none', range: [0, null] });

describe('scores rescaled over the rows on screen, worked by hand', () => {
  const extent = { min: 2, max: 10 };

  it('gives the best 1, the worst 0 and the middle a half', () => {
    expect([2, 6, 10].map((score) => normalise(f1, score, extent))).toEqual([0, 0.5, 1]);
  });

  it('turns a metric round where less is better', () => {
    expect([2, 6, 10].map((score) => normalise(hausdorff, score, extent))).toEqual([1, 0.5, 0]);
  });

  it('leaves a metric that only describes alone', () => {
    expect(normalise(cells, 6, extent)).toBeNull();
    expect(bestOf(cells, extent)).toBeNull();
  });

  it('calls all best where all are equal', () => {
    expect(normalise(hausdorff, 7, { min: 7, max: 7 })).toBe(1);
  });

  it('goes on beyond both ends, so that what does not set the scale is not called as good as the best', () => {
    expect([0, 14].map((score) => normalise(f1, score, extent))).toEqual([-0.25, 1.5]);
    expect([0, 14].map((score) => normalise(hausdorff, score, extent))).toEqual([1.25, -0.5]);
    const point = { min: 7, max: 7 };
    expect([6, 7, 8].map((score) => normalise(hausdorff, score, point))).toEqual([1, 1, 0]);
    expect([6, 7, 8].map((score) => normalise(f1, score, point))).toEqual([0, 1, 1]);
    expect([-0.25, 0.25, 1.25].map(withinScale)).toEqual([0, 0.25, 1]);
  });

  it('passes over missing scores', () => {
    expect(extentOf([null, 3, undefined, 1])).toEqual({ min: 1, max: 3 });
    expect(extentOf([null, undefined])).toBeNull();
  });
});

describe('the bar behind a score', () => {
  it('is a share of a bounded range, turned round where lower is better', () => {
    expect(barShare(f1, 0.25, { min: 0.25, max: 0.5 })).toBe(0.25);
    expect(barShare(aMetric('are', { direction: 'lower' }), 0.25, { min: 0.25, max: 0.5 })).toBe(0.75);
  });

  it('compares with the best where the range has no end', () => {
    expect([3, 7, 15].map((score) => barShare(hausdorff, score, { min: 3, max: 15 }))).toEqual([1, 0.5, 0.25]);
    expect([0, 1, 3].map((score) => barShare(hausdorff, score, { min: 0, max: 3 }))).toEqual([1, 0.5, 0.25]);
    expect(barShare(hausdorff, 0, { min: 0, max: 0 })).toBe(1);
  });

  it('has the whole length for what is better than the better end of the scale', () => {
    expect([1, 3, 31].map((score) => barShare(hausdorff, score, { min: 3, max: 15 }))).toEqual([1, 1, 0.125]);
  });

  it('is none for a metric that only describes', () => {
    expect(barShare(cells, 6, { min: 3, max: 12 })).toBeNull();
  });

  it('is the longer the better, and never outside of its place', () => {
    const pair = fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const extent = { min: Math.min(a, b), max: Math.max(a, b) };
        const [better, worse] = [extent.min, extent.max].map((score) => barShare(hausdorff, score, extent) ?? -1);
        expect(better).toBe(1);
        expect(worse).toBeGreaterThan(0);
        expect(worse).toBeLessThanOrEqual(1);
      }),
      { seed: 13 },
    );
  });
});

describe('laws of every set of scores', () => {
  const scores = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });

  it('stay in [0, 1], and the best one is exactly 1', () => {
    fc.assert(
      fc.property(scores, fc.constantFrom(f1, hausdorff), (list, metric) => {
        const extent = extentOf(list);
        if (!extent) throw new Error('There is at least one score.');
        const shares = list.map((score) => normalise(metric, score, extent) ?? Number.NaN);
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(shares[list.findIndex((score) => score === bestOf(metric, extent))]).toBe(1);
      }),
      { seed: 11 },
    );
  });

  it('keep the order, or reverse it where less is better', () => {
    fc.assert(
      fc.property(scores, (list) => {
        const extent = extentOf(list);
        if (!extent) throw new Error('There is at least one score.');
        for (const score of list) {
          const up = normalise(f1, score, extent) ?? Number.NaN;
          const down = normalise(hausdorff, score, extent) ?? Number.NaN;
          if (extent.max > extent.min) expect(up + down).toBeCloseTo(1, 12);
        }
      }),
      { seed: 12 },
    );
  });
});

import fc from 'fast-check';
import { distanceTransform } from './distance-transform.ts';
import type { Mask } from './plane.ts';
import { mask } from './plane.fixture.ts';

describe('distanceTransform', () => {
  it('measures from pixel to pixel', () => {
    const { data } = distanceTransform(mask('......', '.####.', '.####.', '.####.', '......'));
    expect(Array.from(data.subarray(12, 18))).toEqual([0, 1, 2, 2, 1, 0]);
  });

  it('measures along the diagonal', () => {
    const { data } = distanceTransform(mask('.##', '###', '###'));
    expect(data[8]).toBeCloseTo(2 * Math.SQRT2, 6);
    expect(data[4]).toBeCloseTo(Math.SQRT2, 6);
  });

  it('takes what lies beyond the border for cell', () => {
    expect(Array.from(distanceTransform(mask('###.')).data)).toEqual([3, 2, 1, 0]);
  });

  it('is width + height where there is nothing outside', () => {
    expect(Array.from(distanceTransform(mask('##', '##')).data)).toEqual([4, 4, 4, 4]);
  });

  it('agrees with looking at every pixel, on every mask', () => {
    const masks = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .chain(([width, height]) =>
        fc
          .array(fc.constantFrom(1, 1, 1, 0), { minLength: width * height, maxLength: width * height })
          .map((data): Mask => ({ width, height, data: Uint8Array.from(data) })),
      );
    fc.assert(
      fc.property(masks, (anyMask) => {
        const { data } = distanceTransform(anyMask);
        expect(data.map(Math.fround)).toEqual(Float32Array.from(nearestByLooking(anyMask)));
      }),
      { seed: 1 },
    );
  });
});

function nearestByLooking({ width, height, data }: Mask): number[] {
  const outside = Array.from(data.keys()).filter((i) => data[i] === 0);
  return Array.from(data, (_, i) => {
    let least = width + height;
    for (const j of outside) {
      const right = (i % width) - (j % width);
      const down = Math.floor(i / width) - Math.floor(j / width);
      least = Math.min(least, Math.fround(Math.sqrt(right * right + down * down)));
    }
    return least;
  });
}

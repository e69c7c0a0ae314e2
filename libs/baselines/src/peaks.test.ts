import fc from 'fast-check';
import { peaks, windowMaximum } from './peaks.ts';
import { grey, mask, rows } from './plane.fixture.ts';

describe('windowMaximum', () => {
  it('agrees with looking at the window, on every plane', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 8 }),
      height: fc.integer({ min: 1, max: 8 }),
      radius: fc.integer({ min: 0, max: 9 }),
    });
    const planes = sizes.chain(({ width, height, radius }) =>
      fc
        .array(fc.integer({ min: 0, max: 9 }), { minLength: width * height, maxLength: width * height })
        .map((values) => ({ plane: { width, height, data: Float32Array.from(values) }, radius })),
    );
    fc.assert(
      fc.property(planes, ({ plane, radius }) => {
        const { width, data } = plane;
        const looked = Array.from(data, (_, i) => {
          const near = Array.from(data).filter((__, j) => {
            const right = Math.abs((i % width) - (j % width));
            return Math.max(right, Math.abs(Math.floor(i / width) - Math.floor(j / width))) <= radius;
          });
          return Math.max(...near);
        });
        expect(Array.from(windowMaximum(plane, radius).data)).toEqual(looked);
      }),
      { seed: 1 },
    );
  });
});

describe('peaks', () => {
  const ridge = grey([1, 2, 1, 5, 5, 1, 3]);

  it('are the greatest of their window; a plateau is one', () => {
    expect(rows(peaks(ridge, mask('#######'), 1))).toEqual(['.1.22.3']);
  });

  it('give way to a higher one within the radius', () => {
    expect(rows(peaks(ridge, mask('#######'), 2))).toEqual(['...11..']);
  });

  it('lie in the mask', () => {
    expect(rows(peaks(ridge, mask('##....#'), 1))).toEqual(['.1....2']);
  });
});

import fc from 'fast-check';
import ndarray from 'ndarray';
import { sampleLevels } from './sample-levels.ts';

const row = (...samples: number[]) => ndarray(Float64Array.from(samples), [1, samples.length]);

describe('sampleLevels', () => {
  it('is the 0.5th and the 99.8th percentile of brightness', () => {
    const plane = row(...Array.from({ length: 1001 }, (_, i) => i));
    expect(sampleLevels([plane])).toEqual({ black: 5, white: 998, median: 500 });
    expect(sampleLevels([plane], true)).toEqual({ black: 995, white: 2, median: 500 });
    expect(sampleLevels([row(1, 2), row(7, 3)])).toEqual({ black: 1, white: 7, median: 3 });
  });

  it('is the least and the greatest sample where nearly all are equal', () => {
    const plane = ndarray(new Uint8Array(2000).fill(9), [40, 50]);
    plane.set(3, 3, 200);
    expect(sampleLevels([plane])).toEqual({ black: 9, white: 200, median: 9 });
    expect(sampleLevels([plane], true)).toEqual({ black: 200, white: 9, median: 9 });
  });

  it('passes over what is not a finite number', () => {
    expect(sampleLevels([row(NaN, 4, Infinity, 8, -Infinity)])).toMatchObject({ black: 4, white: 8 });
    expect(sampleLevels([row(NaN, NaN)])).toEqual({ black: 0, white: 0, median: 0 });
  });

  it('looks at every part of a large plane, whatever its strides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 900 }), fc.integer({ min: 300, max: 900 }), (height, width) => {
        // Brightness grows from the left to the right.
        const plane = ndarray(
          Float32Array.from({ length: height * width }, (_, i) => i % width),
          [height, width],
        );
        const { black, white, median } = sampleLevels([plane]);
        const near = (value: number, part: number) => Math.abs(value / (width - 1) - part) < 0.01;
        expect([near(black, 0.005), near(median, 0.5), near(white, 0.998)]).toEqual([true, true, true]);
        const turned = sampleLevels([plane.transpose(1, 0)]);
        expect([near(turned.black, 0.005), near(turned.white, 0.998)]).toEqual([true, true]);
      }),
      { seed: 2026, numRuns: 20 },
    );
  });
});

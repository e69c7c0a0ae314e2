import { ndArray } from '@cellboard/labels';

import { fullLimits, histogramOf, percentileLimits } from './histogram.ts';
import type { SampleArray } from './image-samples.ts';

const grey = (data: SampleArray) => ndArray(data, [1, data.length, 1]);

describe('a histogram', () => {
  it('counts samples of every type from the smallest to the largest', () => {
    const kinds = [Uint8Array, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array, Float32Array, Float64Array];
    for (const Kind of kinds) {
      const { low, high, counts, total } = histogramOf(grey(Kind.of(10, 20, 20, 110)), 0);
      expect([low, high, total]).toEqual([10, 110, 4]);
      expect([counts[0], counts[102], counts.at(-1)]).toEqual([1, 2, 1]);
    }
  });

  it('takes the channel of a picture whose colours stand together', () => {
    const image = ndArray(Uint8Array.of(1, 50, 2, 60), [1, 2, 2]);
    expect(fullLimits(histogramOf(image, 0))).toEqual({ low: 1, high: 2 });
    expect(fullLimits(histogramOf(image, 1))).toEqual({ low: 50, high: 60 });
  });

  it('leaves out what is not a finite number', () => {
    const image = grey(Float32Array.of(NaN, -Infinity, 1, 3, Infinity));
    expect(histogramOf(image, 0)).toMatchObject({ low: 1, high: 3, total: 2 });
    expect(histogramOf(grey(Float64Array.of(NaN)), 0)).toMatchObject({ low: 0, high: 0, total: 0 });
  });

  it('of a large image has the range of all pixels and counts of a part', () => {
    const data = new Uint16Array(3000 * 2000).fill(7);
    data[1] = 900;
    const histogram = histogramOf(ndArray(data, [2000, 3000, 1]), 0);
    expect(fullLimits(histogram)).toEqual({ low: 7, high: 900 });
    expect(histogram.total).toBe(1500 * 1000);
  });

  it('is refused for a channel that the image has not', () => {
    expect(() => histogramOf(grey(Uint8Array.of(1)), 1)).toThrow(
      'There is no channel 1: the image has channels 0 to 0.',
    );
  });

  it('is refused for other shapes and for sides beyond 8192 pixels', () => {
    expect(() => histogramOf(ndArray(new Uint8Array(4), [2, 2]), 0)).toThrow('has the shape [2, 2]');
    expect(() => histogramOf(ndArray(new Uint8Array(8193), [1, 8193, 1]), 0)).toThrow('1×8193 pixels');
  });
});

describe('percentiles', () => {
  it('cut off one of a hundred at both ends', () => {
    const data = Float32Array.from({ length: 1001 }, (_, i) => i);
    const { low, high } = percentileLimits(histogramOf(grey(data), 0));
    expect(low).toBeCloseTo(10, -0.5);
    expect(high).toBeCloseTo(990, -0.5);
  });

  it('are the full range where nearly everything is background', () => {
    const data = new Uint8Array(1000);
    data[5] = 200;
    expect(percentileLimits(histogramOf(grey(data), 0))).toEqual({ low: 0, high: 200 });
  });
});

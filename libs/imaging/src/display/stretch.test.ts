import * as fc from 'fast-check';
import type { Levels } from './levels.ts';
import { percentileRange as rangeOf } from './stretch.ts';

/** Of pixels that stand one after the other, the channels of each together. */
function percentileRange(data: Levels['data'], channels: number) {
  const width = data.length / channels;
  return rangeOf({ data, width, height: 1, channels, offset: 0, pixelStep: channels, channelStep: 1 });
}

describe('the range to show', () => {
  it('lies between the percentiles', () => {
    const thousand = Uint16Array.from({ length: 1001 }, (_, i) => 10 * i);
    expect(percentileRange(thousand, 1)).toEqual({ black: 50, white: 9980 });
  });

  it('is that of all samples where nearly all are alike', () => {
    const data = new Uint8Array(1000).fill(7);
    data[500] = 9;
    expect(percentileRange(data, 1)).toEqual({ black: 7, white: 9 });
    expect(percentileRange(new Uint8Array(0), 1)).toEqual({ black: 0, white: 0 });
  });

  it('leaves out what is not a number', () => {
    expect(percentileRange(Float32Array.of(NaN, 1, 2, Infinity), 1)).toEqual({ black: 1, white: 2 });
  });

  it('is the same for counted whole numbers as for sorted floats', () => {
    const samples = fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 900 });
    fc.assert(
      fc.property(samples, fc.constantFrom(1, 3), (values, channels) => {
        const whole = Uint16Array.from(values.slice(0, values.length - (values.length % channels)));
        expect(percentileRange(whole, channels)).toEqual(percentileRange(Float32Array.from(whole), channels));
        const bytes = Uint8Array.from(whole);
        expect(percentileRange(bytes, channels)).toEqual(percentileRange(Float32Array.from(bytes), channels));
      }),
      { seed: 1 },
    );
  });
});

import { encodeLabels } from '@cellboard/formats/node';
import { emptyLabelImage } from '@cellboard/labels';
import fc from 'fast-check';
import { decodeMeasured } from '../display/decode-image.ts';
import type { DisplayImage } from '../display/display-image.ts';
import { cellFigures } from './cell-figures.ts';
import { pictureFigures } from './picture-figures.ts';

const grey = (width: number, data: readonly number[]): DisplayImage => ({
  ...{ width, height: data.length / width, channels: 1 },
  data: Uint8Array.from(data),
});
const sharpness = (picture: DisplayImage) => pictureFigures(picture, []).sharpness;

describe('cells', () => {
  it('have the diameter of the circle as large as the median one, and cover a part of the picture', () => {
    expect(cellFigures(Uint32Array.of(1, 100, 4), 210)).toEqual({
      medianDiameterPx: 2 * Math.sqrt(4 / Math.PI),
      covered: 0.5,
    });
    expect(cellFigures(Uint32Array.of(10, 4), 14).medianDiameterPx).toBeCloseTo(2 * Math.sqrt(7 / Math.PI), 12);
  });

  it('that are not there have no diameter and cover nothing', () => {
    expect(cellFigures(new Uint32Array(), 9)).toEqual({ medianDiameterPx: null, covered: 0 });
  });
});

describe('sharpness', () => {
  it('of a chequered picture is that of single pixels, by hand', () => {
    // Inside, each Laplacian is ±4·255 and each grey value 0 or 255, as often: 1020² / 127.5².
    const board = Array.from({ length: 36 }, (_, i) => ((i + Math.floor(i / 6)) % 2) * 255);
    expect(sharpness(grey(6, board))).toBeCloseTo((1020 / 127.5) ** 2, 6);
  });

  it('of a ramp is 0, and there is none of an even or a tiny picture', () => {
    const ramp = Array.from({ length: 25 }, (_, i) => (i % 5) * 10);
    expect(sharpness(grey(5, ramp))).toBeCloseTo(0, 12);
    expect(sharpness(grey(5, Array<number>(25).fill(7)))).toBeNull();
    expect(sharpness(grey(2, [0, 255, 0, 255]))).toBeNull();
  });

  it('does not depend on contrast, and falls with blur', () => {
    const edge = Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 40 : 80));
    const soft = Array.from({ length: 64 }, (_, i) => [40, 40, 45, 55, 65, 75, 80, 80][i % 8]!);
    expect(
      sharpness(
        grey(
          8,
          edge.map((value) => value * 3),
        ),
      ),
    ).toBeCloseTo(sharpness(grey(8, edge))!, 9);
    expect(sharpness(grey(8, soft))!).toBeLessThan(sharpness(grey(8, edge))! / 2);
  });

  it('is never below 0', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { minLength: 25, maxLength: 25 }), (data) => {
        expect(sharpness(grey(5, data)) ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { seed: 7 },
    );
  });
});

describe('contrast', () => {
  const contrast = (...ranges: (readonly [number, number])[]) =>
    pictureFigures(
      grey(1, [0]),
      ranges.map(([p1, p99]) => ({ p1, p50: p1, p99 })),
    ).contrast;

  it('is that of the channel that has the most', () => {
    expect(contrast([100, 300])).toBe(0.5);
    expect(contrast([100, 300], [0, 5])).toBe(1);
    expect(contrast([7, 7])).toBe(0);
    expect(contrast([0, 0])).toBe(0);
  });

  it('is not defined for samples below 0, nor without channels', () => {
    expect([contrast([-1, 5]), contrast()]).toEqual([null, null]);
  });
});

describe('a file', () => {
  it('has the percentiles of its samples as they are, not as they are shown', async () => {
    const { pixels } = emptyLabelImage(20, 50);
    for (let y = 0; y < 20; y++) for (let x = 0; x < 50; x++) pixels.set(y, x, 1000 + y * 50 + x);
    const { picture, figures } = await decodeMeasured(await encodeLabels(pixels));
    expect(picture).toMatchObject({ width: 50, height: 20, channels: 1 });
    expect(figures.intensities).toEqual([{ p1: 1010, p50: 1500, p99: 1989 }]);
    expect(figures.contrast).toBeCloseTo((1989 - 1010) / (1989 + 1010), 12);
  });
});

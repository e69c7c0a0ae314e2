import { gaussianBlur } from './gaussian-blur.ts';
import type { GreyPlane } from './plane.ts';

const SIDE = 81;
const MIDDLE = 40;

/** One bright pixel in the middle. */
function point(): GreyPlane {
  const data = new Float32Array(SIDE * SIDE);
  data[MIDDLE * SIDE + MIDDLE] = 1;
  return { width: SIDE, height: SIDE, data };
}

describe.each([0.7, 1, 1.9, 2, 5, 9])('gaussianBlur with sigma %d', (sigma) => {
  const { data } = gaussianBlur(point(), sigma);

  it('keeps the light and has the variance asked for', () => {
    let sum = 0;
    let across = 0;
    let down = 0;
    data.forEach((value, i) => {
      sum += value;
      across += value * ((i % SIDE) - MIDDLE) ** 2;
      down += value * (Math.floor(i / SIDE) - MIDDLE) ** 2;
    });
    expect(sum).toBeCloseTo(1, 5);
    expect(across / sigma ** 2).toBeCloseTo(1, 4);
    expect(Math.abs(down / across - 1)).toBeLessThan(1e-4);
  });

  it('has the shape of the Gaussian', () => {
    const peak = data[MIDDLE * SIDE + MIDDLE]!;
    for (const away of [1, 2, 5, 9]) {
      const expected = peak * Math.exp(-(away * away) / (2 * sigma * sigma));
      expect(Math.abs(data[MIDDLE * SIDE + MIDDLE + away]! - expected)).toBeLessThan(0.09 * peak);
    }
  });
});

describe('gaussianBlur', () => {
  it.each([1, 6])('leaves an even plane as it is, up to the border (sigma %d)', (sigma) => {
    const { width, height, data } = gaussianBlur({ width: 5, height: 3, data: new Float32Array(15).fill(7) }, sigma);
    expect([width, height]).toEqual([5, 3]);
    for (const value of data) expect(value).toBeCloseTo(7, 5);
  });

  it('does not change its argument', () => {
    const plane = point();
    gaussianBlur(plane, 3);
    expect(plane).toEqual(point());
  });
});

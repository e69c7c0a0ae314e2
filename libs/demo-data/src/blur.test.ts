import { blankRaster, blur } from './blur.ts';

const SIDE = 101;
const MIDDLE = 50;

describe.each([0.7, 1.5, 6])('blur by %d pixels', (sigma) => {
  const raster = blankRaster(SIDE, SIDE);
  raster.data[MIDDLE * SIDE + MIDDLE] = 1;
  blur(raster, sigma);

  it('keeps the light and spreads it by that much, both ways alike', () => {
    let sum = 0;
    let across = 0;
    let down = 0;
    raster.data.forEach((value, i) => {
      sum += value;
      across += value * ((i % SIDE) - MIDDLE) ** 2;
      down += value * (Math.floor(i / SIDE) - MIDDLE) ** 2;
    });
    expect(sum).toBeCloseTo(1, 4);
    expect(Math.abs(across / sigma ** 2 - 1)).toBeLessThan(0.01);
    expect(Math.abs(down / sigma ** 2 - 1)).toBeLessThan(0.01);
  });
});

describe('blur', () => {
  it('leaves an even raster as it is, up to the border', () => {
    const raster = { width: 4, height: 3, data: new Float32Array(12).fill(5) };
    blur(raster, 3);
    for (const value of raster.data) expect(value).toBeCloseTo(5, 5);
  });

  it('by 0 pixels changes nothing', () => {
    const raster = { width: 2, height: 1, data: Float32Array.of(1, 9) };
    blur(raster, 0);
    expect(Array.from(raster.data)).toEqual([1, 9]);
  });
});

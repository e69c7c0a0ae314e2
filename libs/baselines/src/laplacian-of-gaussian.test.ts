import { blobResponse } from './laplacian-of-gaussian.ts';
import type { GreyPlane } from './plane.ts';

const SIDE = 121;
const MIDDLE = 60;

function disc(radius: number): GreyPlane {
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const right = (i % SIDE) - MIDDLE;
    const down = Math.floor(i / SIDE) - MIDDLE;
    return right * right + down * down <= radius * radius ? 100 : 0;
  });
  return { width: SIDE, height: SIDE, data };
}

const inTheMiddle = (radius: number, sigma: number) => blobResponse(disc(radius), sigma).data[MIDDLE * SIDE + MIDDLE]!;

describe('blobResponse', () => {
  it('is greatest in the middle of a disc', () => {
    const { data } = blobResponse(disc(9), 6);
    expect(data.indexOf(Math.max(...data))).toBe(MIDDLE * SIDE + MIDDLE);
  });

  it('is greatest for the scale radius / √2, where theory says 2 / e of the contrast', () => {
    const scales = [4, 6, 8.5, 11, 14];
    const responses = scales.map((sigma) => inTheMiddle(12, sigma));
    expect(responses.indexOf(Math.max(...responses))).toBe(scales.indexOf(8.5));
    // A disc of pixels and a Gaussian of boxes are both within a few hundredths of the ideal ones.
    expect(Math.abs(inTheMiddle(12, 12 / Math.SQRT2) / ((100 * 2) / Math.E) - 1)).toBeLessThan(0.1);
  });

  it('is 0 on an even plane, up to the border', () => {
    const even = { width: 6, height: 4, data: new Float32Array(24).fill(50) };
    for (const value of blobResponse(even, 3).data) expect(Math.abs(value)).toBeLessThan(1e-3);
  });
});

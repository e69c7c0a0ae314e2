import { gaussianBlur } from './gaussian-blur.ts';
import type { GreyPlane } from './plane.ts';

/**
 * Blob response −σ²∇²(G ∗ image): greatest in the middle of a bright disc of radius σ√2.
 *
 * Marr and Hildreth, Theory of edge detection, Proc. R. Soc. Lond. B 207, 1980; the factor σ², which makes
 * responses of different scales comparable, is Lindeberg's (Feature detection with automatic scale selection,
 * IJCV 30(2), 1998). Beyond the border the outermost pixel repeats.
 *
 * @param sigma standard deviation of the Gaussian in pixels, above 0
 */
export function blobResponse(plane: GreyPlane, sigma: number): GreyPlane {
  const { width, height, data: blurred } = gaussianBlur(plane, sigma);
  const response = new Float32Array(blurred.length);
  const scale = sigma * sigma;
  for (let row = 0; row < height; row++) {
    const up = row > 0 ? width : 0;
    const down = row < height - 1 ? width : 0;
    for (let column = 0; column < width; column++) {
      const i = row * width + column;
      const left = column > 0 ? 1 : 0;
      const right = column < width - 1 ? 1 : 0;
      const around = blurred[i - up]! + blurred[i + down]! + blurred[i - left]! + blurred[i + right]!;
      response[i] = scale * (4 * blurred[i]! - around);
    }
  }
  return { width, height, data: response };
}

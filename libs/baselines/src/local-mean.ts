import type { GreyPlane } from './plane.ts';

/**
 * The mean of the square window around every pixel, cut off at the border; cost independent of the window.
 *
 * By the integral image of Crow, Summed-area tables for texture mapping, SIGGRAPH 1984.
 *
 * @param radius in pixels: the window has side 2 × radius + 1
 */
export function localMean({ width, height, data }: GreyPlane, radius: number): GreyPlane {
  const sums = integralImage({ width, height, data });
  const stride = width + 1;
  const mean = new Float32Array(data.length);
  for (let row = 0; row < height; row++) {
    const top = Math.max(0, row - radius);
    const bottom = Math.min(height, row + radius + 1);
    for (let column = 0; column < width; column++) {
      const left = Math.max(0, column - radius);
      const right = Math.min(width, column + radius + 1);
      const upper = sums[top * stride + right]! - sums[top * stride + left]!;
      const lower = sums[bottom * stride + right]! - sums[bottom * stride + left]!;
      mean[row * width + column] = (lower - upper) / ((bottom - top) * (right - left));
    }
  }
  return { width, height, data: mean };
}

/** Sum of all values above and left of each pixel corner, (height + 1) × (width + 1) values, row by row. */
export function integralImage({ width, height, data }: GreyPlane): Float64Array {
  const stride = width + 1;
  const sums = new Float64Array((height + 1) * stride);
  for (let row = 0; row < height; row++) {
    let rowSum = 0;
    for (let column = 0; column < width; column++) {
      rowSum += data[row * width + column]!;
      sums[(row + 1) * stride + column + 1] = sums[row * stride + column + 1]! + rowSum;
    }
  }
  return sums;
}

/** Values by pixel, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export function blankRaster(width: number, height: number): Raster {
  return { width, height, data: new Float32Array(width * height) };
}

const PASSES = 3;

/**
 * Blurs in place with nearly a Gaussian: three passes of an exponential filter forth and back, both ways.
 *
 * One pass of y += a (x − y) forth and back has variance 2 (1 − a) / a². Beyond the border the outermost pixel repeats.
 *
 * @param sigma standard deviation in pixels; 0 leaves the raster as it is
 */
export function blur(raster: Raster, sigma: number): void {
  if (sigma === 0) return;
  const s = (sigma * sigma) / (2 * PASSES);
  const a = (Math.sqrt(1 + 4 * s) - 1) / (2 * s);
  for (let pass = 0; pass < PASSES; pass++) {
    alongRows(raster, a);
    alongColumns(raster, a);
  }
}

function alongRows({ width, height, data }: Raster, a: number): void {
  for (let row = 0; row < height; row++) {
    const start = row * width;
    const end = start + width - 1;
    let y = data[start]!;
    for (let i = start + 1; i <= end; i++) data[i] = y += a * (data[i]! - y);
    for (let i = end - 1; i >= start; i--) data[i] = y += a * (data[i]! - y);
  }
}

function alongColumns({ width, data }: Raster, a: number): void {
  const end = data.length;
  for (let i = width; i < end; i++) data[i]! += (1 - a) * (data[i - width]! - data[i]!);
  for (let i = end - width - 1; i >= 0; i--) data[i]! += (1 - a) * (data[i + width]! - data[i]!);
}

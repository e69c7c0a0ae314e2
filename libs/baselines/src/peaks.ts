import { connectedComponents } from './components.ts';
import type { GreyPlane, Mask, Objects } from './plane.ts';

/**
 * The peaks of a landscape: connected pixels of equal value that are the greatest of the square window around them.
 *
 * @param within pixels outside are no peaks, but they may forbid one
 * @param radius in pixels: the window has side 2 × radius + 1, so two peaks are further apart than `radius`
 *   unless their values are equal
 */
export function peaks(plane: GreyPlane, within: Mask, radius: number): Objects {
  const { width, height, data } = plane;
  const greatest = windowMaximum(plane, radius);
  const isPeak = new Uint8Array(data.length);
  for (let i = 0; i < isPeak.length; i++) if (data[i] === greatest.data[i]) isPeak[i] = within.data[i]!;
  return connectedComponents({ width, height, data: isPeak }, 8);
}

/** The greatest value of the square window around each pixel, cut off at the border. */
export function windowMaximum(plane: GreyPlane, radius: number): GreyPlane {
  return rowMaximumTransposed(rowMaximumTransposed(plane, radius), radius);
}

/** The maximum along each row, rows and columns swapped: doing it twice goes both ways and restores the order. */
function rowMaximumTransposed({ width, height, data }: GreyPlane, radius: number): GreyPlane {
  const result = new Float32Array(data.length);
  // Columns of the window with falling values: the first is its maximum, each stays until it leaves or is beaten.
  const waiting = new Int32Array(width);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    let first = 0;
    let end = 0;
    for (let column = 0; column < width + radius; column++) {
      if (column < width) {
        const value = data[start + column]!;
        while (end > first && data[start + waiting[end - 1]!]! <= value) end--;
        waiting[end++] = column;
      }
      const centre = column - radius;
      if (centre < 0) continue;
      while (waiting[first]! < centre - radius) first++;
      result[centre * height + row] = data[start + waiting[first]!]!;
    }
  }
  return { width: height, height: width, data: result };
}

import { randomIntegers } from '../src/statistics/random.ts';

/** What to generate. */
export interface CellImageOptions {
  readonly height: number;
  readonly width: number;
  readonly cells: number;
  readonly seed: number;
}

/** A truth and a prediction that is like it, row by row; ids 1..n. */
export interface CellImagePair {
  readonly truth: Uint16Array;
  readonly prediction: Uint16Array;
}

interface Ellipse {
  readonly y: number;
  readonly x: number;
  readonly long: number;
  readonly short: number;
  readonly angle: number;
}

/**
 * Generates a pair of label images for measuring: ellipses on a shaken grid that cover about half of the image. Of the
 * predicted cells some are moved and resized, one in 20 is missing, one in 30 runs into its neighbour, one in 30 is
 * invented. The same seed gives the same images.
 */
export function cellImages({ height, width, cells, seed }: CellImageOptions): CellImagePair {
  const random = randomIntegers(seed);
  const between = (low: number, high: number) => low + ((high - low) * random(1_000_000)) / 1_000_000;
  const truth = new Uint16Array(height * width);
  const prediction = new Uint16Array(height * width);
  const columns = Math.max(1, Math.round(Math.sqrt((cells * width) / height)));
  const rows = Math.ceil(cells / columns);
  const [stepY, stepX] = [height / rows, width / columns];
  const radius = 0.45 * Math.min(stepY, stepX);
  let [nextTruth, nextPrediction] = [1, 1];
  for (let n = 0; n < cells; n++) {
    const cell: Ellipse = {
      y: (Math.floor(n / columns) + between(0.35, 0.65)) * stepY,
      x: ((n % columns) + between(0.35, 0.65)) * stepX,
      long: radius * between(0.85, 1.2),
      short: radius * between(0.65, 0.9),
      angle: between(0, Math.PI),
    };
    if (random(30) === 0) {
      paint({ pixels: prediction, width, height }, cell, nextPrediction++);
      continue;
    }
    paint({ pixels: truth, width, height }, cell, nextTruth++);
    if (random(20) === 0) continue;
    const found: Ellipse = {
      ...cell,
      y: cell.y + between(-2, 2),
      x: cell.x + between(-2, 2),
      long: cell.long * between(0.88, 1.1),
      short: cell.short * between(0.88, 1.1),
    };
    paint({ pixels: prediction, width, height }, found, nextPrediction);
    if (random(30) > 0) nextPrediction++;
  }
  return { truth, prediction };
}

/** Paints what is still background. */
function paint(image: { pixels: Uint16Array; width: number; height: number }, cell: Ellipse, id: number): void {
  const { pixels, width, height } = image;
  const [cos, sin] = [Math.cos(cell.angle), Math.sin(cell.angle)];
  const reach = Math.ceil(cell.long);
  const [top, bottom] = [Math.max(0, Math.floor(cell.y) - reach), Math.min(height - 1, Math.ceil(cell.y) + reach)];
  const [left, right] = [Math.max(0, Math.floor(cell.x) - reach), Math.min(width - 1, Math.ceil(cell.x) + reach)];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = ((x - cell.x) * cos + (y - cell.y) * sin) / cell.long;
      const across = ((y - cell.y) * cos - (x - cell.x) * sin) / cell.short;
      const place = y * width + x;
      if (along * along + across * across <= 1 && pixels[place] === 0) pixels[place] = id;
    }
  }
}

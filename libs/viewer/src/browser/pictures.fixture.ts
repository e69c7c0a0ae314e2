import { ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';

import type { ImageSamples, SampleArray } from '../image/image-samples.ts';

/** Numbers from 0 to 1 that look random and are the same everywhere (Park & Miller, CACM 1988). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** A disc that stands for a cell. */
interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** What is drawn: a size, how many cells, and where the random numbers begin. */
export interface Made {
  readonly width: number;
  readonly height: number;
  readonly cells: number;
  readonly seed?: number;
}

function discs({ width, height, cells, seed = 7 }: Made): Disc[] {
  const random = randomNumbers(seed);
  const side = Math.sqrt((width * height) / cells);
  return Array.from({ length: cells }, () => ({
    x: random() * width,
    y: random() * height,
    radius: side * (0.35 + 0.4 * random()),
  }));
}

/** Cells that touch and hide each other, as ids that begin at `from`. */
export function cellsOf(made: Made, { moved = 0, lost = 0, from = 1 } = {}): LabelImage {
  const { width, height } = made;
  const ids = new Uint32Array(width * height);
  for (const [k, { x, y, radius }] of discs(made).entries()) {
    if (lost > 0 && k % lost === 0) continue;
    const [centreX, centreY] = [x + moved * Math.cos(k), y + moved * Math.sin(k)];
    for (let row = Math.max(0, Math.floor(centreY - radius)); row <= Math.min(height - 1, centreY + radius); row++) {
      for (
        let column = Math.max(0, Math.floor(centreX - radius));
        column <= Math.min(width - 1, centreX + radius);
        column++
      ) {
        if ((column - centreX) ** 2 + (row - centreY) ** 2 <= radius ** 2) ids[row * width + column] = k + from;
      }
    }
  }
  return toLabelImage(ndArray(ids, [height, width]));
}

/** How samples are kept. */
export interface Kept {
  readonly make: (count: number) => SampleArray;
  readonly channels?: number;
  /** Whether one channel follows after the other. */
  readonly planar?: boolean;
  /** Smallest and largest sample. */
  readonly low?: number;
  readonly high?: number;
}

/** A picture of bright cells and noise. */
export function pictureOf(made: Made, { make, channels = 1, planar = false, low = 0, high = 255 }: Kept): ImageSamples {
  const { width, height, seed = 7 } = made;
  const pixels = width * height;
  const data = make(pixels * channels);
  const random = randomNumbers(seed + 1);
  for (let channel = 0; channel < channels; channel++) {
    const { data: cells } = cellsOf({ ...made, seed: seed + channel }).pixels;
    for (let i = 0; i < pixels; i++) {
      const value = (cells[i]! > 0 ? 0.5 : 0.05) + 0.4 * random();
      data[planar ? channel * pixels + i : i * channels + channel] = low + value * (high - low);
    }
  }
  const stride = planar ? [width, 1, pixels] : [width * channels, channels, 1];
  return ndArray(data, [height, width, channels], stride);
}

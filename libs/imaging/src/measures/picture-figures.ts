import type { DisplayImage } from '../display/display-image.ts';
import type { Levels } from '../display/levels.ts';
import { ranksOf } from '../display/stretch.ts';

/** Raised when the same image has other figures than before, so that stored ones are measured again. */
export const FIGURES_VERSION = 1;

/** Percentiles of the samples of a channel, as the file has them; white is more than black. */
export interface Intensities {
  readonly p1: number;
  readonly p50: number;
  readonly p99: number;
}

/** What can be measured of a picture without its cells. */
export interface PictureFigures {
  /**
   * Michelson contrast of the 1st and 99th percentile, (p99 − p1) / (p99 + p1), of the channel that has the most: 0 for an
   * even picture, 1 where the darkest is black. Null where samples are below 0, as in phase images.
   */
  readonly contrast: number | null;
  /**
   * Variance of the Laplacian over the variance of the grey picture (after Pech-Pacheco et al., "Diatom autofocusing in
   * brightfield microscopy", 2000; divided, so that contrast does not count): near 0 where it is blurred, up to 20 for
   * noise of single pixels. Null for an even picture, and for one of fewer than 3 pixels a side.
   */
  readonly sharpness: number | null;
  /** Of each channel, of the first seven at most; colours are red, green and blue. */
  readonly intensities: readonly Intensities[];
}

/** Percentiles of a channel, of up to 65,536 evenly spread pixels. */
export function intensitiesOf(channel: Levels): Intensities {
  const at = ranksOf(channel);
  return { p1: at(0.01), p50: at(0.5), p99: at(0.99) };
}

/** Puts the figures of a picture together. */
export function pictureFigures(picture: DisplayImage, intensities: readonly Intensities[]): PictureFigures {
  return { contrast: contrastOf(intensities), sharpness: sharpnessOf(picture), intensities };
}

function contrastOf(intensities: readonly Intensities[]): number | null {
  if (intensities.length === 0 || intensities.some(({ p1 }) => p1 < 0)) return null;
  return Math.max(...intensities.map(({ p1, p99 }) => (p99 + p1 > 0 ? (p99 - p1) / (p99 + p1) : 0)));
}

function sharpnessOf({ width, height, channels, data }: DisplayImage): number | null {
  if (width < 3 || height < 3) return null;
  const rows = [0, 1, 2].map(() => new Float32Array(width));
  const fill = (y: number) => {
    const row = rows[y % 3]!;
    for (let x = 0, at = y * width * channels; x < width; x++) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) sum += data[at++]!;
      row[x] = sum / channels;
    }
    return row;
  };
  let [above, here] = [fill(0), fill(1)];
  const grey = new Moments();
  const laplacian = new Moments();
  for (let y = 1; y < height - 1; y++) {
    const below = fill(y + 1);
    for (let x = 1; x < width - 1; x++) {
      const centre = here[x]!;
      grey.add(centre);
      laplacian.add(above[x]! + below[x]! + here[x - 1]! + here[x + 1]! - 4 * centre);
    }
    [above, here] = [here, below];
  }
  return grey.variance < FLAT ? null : laplacian.variance / grey.variance;
}

/** Variances below this, in squared grey levels, are those of an even picture. */
const FLAT = 1e-6;

/** Sums of values and their squares; grey levels are small enough that nothing is lost. */
class Moments {
  private count = 0;
  private sum = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    this.sum += value;
    this.squares += value * value;
  }

  get variance(): number {
    const mean = this.sum / this.count;
    return Math.max(0, this.squares / this.count - mean * mean);
  }
}

import type { CellRings } from './cell-rings.ts';
import { cellShapes } from './cell-shapes.ts';
import type { LabelImage } from './label-image.ts';
import { sizeOf } from './runs.ts';

/** The samples of one channel of an image, wherever they stand in memory. */
export interface ChannelSamples {
  readonly data: ArrayLike<number>;
  /** Where the sample of the first pixel stands, and how far it is to the next row and to the next pixel. */
  readonly offset: number;
  readonly rowStep: number;
  readonly pixelStep: number;
}

/** Mean sample by cell number, in the unit of the samples; index 0 is unused. */
export interface CellIntensities {
  readonly inside: Float64Array;
  /** Of the ring around the cell; NaN where it has none. */
  readonly ring: Float64Array;
}

/** Mean sample of every cell and of the ring around it, of one channel. O(pixels of cells and rings). */
export function cellIntensities(image: LabelImage, rings: CellRings, samples: ChannelSamples): CellIntensities {
  const width = sizeOf(image)[1];
  const { first, row, left, right } = cellShapes(image);
  const inside = new Float64Array(image.cellCount + 1);
  const ring = new Float64Array(image.cellCount + 1);
  for (let cell = 1; cell <= image.cellCount; cell++) {
    let [sum, pixels] = [0, 0];
    for (let k = first[cell]!; k < first[cell + 1]!; k++) {
      sum += sumOf(samples, row[k]! * samples.rowStep + left[k]! * samples.pixelStep, right[k]! - left[k]!);
      pixels += right[k]! - left[k]!;
    }
    inside[cell] = sum / pixels;
    [sum, pixels] = [0, 0];
    for (let k = rings.first[cell]!; k < rings.first[cell + 1]!; k++) {
      const [start, length] = [rings.start[k]!, rings.end[k]! - rings.start[k]!];
      const y = Math.floor(start / width);
      sum += sumOf(samples, y * samples.rowStep + (start - y * width) * samples.pixelStep, length);
      pixels += length;
    }
    ring[cell] = sum / pixels;
  }
  return { inside, ring };
}

/** Sum of so many samples of a row, from the one at a place behind the first of all. */
function sumOf({ data, offset, pixelStep }: ChannelSamples, from: number, length: number): number {
  let sum = 0;
  for (let i = 0, at = offset + from; i < length; i++, at += pixelStep) sum += data[at]!;
  return sum;
}

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

function sharpnessOf(picture: DisplayImage): number | null {
  const { width, height } = picture;
  if (width < 3 || height < 3) return null;
  const [top, middle, bottom] = [new Float32Array(width), new Float32Array(width), new Float32Array(width)];
  fillGrey(picture, 0, top);
  fillGrey(picture, 1, middle);
  const moments: Moments = { grey: 0, greySquares: 0, edges: 0, edgesSquares: 0 };
  let [above, here, below] = [top, middle, bottom];
  for (let y = 1; y < height - 1; y++) {
    fillGrey(picture, y + 1, below);
    addRow(moments, { above, here, below });
    [above, here, below] = [here, below, above];
  }
  const count = (width - 2) * (height - 2);
  const grey = variance(moments.grey, moments.greySquares, count);
  return grey < FLAT ? null : variance(moments.edges, moments.edgesSquares, count) / grey;
}

/** The mean of the colours of each pixel of a row. */
function fillGrey({ width, channels, data }: DisplayImage, y: number, row: Float32Array): void {
  let at = y * width * channels;
  if (channels === 1) for (let x = 0; x < width; x++) row[x] = data[at++]!;
  else for (let x = 0; x < width; x++, at += 3) row[x] = (data[at]! + data[at + 1]! + data[at + 2]!) / 3;
}

/** Variances below this, in squared grey levels, are those of an even picture. */
const FLAT = 1e-6;

/** Sums of values and their squares, of a picture and of its Laplacian; grey levels are small enough that nothing is lost. */
interface Moments {
  grey: number;
  greySquares: number;
  edges: number;
  edgesSquares: number;
}

interface ThreeRows {
  readonly above: Float32Array;
  readonly here: Float32Array;
  readonly below: Float32Array;
}

/** Adds the inner pixels of a row. The sums are locals while it runs, since it is a large part of the time of an import. */
function addRow(moments: Moments, { above, here, below }: ThreeRows): void {
  let { grey, greySquares, edges, edgesSquares } = moments;
  let [left, centre] = [here[0]!, here[1]!];
  for (let x = 1; x < here.length - 1; x++) {
    const right = here[x + 1]!;
    const edge = above[x]! + below[x]! + left + right - 4 * centre;
    grey += centre;
    greySquares += centre * centre;
    edges += edge;
    edgesSquares += edge * edge;
    left = centre;
    centre = right;
  }
  moments.grey = grey;
  moments.greySquares = greySquares;
  moments.edges = edges;
  moments.edgesSquares = edgesSquares;
}

function variance(sum: number, squares: number, count: number): number {
  const mean = sum / count;
  return Math.max(0, squares / count - mean * mean);
}

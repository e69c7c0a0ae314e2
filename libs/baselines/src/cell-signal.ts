import type { CellImage } from './baseline.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { haematoxylin } from './haematoxylin.ts';
import { localMean } from './local-mean.ts';
import { checkShape, colourPlanes, greyChannel, luma, type ColourPlanes } from './pixels.ts';
import type { GreyPlane } from './plane.ts';

/** Mean difference of the channels, of 255, below which a colour image shows shades of one colour. */
const COLOURFUL = 6;

/** Mean luma, of 255, above which a colour image shows light through stained tissue and not light from dyes. */
const BRIGHT_FIELD = 90;

/**
 * Where the background's grey lies between the image's darkest and brightest hundredth: below, cells are brighter;
 * above, they are darker; between, as in phase contrast, they are both.
 */
const BACKGROUND_LOW = 0.3;
const BACKGROUND_HIGH = 0.7;

/** Radius, in pixels, of the surroundings whose mean is the background of a phase contrast image. */
const SURROUNDINGS = 60;

/** Standard deviation, in pixels, over which the darkness of a phase contrast image is gathered. */
const GATHERING = 5;

/**
 * Turns an image of any of the common kinds into one grey plane in which cells are bright, 0 or more:
 *
 * - stained tissue in colour: the amount of haematoxylin;
 * - dyes on black in colour: the strongest channel;
 * - grey, background dark: grey above the background; background bright: grey below it;
 * - grey, background in the middle (phase contrast): how much is darker than its surroundings, gathered over
 *   organelles. The bright halos drop out and keep neighbours apart;
 * - several channels: the strongest of their signals, each found like that of grey.
 *
 * The unit differs between kinds; nothing that follows depends on it.
 *
 * @throws RangeError if the shape is not [height, width, channels], a side is 0, or colours have not 3 channels
 */
export function cellSignal(image: CellImage): GreyPlane {
  checkShape(image);
  if (!image.colours) return channelsSignal(image);
  const colours = colourPlanes(image);
  const grey = luma(colours);
  if (chroma(colours) < COLOURFUL) return greySignal(grey);
  return mean(grey.data) > BRIGHT_FIELD ? haematoxylin(colours) : greySignal(strongest(colours));
}

function channelsSignal(image: CellImage): GreyPlane {
  const signal = greySignal(greyChannel(image, 0));
  for (let channel = 1; channel < image.samples.shape[2]!; channel++) {
    const { data } = greySignal(greyChannel(image, channel));
    for (let i = 0; i < data.length; i++) signal.data[i] = Math.max(signal.data[i]!, data[i]!);
  }
  return signal;
}

function greySignal(plane: GreyPlane): GreyPlane {
  const { low, background, high } = levels(plane);
  const position = (background - low) / (high - low);
  if (position > BACKGROUND_LOW && position < BACKGROUND_HIGH) return darkness(plane);
  const sign = position >= BACKGROUND_HIGH ? -1 : 1;
  const data = new Float32Array(plane.data.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.max(0, sign * (plane.data[i]! - background));
  return { ...plane, data };
}

/** How much darker than its surroundings each place is, blurred. */
function darkness(plane: GreyPlane): GreyPlane {
  const around = localMean(plane, SURROUNDINGS).data;
  const data = new Float32Array(around.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.max(0, around[i]! - plane.data[i]!);
  return gaussianBlur({ ...plane, data }, GATHERING);
}

/** Greys, 0–255: the background's, which is the most frequent, and those of the darkest and the brightest hundredth. */
function levels(plane: GreyPlane): { low: number; background: number; high: number } {
  const histogram = new Float64Array(256);
  const { data } = gaussianBlur(plane, 1);
  for (let i = 0; i < data.length; i++) histogram[Math.round(data[i]!)]!++;

  const rank = (share: number): number => {
    let left = share * data.length;
    let level = -1;
    while (left > 0) left -= histogram[++level]!;
    return level;
  };
  let background = 0;
  for (let level = 1; level < 256; level++) if (histogram[level]! > histogram[background]!) background = level;
  return { low: rank(0.01), background, high: rank(0.99) };
}

function strongest({ red, green, blue }: ColourPlanes): GreyPlane {
  const data = new Float32Array(red.data.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.max(red.data[i]!, green.data[i]!, blue.data[i]!);
  return { width: red.width, height: red.height, data };
}

/** Mean over the pixels of the greatest minus the least channel, 0–255. */
function chroma({ red, green, blue }: ColourPlanes): number {
  let sum = 0;
  for (let i = 0; i < red.data.length; i++) {
    const r = red.data[i]!;
    const g = green.data[i]!;
    const b = blue.data[i]!;
    sum += Math.max(r, g, b) - Math.min(r, g, b);
  }
  return sum / red.data.length;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

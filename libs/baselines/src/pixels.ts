import type { CellImage, CellSamples } from './baseline.ts';
import type { GreyPlane } from './plane.ts';
import { sampleLevels, type SampleLevels } from './sample-levels.ts';

/** Red, green and blue of each pixel, 0–255. */
export interface ColourPlanes {
  readonly red: GreyPlane;
  readonly green: GreyPlane;
  readonly blue: GreyPlane;
}

/** Part of the full range of colours below which their brightest level means light from dyes that were dim. */
const DIM = 0.4;

/** Bits of the cameras and files there are: colours of 12 bits often come in 16. */
const DEPTHS = [8, 10, 12, 14, 16, 24, 32];

/**
 * Checks the shape of an image.
 *
 * @throws RangeError if it is not [height, width, channels], a side is 0, or colours have not 3 channels
 */
export function checkShape({ samples, colours }: CellImage): void {
  const known = samples.dimension === 3 && (!colours || samples.shape[2] === 3);
  if (known && samples.size > 0) return;
  throw new RangeError(
    `Expected an image of shape [height, width, ${colours ? '3' : 'channels'}] with at least one pixel ` +
      `but found [${samples.shape.join(', ')}]. Drop the alpha channel and pass one image at a time.`,
  );
}

/**
 * One channel, 0–255: from its own black level to its own white level. What lies beyond them is cut off, so that a hot
 * pixel does not darken all others.
 */
export function greyChannel({ samples, whiteIsZero }: CellImage, channel: number): GreyPlane {
  const plane = samples.pick(null, null, channel);
  return scaledPlane(plane, sampleLevels([plane], whiteIsZero));
}

/**
 * The colours, 0–255: from 0 to the full range of their depth, because the amount of a stain shows in how much of the
 * light is left. Where all are dim, the brightest level is taken for the full range.
 */
export function colourPlanes({ samples, bitDepth }: CellImage): ColourPlanes {
  const channels = [0, 1, 2].map((channel) => samples.pick(null, null, channel)) as [
    CellSamples,
    CellSamples,
    CellSamples,
  ];
  const { white: brightest, median } = sampleLevels(channels);
  const full = fullRange(brightest, samples, bitDepth);
  const levels = { black: 0, white: brightest > 0 && brightest < DIM * full ? brightest : full, median };
  const [red, green, blue] = channels;
  return { red: scaledPlane(red, levels), green: scaledPlane(green, levels), blue: scaledPlane(blue, levels) };
}

/** The brightest value there may be: of floating point 1, or as for whole numbers; of these that of a usual depth. */
function fullRange(brightest: number, { dtype }: CellSamples, bitDepth: number): number {
  if (dtype.startsWith('float') && brightest <= 1) return 1;
  if (bitDepth < 8) return 2 ** bitDepth - 1;
  return DEPTHS.map((depth) => 2 ** depth - 1).find((most) => most >= brightest) ?? brightest;
}

function scaledPlane({ data, shape, stride, offset }: CellSamples, { black, white, median }: SampleLevels): GreyPlane {
  const [height = 0, width = 0] = shape;
  const [down = 0, right = 0] = stride;
  const scale = white === black ? 0 : 255 / (white - black);
  const values = new Float32Array(width * height);
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0, at = offset + row * down; column < width; column++, at += right) {
      const value = data[at]!;
      const level = ((Number.isFinite(value) ? value : median) - black) * scale;
      values[i++] = level > 0 ? Math.min(level, 255) : 0;
    }
  }
  return { width, height, data: values };
}

/** Luma of the colours, 0–255: ITU-R BT.601-7, section 2.5.1. */
export function luma({ red, green, blue }: ColourPlanes): GreyPlane {
  const data = new Float32Array(red.data.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = 0.299 * red.data[i]! + 0.587 * green.data[i]! + 0.114 * blue.data[i]!;
  }
  return { width: red.width, height: red.height, data };
}

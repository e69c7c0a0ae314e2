import type { ImageSize } from '@cellboard/formats';
import type { Colour } from '@cellboard/labels';
import type { DisplayImage } from './display-image.ts';
import type { Levels } from './levels.ts';
import { percentileRange } from './stretch.ts';
import { canTellApart } from './tell-apart.ts';

/**
 * Colours of channels whose file states none, in their order: blue and orange, which together make white and which
 * people with any colour vision tell apart, then the other colours of Okabe and Ito, "Color Universal Design" (2008).
 */
export const CHANNEL_COLOURS: readonly Colour[] = [
  [0, 114, 255],
  [255, 141, 0],
  [0, 158, 115],
  [204, 121, 167],
  [240, 228, 66],
  [86, 180, 233],
  [213, 94, 0],
];

/** Of more channels the first are shown: a sum of many colours shows nothing. */
export const MOST_COLOURS = CHANNEL_COLOURS.length;

/** One channel of an image that is shown. */
export interface ShownChannel {
  /** Decodes its samples; called once. */
  readonly levels: () => Promise<Levels>;
  /** As the file states it. */
  readonly colour?: Colour | undefined;
}

/**
 * Shows the channels of an image, at most {@link MOST_COLOURS}, as the sum of their colours. Each is mapped linearly
 * to black and full colour from the range that its file states, or from its own 0.5th and 99.8th percentile. The colours of the file are taken if it states
 * one for each channel, and everybody can tell any two of them apart.
 *
 * @throws FormatError whatever decoding throws
 */
export async function showChannels(
  channels: readonly ShownChannel[],
  { width, height }: ImageSize,
): Promise<DisplayImage> {
  const stated = channels.flatMap(({ colour }) => (colour ? [colour] : []));
  const areApart = stated.every((one, i) => stated.slice(i + 1).every((other) => canTellApart(one, other)));
  const colours = stated.length === channels.length && areApart ? stated : CHANNEL_COLOURS;
  // Clamped arrays round and cut at 255.
  const data = new Uint8ClampedArray(width * height * 3);
  for (const [i, { levels }] of channels.entries()) add(data, await levels(), colours[i]!);
  return { width, height, channels: 3, data: new Uint8Array(data.buffer) };
}

function add(out: Uint8ClampedArray, levels: Levels, [red, green, blue]: Colour): void {
  const { data, offset, pixelStep } = levels;
  const { black, white } = levels.ranges[0] ?? percentileRange(levels);
  const scale = white > black ? 1 / (white - black) : 0;
  for (let i = 0, at = offset; i < out.length; i += 3, at += pixelStep) {
    const value = Math.min(1, (data[at]! - black) * scale);
    if (!(value > 0)) continue; // also NaN, which must not wipe out the other channels
    out[i] = out[i]! + value * red;
    out[i + 1] = out[i + 1]! + value * green;
    out[i + 2] = out[i + 2]! + value * blue;
  }
}

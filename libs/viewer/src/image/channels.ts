import type { Colour } from '@cellboard/labels';

import { colourMap, STEPS, type ColourMap } from './colour-map.ts';
import { fullLimits, histogramOf, percentileLimits, type Limits } from './histogram.ts';
import { layoutOf, type ImageSamples } from './image-samples.ts';

/** How one channel of an image is shown. */
export interface ChannelDisplay {
  /** From 0. */
  readonly channel: number;
  readonly map: ColourMap;
  /** Samples up to the lower limit have the first colour of the map, those from the higher on the last. */
  readonly limits: Limits;
  /** Above 1 makes what lies between darker, below 1 brighter; above 0. */
  readonly gamma: number;
  /** Whether it is left out of the sum for now. */
  readonly hidden?: boolean;
}

/** Channels that can be added up: a sum of more colours shows nothing. */
export const MOST_CHANNELS = 7;

/**
 * Colours of channels that state none: blue and orange, which together make white and which people with any colour
 * vision tell apart, then others of Okabe and Ito, "Color Universal Design" (2008). Thumbnails have the same.
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

/** What is known of an image beside its samples. */
export interface ImageMeaning {
  /** Whether its three channels are red, green and blue. */
  readonly rgb?: boolean;
  /** What channels are called, such as their stains; undefined where nobody has said. */
  readonly names?: readonly (string | undefined)[];
  /** Colours that the file states, one for each channel; undefined where it states none. */
  readonly colours?: readonly (Colour | undefined)[];
  /** Limits that the file states, one pair for each channel; undefined where it states none. Not for rgb. */
  readonly limits?: readonly (Limits | undefined)[];
}

/**
 * How an image is shown at first: colour pictures of 8 bits as they are, a single channel in grey, several in colours
 * that people with any colour vision tell apart. Limits are those that the file states, or else the 1st and the 99th
 * percentile of each channel; colour pictures of more bits keep one pair of limits for all three, so that colours stay.
 *
 * @throws RangeError if the image cannot be shown
 */
export function defaultChannels(
  image: ImageSamples,
  { rgb = false, colours = [], limits = [] }: ImageMeaning = {},
): ChannelDisplay[] {
  const { channels, data } = layoutOf(image);
  if (rgb && channels >= 3) {
    const maps = [colourMap('red'), colourMap('green'), colourMap('blue')];
    const common = data.BYTES_PER_ELEMENT === 1 ? { low: 0, high: 255 } : commonLimits(image);
    return maps.map((map, channel) => ({ channel, map, limits: common, gamma: 1 }));
  }
  const shown = Math.min(channels, MOST_CHANNELS);
  const stated = new Set(colours.filter((colour) => colour !== undefined).map(String)).size === channels;
  return Array.from({ length: shown }, (_, channel) => ({
    channel,
    map:
      channels === 1
        ? colourMap('grey')
        : colourMap((stated ? colours[channel] : undefined) ?? CHANNEL_COLOURS[channel]!),
    limits: limits[channel] ?? percentileLimits(histogramOf(image, channel)),
    gamma: 1,
  }));
}

function commonLimits(image: ImageSamples): Limits {
  const each = [0, 1, 2].map((channel) => fullLimits(histogramOf(image, channel)));
  return { low: Math.min(...each.map(({ low }) => low)), high: Math.max(...each.map(({ high }) => high)) };
}

/**
 * The step of a colour map that a sample is shown in, 0 to 255. What is not a number is dark; where both limits are
 * the same, samples above them are bright.
 */
export function stepOf(sample: number, { limits: { low, high }, gamma }: ChannelDisplay): number {
  const share = high > low ? (sample - low) / (high - low) : sample > high ? 1 : 0;
  if (!(share > 0)) return 0;
  if (share >= 1) return STEPS - 1;
  return Math.floor((gamma === 1 ? share : share ** gamma) * (STEPS - 1) + 0.5);
}

/**
 * The step of every value that a channel of 8 or 16 bits can have, so that an image is painted by looking up.
 *
 * @param values 256 or 65,536
 */
export function stepTable(display: ChannelDisplay, values: number): Uint8Array {
  const table = new Uint8Array(values);
  for (let value = 0; value < values; value++) table[value] = stepOf(value, display);
  return table;
}

import type { DisplayImage } from './display-image.ts';
import type { Levels } from './levels.ts';

/** Percentiles that become black and white: a few hot pixels must not decide how dark all others are. */
const BLACK = 0.005;
const WHITE = 0.998;

/** An 8-bit image whose brightest pixels stay below this is stretched too. */
const DARK = 100;

/** Pixels looked at for the percentiles: plenty for two figures. */
const SAMPLES = 65_536;

/**
 * Brings samples of any range to 8 bits. A single channel is mapped linearly from the range that its file states, if it
 * states one. Of all others, samples of 8 bits stay as they are, unless the 99.8th percentile lies
 * below 100; all others are mapped linearly from the 0.5th and 99.8th percentile of all colours together to 0 and
 * 255, or from the least and greatest where these percentiles are equal.
 *
 * @param levels of one channel, or of three and more, of which the first three are red, green and blue
 */
export function stretch(levels: Levels): DisplayImage {
  const channels = levels.channels >= 3 ? 3 : 1;
  const shown = { ...levels, channels };
  const { width, height } = levels;
  const stated = levels.channels === 1 ? levels.ranges[0] : undefined;
  const { black, white } = stated ?? percentileRange(shown);
  if (!stated && levels.data instanceof Uint8Array && white >= DARK) {
    return { width, height, channels, data: compact({ ...shown, data: levels.data }) };
  }
  const scale = white > black ? 255 / (white - black) : 0;
  return { width, height, channels, data: scaled(shown, black, scale) };
}

type Shown = Omit<Levels, 'channel' | 'ranges'>;

/** The samples one after the other; without a copy where they already are. */
function compact(shown: Shown & { readonly data: Uint8Array }): Uint8Array {
  const { data, width, height, channels, offset, pixelStep, channelStep } = shown;
  const length = width * height * channels;
  if (pixelStep === channels && (channels === 1 || channelStep === 1)) return data.subarray(offset, offset + length);
  const out = new Uint8Array(length);
  for (let pixel = 0, at = offset, to = 0; pixel < width * height; pixel++, at += pixelStep) {
    for (let channel = 0; channel < channels; channel++) out[to++] = data[at + channel * channelStep]!;
  }
  return out;
}

function scaled(shown: Shown, black: number, scale: number): Uint8Array {
  const { data, width, height, channels, offset, pixelStep, channelStep } = shown;
  // Clamped arrays round and cut at 0 and 255; NaN becomes 0.
  const out = new Uint8ClampedArray(width * height * channels);
  // Of 8 bits there are so few values that each is worked out once.
  const table =
    data instanceof Uint8Array ? Uint8ClampedArray.from(ALL_BYTES, (value) => (value - black) * scale) : null;
  for (let pixel = 0, at = offset, to = 0; pixel < width * height; pixel++, at += pixelStep) {
    for (let channel = 0; channel < channels; channel++) {
      const value = data[at + channel * channelStep]!;
      out[to++] = table ? table[value]! : (value - black) * scale;
    }
  }
  return new Uint8Array(out.buffer);
}

const ALL_BYTES = Array.from({ length: 256 }, (_, value) => value);

/** The range to show of samples of some channels; where nearly all are alike, that of all that are looked at. */
export function percentileRange(shown: Shown): { black: number; white: number } {
  const at = ranksOf(shown);
  return at(WHITE) > at(BLACK) ? { black: at(BLACK), white: at(WHITE) } : { black: at(0), white: at(1) };
}

/** For a part of the samples of some channels together, 0 … 1, the one of that rank, of up to 65,536 pixels. */
export function ranksOf(shown: Shown): Rank {
  const { data } = shown;
  return data instanceof Float32Array ? rankSorted(pick(shown, data)) : rankCounted(countLevels(shown, data));
}

/** Every how many pixels one is looked at. An odd step falls on all columns of an image of any even width. */
function stepOver({ width, height }: Shown): number {
  return Math.floor((width * height) / SAMPLES) | 1;
}

/** The finite samples of some pixels. */
function pick(shown: Shown, data: Float32Array): Float64Array {
  const { width, height, channels, offset, pixelStep, channelStep } = shown;
  const step = stepOver(shown);
  const picked = new Float64Array(Math.ceil((width * height) / step) * channels);
  let count = 0;
  for (let pixel = 0; pixel < width * height; pixel += step) {
    for (let channel = 0; channel < channels; channel++) {
      const value = data[offset + pixel * pixelStep + channel * channelStep]!;
      if (Number.isFinite(value)) picked[count++] = value;
    }
  }
  return picked.subarray(0, count);
}

/** How often each value occurs in some pixels: samples of 8 and 16 bits need not be sorted. */
function countLevels(shown: Shown, data: Uint8Array | Uint16Array): Uint32Array {
  const { width, height, channels, offset, pixelStep, channelStep } = shown;
  const counts = new Uint32Array(1 << (8 * data.BYTES_PER_ELEMENT));
  const step = stepOver(shown) * pixelStep;
  const end = offset + width * height * pixelStep;
  for (let channel = 0; channel < channels; channel++) {
    const first = channel * channelStep;
    for (let at = offset + first; at < end + first; at += step) counts[data[at]!]!++;
  }
  return counts;
}

/** For a part of all samples the one of that rank. */
type Rank = (part: number) => number;

function rankSorted(samples: Float64Array): Rank {
  samples.sort();
  return (part) => samples[Math.round(part * (samples.length - 1))] ?? 0;
}

function rankCounted(counts: Uint32Array): Rank {
  let total = 0;
  for (let value = 0; value < counts.length; value++) total += counts[value]!;
  return (part) => {
    let left = Math.round(part * (total - 1));
    let value = 0;
    while (value < counts.length - 1 && left >= counts[value]!) left -= counts[value++]!;
    return total === 0 ? 0 : value;
  };
}

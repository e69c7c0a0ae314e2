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
 * Brings samples of any range to 8 bits. Samples of 8 bits stay as they are, unless the 99.8th percentile lies
 * below 100; all others are mapped linearly from the 0.5th and 99.8th percentile of all colours together to 0 and
 * 255, or from the least and greatest where these percentiles are equal.
 *
 * @param levels of one channel, or of three and more, of which the first three are red, green and blue
 */
export function stretch(levels: Levels): DisplayImage {
  const channels = levels.channels >= 3 ? 3 : 1;
  const shown = { ...levels, channels };
  const { width, height } = levels;
  const { black, white } = percentileRange(shown);
  if (levels.data instanceof Uint8Array && white >= DARK) {
    return { width, height, channels, data: compact({ ...shown, data: levels.data }) };
  }
  const scale = white > black ? 255 / (white - black) : 0;
  return { width, height, channels, data: scaled(shown, black, scale) };
}

type Shown = Omit<Levels, 'channel'>;

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
  for (let pixel = 0, at = offset, to = 0; pixel < width * height; pixel++, at += pixelStep) {
    for (let channel = 0; channel < channels; channel++) {
      out[to++] = (data[at + channel * channelStep]! - black) * scale;
    }
  }
  return new Uint8Array(out.buffer);
}

/** The range to show of samples of some channels; where nearly all are alike, that of all that are looked at. */
export function percentileRange(shown: Shown): { black: number; white: number } {
  const at = ranksOf(shown);
  return at(WHITE) > at(BLACK) ? { black: at(BLACK), white: at(WHITE) } : { black: at(0), white: at(1) };
}

/** For a part of the samples of some channels together, 0 … 1, the one of that rank, of up to 65,536 pixels. */
export function ranksOf(shown: Shown): Rank {
  const picked = pick(shown);
  return picked instanceof Float64Array ? rankSorted(picked) : rankCounted(picked);
}

type Picked = Float64Array | Uint16Array | Uint8Array;

/** The samples of some pixels; those of 8 and 16 bits as they are, because they need not be sorted. */
function pick({ data, width, height, channels, offset, pixelStep, channelStep }: Shown): Picked {
  const pixels = width * height;
  // An odd step falls on all columns of an image of any even width.
  const step = Math.floor(pixels / SAMPLES) | 1;
  const picked = roomFor(data, Math.ceil(pixels / step) * channels);
  let count = 0;
  for (let pixel = 0; pixel < pixels; pixel += step) {
    for (let channel = 0; channel < channels; channel++) {
      const value = data[offset + pixel * pixelStep + channel * channelStep]!;
      if (Number.isFinite(value)) picked[count++] = value;
    }
  }
  return picked.subarray(0, count);
}

function roomFor(data: Shown['data'], length: number): Picked {
  if (data instanceof Uint8Array) return new Uint8Array(length);
  return data instanceof Uint16Array ? new Uint16Array(length) : new Float64Array(length);
}

/** For a part of all samples the one of that rank. */
type Rank = (part: number) => number;

function rankSorted(samples: Float64Array): Rank {
  samples.sort();
  return (part) => samples[Math.round(part * (samples.length - 1))] ?? 0;
}

function rankCounted(samples: Uint16Array | Uint8Array): Rank {
  const counts = new Uint32Array(1 << (8 * samples.BYTES_PER_ELEMENT));
  for (let i = 0; i < samples.length; i++) counts[samples[i]!]!++;
  return (part) => {
    let left = Math.round(part * (samples.length - 1));
    let value = 0;
    while (value < counts.length - 1 && left >= counts[value]!) left -= counts[value++]!;
    return samples.length === 0 ? 0 : value;
  };
}

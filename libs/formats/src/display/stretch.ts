import type { RawImage } from '../sharp.ts';
import type { DisplayImage } from './display-image.ts';

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
 * 255, or from the least and greatest where these percentiles are equal. Transparency is dropped.
 */
export function stretch(image: RawImage): DisplayImage {
  const colour = dropAlpha(image);
  const { black, white } = percentileRange(colour.data, colour.channels);
  if (colour.data instanceof Uint8Array && white >= DARK) return { ...colour, data: colour.data };
  const scale = white > black ? 255 / (white - black) : 0;
  // Clamped arrays round and cut at 0 and 255; NaN becomes 0.
  const data = new Uint8ClampedArray(colour.data.length);
  for (let i = 0; i < data.length; i++) data[i] = (colour.data[i]! - black) * scale;
  return { ...colour, data: new Uint8Array(data.buffer) };
}

type Colour = Omit<RawImage, 'channels'> & { readonly channels: 1 | 3 };

function dropAlpha({ data, width, height, channels }: RawImage): Colour {
  const kept = channels >= 3 ? 3 : 1;
  if (channels === kept) return { data, width, height, channels: kept };
  const out = data.slice(0, width * height * kept);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < kept; channel++) out[pixel * kept + channel] = data[pixel * channels + channel]!;
  }
  return { data: out, width, height, channels: kept };
}

/** The range to show of samples of interleaved channels; where nearly all are alike, that of all that are looked at. */
export function percentileRange(data: RawImage['data'], channels: number): { black: number; white: number } {
  const picked = pick(data, channels);
  const at = picked instanceof Float64Array ? rankSorted(picked) : rankCounted(picked);
  return at(WHITE) > at(BLACK) ? { black: at(BLACK), white: at(WHITE) } : { black: at(0), white: at(1) };
}

/** The samples of some pixels; those of 8 and 16 bits as they are, because they need not be sorted. */
function pick(data: RawImage['data'], channels: number): Float64Array | Uint16Array | Uint8Array {
  const pixels = data.length / channels;
  // An odd step falls on all columns of an image of any even width.
  const step = Math.floor(pixels / SAMPLES) | 1;
  const room = Math.ceil(pixels / step) * channels;
  const picked = roomFor(data, room);
  let count = 0;
  for (let pixel = 0; pixel < pixels; pixel += step) {
    for (let channel = 0; channel < channels; channel++) {
      const value = data[pixel * channels + channel]!;
      if (Number.isFinite(value)) picked[count++] = value;
    }
  }
  return picked.subarray(0, count);
}

function roomFor(data: RawImage['data'], length: number): Float64Array | Uint16Array | Uint8Array {
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

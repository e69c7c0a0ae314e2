import type { Colour } from '@cellboard/labels';
import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import type { RawImage } from '../sharp.ts';
import type { DisplayImage } from './display-image.ts';
import { percentileRange, stretch } from './stretch.ts';

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

/** One channel of an image that is shown. */
export interface ShownChannel {
  /** Decodes its samples, row by row; called once. */
  readonly samples: () => SampleArray | Promise<SampleArray>;
  /** As the file states it. */
  readonly colour?: Colour | undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Shows the channels of an image: a single one in grey (see {@link stretch}), several as the sum of their colours.
 * Each of several is mapped linearly from its own 0.5th and 99.8th percentile to black and full colour. Of more than
 * {@link CHANNEL_COLOURS} has, the first are shown: a sum of many colours shows nothing. The colours of the file are
 * taken when it states one for each shown channel, no two alike.
 *
 * @throws FormatError whatever decoding throws
 */
export async function showChannels(channels: readonly ShownChannel[], { width, height }: Size): Promise<DisplayImage> {
  const [first, second] = channels;
  if (!first) throw new FormatError('CORRUPT', 'The image has no channels. Save it again.');
  if (!second) return stretch({ data: toNumbers(await first.samples()), width, height, channels: 1 });
  const shown = channels.slice(0, CHANNEL_COLOURS.length);
  const stated = shown.flatMap(({ colour }) => (colour ? [colour] : []));
  const own = new Set(stated.map(String)).size === shown.length ? stated : CHANNEL_COLOURS;
  // Clamped arrays round and cut at 255.
  const data = new Uint8ClampedArray(width * height * 3);
  for (const [i, { samples }] of shown.entries()) add(data, toNumbers(await samples()), own[i]!);
  return { width, height, channels: 3, data: new Uint8Array(data.buffer) };
}

function add(data: Uint8ClampedArray, samples: RawImage['data'], [red, green, blue]: Colour): void {
  const { black, white } = percentileRange(samples, 1);
  const scale = white > black ? 1 / (white - black) : 0;
  for (let i = 0; i < samples.length; i++) {
    const value = Math.min(1, (samples[i]! - black) * scale);
    if (!(value > 0)) continue; // also NaN, which must not wipe out the other channels
    data[i * 3] = data[i * 3]! + value * red;
    data[i * 3 + 1] = data[i * 3 + 1]! + value * green;
    data[i * 3 + 2] = data[i * 3 + 2]! + value * blue;
  }
}

/** 8 and 16 bits as they are, all others as floating point, of which the eye needs no more than 24 bits. */
function toNumbers(samples: SampleArray): RawImage['data'] {
  if (samples instanceof Uint8Array || samples instanceof Uint16Array || samples instanceof Float32Array)
    return samples;
  if (samples instanceof BigInt64Array || samples instanceof BigUint64Array) {
    return Float32Array.from(samples as Iterable<bigint>, Number);
  }
  return Float32Array.from(samples);
}

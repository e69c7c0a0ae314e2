import { ndArray } from '@cellboard/labels';
import type { NdArray } from 'ndarray';
import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { MAX_PIXELS } from '../limits.ts';
import type { ImageNumbers } from './image-reader.ts';

/** Most bytes of an image's samples in memory: four channels of 16 bits of the largest image. */
const MAX_BYTES = MAX_PIXELS * 8;

/**
 * Takes stored samples as numbers: 64-bit integers become 64-bit floating point in place, everything else stays.
 *
 * @throws FormatError UNSUPPORTED if a 64-bit integer has no exact floating point number
 */
export function toNumbers(samples: SampleArray): ImageNumbers {
  if (!(samples instanceof BigInt64Array || samples instanceof BigUint64Array)) return samples;
  const numbers = new Float64Array(samples.buffer, samples.byteOffset, samples.length);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) {
      throw new FormatError(
        'UNSUPPORTED',
        `The image holds the 64-bit number ${value}, but numbers up to 2^53 are read exactly. Save it with 32 bits or as floating point.`,
      );
    }
    numbers[i] = number; // in place: it has been read
  }
  return numbers;
}

/** The size of one channel. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Samples in which the channels of a pixel stand together, of which the first `kept` are taken; nothing is copied. */
export function interleaved(
  samples: ImageNumbers,
  { width, height }: Size,
  { stored, kept }: { readonly stored: number; readonly kept: number },
): NdArray<ImageNumbers> {
  return ndArray(samples, [height, width, kept], [width * stored, stored, 1]);
}

/** Samples in which one channel follows after the other, of which the first `kept` are taken; nothing is copied. */
export function planar(samples: ImageNumbers, { width, height }: Size, kept: number): NdArray<ImageNumbers> {
  return ndArray(samples, [height, width, kept], [width, 1, width * height]);
}

/**
 * Decodes channels one after the other into one array.
 *
 * @param channels each decodes one, all of one size and type
 * @throws FormatError TOO_LARGE beyond 512 MiB, and whatever decoding throws
 */
export async function joinChannels(
  channels: readonly (() => Promise<SampleArray>)[],
  size: Size,
): Promise<NdArray<ImageNumbers>> {
  const [first, ...others] = channels;
  if (!first) throw new FormatError('CORRUPT', 'The image has no channels. Save it again.');
  const plane = toNumbers(await first());
  if (others.length === 0) return planar(plane, size, 1);
  checkBytes(plane.byteLength, channels.length);
  const all = new (plane.constructor as new (length: number) => ImageNumbers)(plane.length * channels.length);
  all.set(plane);
  for (const [i, decode] of others.entries()) {
    const next = toNumbers(await decode());
    if (next.constructor !== plane.constructor) {
      throw new FormatError('CORRUPT', "The image's channels have different types. Save them with one.");
    }
    all.set(next, plane.length * (i + 1));
  }
  return planar(all, size, channels.length);
}

/** @throws FormatError TOO_LARGE if channels of so many bytes each are too many to be read at once */
function checkBytes(bytes: number, channels: number): void {
  if (bytes * channels <= MAX_BYTES) return;
  throw new FormatError(
    'TOO_LARGE',
    `The ${channels} channels of the image have ${bytes * channels} bytes, but at most ${MAX_BYTES} are read at once. Choose one channel.`,
  );
}

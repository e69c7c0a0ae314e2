import { createHash } from 'node:crypto';
import type { NumpyArray } from '@cellboard/formats';
import { encodeTiffImage } from '@cellboard/formats/node';
import type { ImageContent } from '../entries/layout-entry.ts';

/** An image that lies in an array of many, and how it is written as a file. */
export interface FrameImage {
  /** Samples that are infinite or not a number. */
  readonly withoutValue: number;
  /** Whether every sample is written exactly as it is. */
  readonly exact: boolean;
  /** Its samples, as they lie in memory. */
  readonly content: ImageContent;
  /** Writes it as TIFF, its channels in the order of the array. */
  readonly encode: () => Promise<Uint8Array<ArrayBuffer>>;
}

type Samples = NumpyArray['samples'];
type Writable = Uint8Array | Uint16Array | Float32Array;

/**
 * Takes a frame of shape (height, width) or (height, width, channels) for an image. Whole numbers from 0 to 65,535
 * are written in 8 or 16 bits, all others as 32-bit floating point, which may round them.
 */
export function frameImage({ shape, samples }: NumpyArray): FrameImage {
  const [height = 0, width = 0, channels = 1] = shape;
  const data = toWritable(samples);
  let withoutValue = 0;
  let exact = true;
  for (let i = 0; i < data.length; i++) {
    const value = Number(samples[i]);
    if (!Number.isFinite(value)) withoutValue++;
    else if (data[i] !== value) exact = false;
  }
  const encode = async () =>
    new Uint8Array(await encodeTiffImage({ width, height, channels, data: toPlanes(data, channels) }));
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const sha256 = createHash('sha256').update(shape.join('×')).update(bytes).digest('hex');
  return { withoutValue, exact, content: { bytes: bytes.length, sha256: () => sha256 }, encode };
}

/**
 * Types that can be written stay as they are; other whole numbers become unsigned where those of the image allow it,
 * and all else floating point.
 */
function toWritable(samples: Samples): Writable {
  if (samples instanceof Uint8Array || samples instanceof Uint16Array || samples instanceof Float32Array)
    return samples;
  const whole = !(samples instanceof Float64Array);
  const highest = samples instanceof Int8Array ? 0xff : 0xffff;
  if (whole && samples.every((value: number | bigint) => value >= 0 && value <= highest))
    return highest === 0xff ? Uint8Array.from(samples, Number) : Uint16Array.from(samples, Number);
  return Float32Array.from(samples, Number);
}

/** From interleaved channels to one after the other. */
function toPlanes(data: Writable, channels: number): Writable {
  if (channels === 1) return data;
  const planes = data.slice();
  const pixels = data.length / channels;
  for (let channel = 0, to = 0; channel < channels; channel++)
    for (let pixel = 0; pixel < pixels; pixel++, to++) planes[to] = data[pixel * channels + channel] ?? 0;
  return planes;
}

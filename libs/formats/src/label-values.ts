import { FormatError } from './format-error.ts';

/** Samples as a file stores them, row by row. */
export type SampleArray =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** Ids of cells, row by row; 0 is background. */
export type LabelArray = Uint8Array | Uint16Array | Uint32Array;

/** Highest id of a cell. */
export const MAX_ID = 0xffff_ffff;

/** Above this, neighbouring whole numbers fall together in 32-bit floating point. */
const MAX_EXACT_FLOAT32 = 2 ** 24;

/**
 * Takes samples as the ids of cells, unchanged: whole numbers from 0 to 2^32 − 1, however they are stored.
 * Unsigned samples are returned as they are, signed ones reinterpreted in place.
 *
 * @throws FormatError NOT_LABELS if a sample is negative, fractional, no number, or too large to be exact
 */
export function toLabelValues(samples: SampleArray): LabelArray {
  if (samples instanceof Int8Array || samples instanceof Int16Array || samples instanceof Int32Array) {
    return fromSigned(samples);
  }
  if (samples instanceof Float32Array) return fromFloat(samples, MAX_EXACT_FLOAT32);
  if (samples instanceof Float64Array) return fromFloat(samples, MAX_ID);
  if (samples instanceof BigInt64Array || samples instanceof BigUint64Array) return fromBig(samples);
  return samples;
}

function fromSigned(samples: Int8Array | Int16Array | Int32Array): LabelArray {
  // One sample below 0 makes all of them together negative.
  let all = 0;
  for (let i = 0; i < samples.length; i++) all |= samples[i]!;
  if (all < 0) throw notAnId(samples.find((sample) => sample < 0)!);
  const { buffer, byteOffset, length } = samples;
  if (samples instanceof Int8Array) return new Uint8Array(buffer, byteOffset, length);
  if (samples instanceof Int16Array) return new Uint16Array(buffer, byteOffset, length);
  return new Uint32Array(buffer, byteOffset, length);
}

function fromFloat(samples: Float32Array | Float64Array, maxExact: number): Uint32Array {
  const ids = new Uint32Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    if (!(value >= 0 && value <= maxExact && Number.isInteger(value))) throw notAnId(value, maxExact);
    ids[i] = value;
  }
  return ids;
}

function fromBig(samples: BigInt64Array | BigUint64Array): Uint32Array {
  const ids = new Uint32Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    if (value < 0n || value > BigInt(MAX_ID)) throw notAnId(value);
    ids[i] = Number(value);
  }
  return ids;
}

function notAnId(value: number | bigint, max: number = MAX_ID): FormatError {
  return new FormatError(
    'NOT_LABELS',
    `The image holds the value ${value}, but the ids of cells are whole numbers from 0 (background) to ${max}. ` +
      'Save the label image as unsigned integers, without scaling.',
  );
}

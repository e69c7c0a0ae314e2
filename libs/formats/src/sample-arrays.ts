import type { SampleArray } from './label-values.ts';

/** Takes little-endian bytes for numbers of one type. */
export type MakeSamples = (buffer: ArrayBuffer) => SampleArray;

/** Number types of arrays that can hold ids: u, i or f for unsigned, signed or floating, and the bytes of one number. */
export const SAMPLE_ARRAYS: Readonly<Record<string, MakeSamples>> = {
  u1: (buffer) => new Uint8Array(buffer),
  u2: (buffer) => new Uint16Array(buffer),
  u4: (buffer) => new Uint32Array(buffer),
  u8: (buffer) => new BigUint64Array(buffer),
  i1: (buffer) => new Int8Array(buffer),
  i2: (buffer) => new Int16Array(buffer),
  i4: (buffer) => new Int32Array(buffer),
  i8: (buffer) => new BigInt64Array(buffer),
  f4: (buffer) => new Float32Array(buffer),
  f8: (buffer) => new Float64Array(buffer),
};

import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { MAX_PIXELS } from '../limits.ts';
import { swapBytes } from '../tiff/tiff-predictor.ts';
import { SAMPLE_ARRAYS, type MakeSamples } from '../sample-arrays.ts';

/** An array as NumPy stores it: the first index varies slowest, or with `fortran` fastest. */
export interface NumpyArray {
  readonly shape: readonly number[];
  readonly fortran: boolean;
  readonly samples: SampleArray;
}

/** Type, byte order and form of an array before its bytes are looked at. */
export interface NumpyLayout {
  /** As NumPy writes it: byte order, kind, bytes (`<u2`). */
  readonly descr: string;
  readonly shape: readonly number[];
  readonly fortran: boolean;
}

/** Kind and bytes of the types that can hold numbers. */
const TYPES: Readonly<Record<string, MakeSamples>> = {
  ...SAMPLE_ARRAYS,
  b1: (buffer) => new Uint8Array(buffer),
  f2: (buffer) => fromHalf(new Uint16Array(buffer)),
};

/** Bytes of one number of a type (`<u2`), or undefined for a type that holds no plain numbers. */
export function sizeOfNumber(descr: string): number | undefined {
  return typeOf(descr)?.size;
}

function typeOf(
  descr: string,
): { readonly make: MakeSamples; readonly size: number; readonly swapped: boolean } | undefined {
  const [, order = '', type = ''] = /^([<>|=])(\w\d)$/.exec(descr) ?? [];
  const make = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  return make && { make, size: Number(type.slice(1)), swapped: order === '>' };
}

/** Bytes of the largest array that is read: the largest image in the widest type. */
const MAX_BYTES = MAX_PIXELS * 8;

/** Whether it is of 16-bit floating point, in which ids above 2,048 would fall together. */
function isHalf(descr: string): boolean {
  return descr.endsWith('f2');
}

/**
 * Takes the bytes of an array for ids.
 *
 * @throws FormatError UNSUPPORTED for a type that holds no ids, TOO_LARGE, or TRUNCATED or CORRUPT if the bytes are
 *   not exactly those of the shape
 */
export function toNumpyArray(layout: NumpyLayout, bytes: Uint8Array): NumpyArray {
  if (isHalf(layout.descr)) throw noIds(layout.descr);
  return takeForArray(layout, new Uint8Array(bytes)); // slice() of a Node buffer would share its memory
}

/**
 * Takes bytes that nobody else needs for numbers, in place; also those of 16-bit floating point.
 *
 * @param bytes the whole of their memory
 * @throws FormatError else as {@link toNumpyArray}
 */
export function takeForArray({ descr, shape, fortran }: NumpyLayout, bytes: Uint8Array<ArrayBuffer>): NumpyArray {
  const type = typeOf(descr);
  if (!type) throw noIds(descr);
  const expected = shape.reduce((product, side) => product * side, type.size);
  if (expected > MAX_BYTES) {
    throw new FormatError(
      'TOO_LARGE',
      `The array has the shape (${shape.join(', ')}), which is more than ${MAX_BYTES} bytes. Split it.`,
    );
  }
  if (bytes.length !== expected) {
    throw new FormatError(
      bytes.length < expected ? 'TRUNCATED' : 'CORRUPT',
      `The array of shape (${shape.join(', ')}) and type ${descr} needs ${expected} bytes, but the file holds ${bytes.length}.`,
    );
  }
  if (type.swapped) swapBytes(bytes, type.size);
  return { shape, fortran, samples: type.make(bytes.buffer) };
}

function noIds(descr: string): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    `The array has the type ${descr.slice(0, 40)}, which cannot hold ids. Save it as uint16 or uint32.`,
  );
}

/** Numbers of 16 bits in floating point (IEEE 754 binary16), which 32 bits hold exactly. */
function fromHalf(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    const sign = half >> 15 === 0 ? 1 : -1;
    if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
  });
}

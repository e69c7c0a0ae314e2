import type { NdArray } from 'ndarray';
import { encodeArchive } from '../archive/write-archive.ts';
import type { WritablePixels } from '../encode-labels.ts';
import type { ImageNumbers } from '../samples/image-reader.ts';

/** The data begins at a multiple of this, as NumPy writes it. */
const ALIGNMENT = 64;

/** Types of numbers, as NumPy writes them. */
const TYPES = [
  [Uint8Array, 'u1'],
  [Uint16Array, 'u2'],
  [Uint32Array, 'u4'],
  [Int8Array, 'i1'],
  [Int16Array, 'i2'],
  [Int32Array, 'i4'],
  [Float32Array, 'f4'],
  [Float64Array, 'f8'],
] as const;

/** Writes the samples of an image as .npy (version 1.0) of their own type, shape [height, width, channels], row by row. */
export function encodeNpySamples({ data, shape, stride, offset }: NdArray<ImageNumbers>): Uint8Array {
  const [height, width, channels] = shape as [number, number, number];
  const [down, right, deep] = stride as [number, number, number];
  const length = height * width * channels;
  const { bytes, numbers: out } = startNpy({ data, shape, length });
  if (deep === 1 && right === channels && down === width * channels) out.set(data.subarray(offset, offset + length));
  else copyByRow(data, out, { height, width, channels, offset, down, right, deep });
  return bytes;
}

interface Layout {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly offset: number;
  readonly down: number;
  readonly right: number;
  readonly deep: number;
}

function copyByRow(data: ImageNumbers, out: ImageNumbers, layout: Layout): void {
  const { height, width, channels, offset, down, right, deep } = layout;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) out[to++] = data[offset + y * down + x * right + c * deep]!;
    }
  }
}

interface NpyStart {
  /** Numbers of the type that is written. */
  readonly data: ImageNumbers;
  readonly shape: readonly number[];
  /** How many numbers. */
  readonly length: number;
}

/** A .npy file, and its numbers within it, which are still 0. */
function startNpy({ data, shape, length }: NpyStart): { bytes: Uint8Array; numbers: ImageNumbers } {
  const known = TYPES.find(([Type]) => data instanceof Type);
  if (!known) throw new TypeError(`A ${data.constructor.name} cannot be written as NPY.`);
  const [Numbers, type] = known;
  const order = type.endsWith('1') ? '|' : '<';
  const start = `{'descr': '${order}${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const header = start.padEnd(Math.ceil((10 + start.length + 1) / ALIGNMENT) * ALIGNMENT - 10 - 1) + '\n';
  const bytes = new Uint8Array(10 + header.length + length * data.BYTES_PER_ELEMENT);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  // They begin at a multiple of 64, and every machine that this runs on has the lowest byte first.
  return { bytes, numbers: new Numbers(bytes.buffer, 10 + header.length, length) };
}

/** Writes a label image as .npy (version 1.0) of its own type, shape [height, width]. */
export function encodeNpy({ data, shape }: WritablePixels): Uint8Array {
  const { bytes, numbers } = startNpy({ data, shape, length: data.length });
  numbers.set(data);
  return bytes;
}

/** Writes label images as .npz by name; a single one is usually named `masks`. */
export function encodeNpz(arrays: Readonly<Record<string, WritablePixels>>): Uint8Array {
  const files = Object.entries(arrays).map(([name, pixels]) => [`${name}.npy`, encodeNpy(pixels)] as const);
  return encodeArchive(Object.fromEntries(files));
}

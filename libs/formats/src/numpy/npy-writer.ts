import type { NdArray } from 'ndarray';
import { encodeArchive } from '../archive/write-archive.ts';
import type { WritablePixels } from '../encode-labels.ts';
import type { ImageNumbers } from '../samples/image-reader.ts';

/** The data begins at a multiple of this, as NumPy writes it. */
const ALIGNMENT = 64;

/** Writes a label image as .npy (version 1.0) of its own type, shape [height, width]. */
export function encodeNpy(pixels: WritablePixels): Uint8Array {
  const { data, shape } = pixels;
  const size = data.BYTES_PER_ELEMENT;
  const { bytes, from } = startNpy({ type: `u${size}`, shape, dataBytes: data.length * size });
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < data.length; i++) {
    if (size === 1) bytes[from + i] = data[i]!;
    else if (size === 2) view.setUint16(from + i * 2, data[i]!, true);
    else view.setUint32(from + i * 4, data[i]!, true);
  }
  return bytes;
}

/** Number types by the names of `ndarray`, as NumPy writes them. */
const TYPES: Readonly<Record<string, string>> = {
  uint8: 'u1',
  uint16: 'u2',
  uint32: 'u4',
  int8: 'i1',
  int16: 'i2',
  int32: 'i4',
  float32: 'f4',
  float64: 'f8',
};

/** Writes the samples of an image as .npy (version 1.0) of their own type, shape [height, width, channels], row by row. */
export function encodeNpySamples({ data, shape, stride, offset, dtype }: NdArray<ImageNumbers>): Uint8Array {
  const type = TYPES[dtype];
  if (type === undefined) throw new TypeError(`Samples of the type ${dtype} cannot be written as NPY.`);
  const [height, width, channels] = shape as [number, number, number];
  const [down, right, deep] = stride as [number, number, number];
  const Numbers = data.constructor as new (buffer: ArrayBuffer, from: number, length: number) => ImageNumbers;
  const length = height * width * channels;
  const { bytes, from } = startNpy({ type, shape, dataBytes: length * data.BYTES_PER_ELEMENT });
  // The data begins at a multiple of 64, and every machine that this runs on has the lowest byte first.
  const out = new Numbers(bytes.buffer, from, length);
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
  /** Kind and bytes of a number, such as `u2`. */
  readonly type: string;
  readonly shape: readonly number[];
  readonly dataBytes: number;
}

/** A .npy file whose numbers are still 0, and where they begin. */
function startNpy({ type, shape, dataBytes }: NpyStart): { bytes: Uint8Array<ArrayBuffer>; from: number } {
  const order = type.endsWith('1') ? '|' : '<';
  const start = `{'descr': '${order}${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const header = start.padEnd(Math.ceil((10 + start.length + 1) / ALIGNMENT) * ALIGNMENT - 10 - 1) + '\n';
  const bytes = new Uint8Array(10 + header.length + dataBytes);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  return { bytes, from: 10 + header.length };
}

/** Writes label images as .npz by name; a single one is usually named `masks`. */
export function encodeNpz(arrays: Readonly<Record<string, WritablePixels>>): Uint8Array {
  const files = Object.entries(arrays).map(([name, pixels]) => [`${name}.npy`, encodeNpy(pixels)] as const);
  return encodeArchive(Object.fromEntries(files));
}

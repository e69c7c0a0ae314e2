import { encodeArchive } from '../archive/write-archive.ts';
import type { WritablePixels } from '../encode-labels.ts';

/** The data begins at a multiple of this, as NumPy writes it. */
const ALIGNMENT = 64;

/** Writes a label image as .npy (version 1.0) of its own type, shape [height, width]. */
export function encodeNpy(pixels: WritablePixels): Uint8Array {
  const { data, shape } = pixels;
  const size = data.BYTES_PER_ELEMENT;
  const start = `{'descr': '${size === 1 ? '|' : '<'}u${size}', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const header = start.padEnd(Math.ceil((10 + start.length + 1) / ALIGNMENT) * ALIGNMENT - 10 - 1) + '\n';
  const bytes = new Uint8Array(10 + header.length + data.length * size);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  const from = 10 + header.length;
  for (let i = 0; i < data.length; i++) {
    if (size === 1) bytes[from + i] = data[i]!;
    else if (size === 2) view.setUint16(from + i * 2, data[i]!, true);
    else view.setUint32(from + i * 4, data[i]!, true);
  }
  return bytes;
}

/** Writes label images as .npz by name; a single one is usually named `masks`. */
export function encodeNpz(arrays: Readonly<Record<string, WritablePixels>>): Uint8Array {
  const files = Object.entries(arrays).map(([name, pixels]) => [`${name}.npy`, encodeNpy(pixels)] as const);
  return encodeArchive(Object.fromEntries(files));
}

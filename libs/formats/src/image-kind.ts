import type { ImageKind } from './image-header.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** TIFF and BigTIFF in both byte orders. */
const TIFF = [
  [0x49, 0x49, 0x2a, 0],
  [0x4d, 0x4d, 0, 0x2a],
  [0x49, 0x49, 0x2b, 0],
  [0x4d, 0x4d, 0, 0x2b],
];

/** Tells the raster format by its first 8 bytes, never by its name; undefined if it is none of ours. */
export function imageKind(start: Uint8Array): ImageKind | undefined {
  if (startsWith(start, PNG)) return 'png';
  if (startsWith(start, JPEG)) return 'jpeg';
  return TIFF.some((magic) => startsWith(start, magic)) ? 'tiff' : undefined;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

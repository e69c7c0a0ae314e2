import type { ImageKind } from './image-header.ts';
import { isBmp } from './raster/bmp.ts';
import { isGif } from './raster/gif.ts';
import { isWebp } from './raster/webp-header.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** TIFF and BigTIFF in both byte orders. */
const TIFF = [
  [0x49, 0x49, 0x2a, 0],
  [0x4d, 0x4d, 0, 0x2a],
  [0x49, 0x49, 0x2b, 0],
  [0x4d, 0x4d, 0, 0x2b],
];

/** Tells the raster format by its first 18 bytes, never by its name; undefined if it is none of ours. */
export function imageKind(start: Uint8Array): ImageKind | undefined {
  if (startsWith(start, PNG)) return 'png';
  if (startsWith(start, JPEG)) return 'jpeg';
  if (TIFF.some((magic) => startsWith(start, magic))) return 'tiff';
  if (isBmp(start)) return 'bmp';
  if (isGif(start)) return 'gif';
  return isWebp(start) ? 'webp' : undefined;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

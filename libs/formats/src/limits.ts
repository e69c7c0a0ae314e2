import { FormatError } from './format-error.ts';

/** Longest side of an image that is decoded, in pixels. */
export const MAX_SIDE = 16_384;

/** Most pixels of an image that is decoded: 64 megapixels, 256 MiB as 32-bit labels. */
export const MAX_PIXELS = 64 * 1024 * 1024;

/**
 * Refuses an image that is too large, before any of it is decoded.
 *
 * @throws FormatError CORRUPT if a side is 0 or no whole number, TOO_LARGE beyond {@link MAX_SIDE} or {@link MAX_PIXELS}
 */
export function checkSize(width: number, height: number): void {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width >= 1 && height >= 1)) {
    throw new FormatError(
      'CORRUPT',
      `The image is ${width}×${height} pixels. Both sides must be whole numbers from 1.`,
    );
  }
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw new FormatError(
      'TOO_LARGE',
      `The image is ${width}×${height} pixels, but a side may have at most ${MAX_SIDE}. Cut it into tiles.`,
    );
  }
  if (width * height > MAX_PIXELS) {
    throw new FormatError(
      'TOO_LARGE',
      `The image has ${width}×${height} = ${width * height} pixels, but at most ${MAX_PIXELS} are read. Cut it into tiles.`,
    );
  }
}

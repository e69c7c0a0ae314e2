import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { FormatError } from './format-error.ts';
import { MAX_PIXELS } from './limits.ts';

// Images are decoded in worker threads, one at a time in each: threads inside libvips would only compete with
// them, and a cache would keep images that nobody asks for twice.
sharp.cache(false);
sharp.concurrency(1);

/** How a file is opened: damage is an error, but unknown entries of other programs, a mere warning, are not. */
const OPEN: SharpOptions = { failOn: 'error', limitInputPixels: MAX_PIXELS, ignoreIcc: true };

/** Samples as libvips stores them. */
export type RawDepth = 'uchar' | 'ushort' | 'float';

/** Samples of a decoded image, row by row, channels interleaved. */
export interface RawImage {
  readonly data: Uint8Array | Uint16Array | Float32Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Which samples sharp hands out. Without a space it would turn every image into 8-bit sRGB. */
export interface RawOptions {
  readonly space: 'b-w' | 'grey16' | 'srgb' | 'rgb16';
  readonly depth: RawDepth;
  /** From 0. */
  readonly page?: number;
}

/**
 * Decodes a file with libvips.
 *
 * @throws FormatError CORRUPT if libvips finds the file damaged
 */
export async function decodeRaw(bytes: Uint8Array, { space, depth, page = 0 }: RawOptions): Promise<RawImage> {
  try {
    // A page is only named where there may be another: PNG has no such option.
    const image = sharp(bytes, page === 0 ? OPEN : { ...OPEN, page });
    const { data, info } = await image.toColourspace(space).raw({ depth }).toBuffer({ resolveWithObject: true });
    return { data: asSamples(data, depth), width: info.width, height: info.height, channels: info.channels };
  } catch (cause) {
    throw new FormatError('CORRUPT', `The image is damaged (${reason(cause)}). Save it again.`, { cause });
  }
}

/** An image of our own making, for scaling and writing. */
export function fromRaw({ data, width, height, channels }: RawImage): Sharp {
  if (channels < 1 || channels > 4)
    throw new RangeError(`An image of ${channels} channels cannot be written; 1 to 4 can.`);
  return sharp(data, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 }, limitInputPixels: MAX_PIXELS });
}

function asSamples(data: Buffer, depth: RawDepth): Uint8Array | Uint16Array | Float32Array {
  if (depth === 'uchar') return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (depth === 'ushort') return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  return new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}

/** libvips puts one line for each step that failed; the first says what is wrong. */
function reason(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] ?? '';
}

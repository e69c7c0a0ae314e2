import type { SharpOptions } from 'sharp';
import { FormatError } from '../format-error.ts';
import { MAX_PIXELS } from '../limits.ts';
import type { Picture, PictureFile } from '../platform.ts';
import { sharp } from './sharp.ts';

/** How a file is opened: damage is an error, but unknown entries of other programs, a mere warning, are not. */
const OPEN: SharpOptions = { failOn: 'error', limitInputPixels: MAX_PIXELS, ignoreIcc: true };

/** By depth: which samples sharp hands out. Without a space it would turn every image into 8-bit sRGB. */
const SPACES = {
  shallow: { grey: 'b-w', colours: 'srgb', depth: 'uchar' },
  deep: { grey: 'grey16', colours: 'rgb16', depth: 'ushort' },
} as const;

/**
 * Decodes a picture with libvips.
 *
 * @throws FormatError CORRUPT if libvips finds the file damaged
 */
export async function decodePicture({ bytes, page, colours, deep }: PictureFile): Promise<Picture> {
  const { depth, ...spaces } = SPACES[deep ? 'deep' : 'shallow'];
  try {
    // A page is only named where there may be another: JPEG has no such option.
    const image = sharp(bytes, page === 0 ? OPEN : { ...OPEN, page });
    const { data, info } = await image
      .toColourspace(spaces[colours ? 'colours' : 'grey'])
      .raw({ depth })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    return { data: deep ? toUint16(data) : toUint8(data), width, height, channels };
  } catch (cause) {
    throw new FormatError('CORRUPT', `The image is damaged (${reason(cause)}). Save it again.`, { cause });
  }
}

function toUint8({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function toUint16({ buffer, byteOffset, byteLength }: Buffer): Uint16Array {
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}

/** libvips puts one line for each step that failed; the first says what is wrong. */
function reason(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] ?? '';
}

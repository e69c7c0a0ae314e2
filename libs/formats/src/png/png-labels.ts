import { decode } from 'fast-png';
import { FormatError } from '../format-error.ts';
import { checkSize } from '../limits.ts';
import { decodeRaw } from '../sharp.ts';
import type { LabelRaster } from '../tiff/tiff-labels.ts';
import { readPngHeader, type PngHeader } from './png-header.ts';

/**
 * Reads a label image from a PNG file: 1 to 16 bits grey as stored, or the indices of a palette.
 *
 * @throws FormatError TRUNCATED, CORRUPT, TOO_LARGE, or NOT_LABELS for a colour image
 */
export async function readPngLabels(bytes: Uint8Array): Promise<LabelRaster> {
  const header = readPngHeader(bytes);
  const { width, height, channels, bitDepth, palette } = header;
  checkSize(width, height);
  if (channels !== 1) throw notLabels(channels);
  if (palette || bitDepth < 8) return { values: readIndices(bytes, header), width, height };
  // sharp is four times as fast as fast-png here, but spreads palettes and small depths to full colours.
  const depth = bitDepth === 16 ? 'ushort' : 'uchar';
  const raw = await decodeRaw(bytes, { space: bitDepth === 16 ? 'grey16' : 'b-w', depth });
  return { values: raw.data as Uint8Array | Uint16Array, width, height };
}

function notLabels(channels: number): FormatError {
  const found = channels === 2 ? 'grey with transparency' : 'colour';
  return new FormatError(
    'NOT_LABELS',
    `The PNG is a ${found} image of ${channels} channels, but a label image has one. Save the ids as 16-bit grey, not a picture of them.`,
  );
}

function readIndices(bytes: Uint8Array, { width, height, bitDepth, interlaced }: PngHeader): Uint8Array {
  if (interlaced && bitDepth < 8) {
    throw new FormatError(
      'UNSUPPORTED',
      `The PNG is interlaced with ${bitDepth} bits, which is not read. Save it without interlacing.`,
    );
  }
  return unpackBits(decodeIndices(bytes), { width, height, bitDepth });
}

function decodeIndices(bytes: Uint8Array): Uint8Array {
  try {
    const { data } = decode(bytes, { checkCrc: true });
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  } catch (cause) {
    throw new FormatError('CORRUPT', `The PNG is damaged (${String(cause)}). Save the image again.`, { cause });
  }
}

/** Spreads indices of 1, 2 or 4 bits, highest first, to a byte each; every row begins with a new byte. */
function unpackBits(
  packed: Uint8Array,
  { width, height, bitDepth }: Pick<PngHeader, 'width' | 'height' | 'bitDepth'>,
): Uint8Array {
  if (bitDepth === 8) return packed;
  const rowBytes = Math.ceil((width * bitDepth) / 8);
  const mask = (1 << bitDepth) - 1;
  const indices = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * bitDepth;
      const byte = packed[y * rowBytes + (bit >> 3)] ?? 0;
      indices[y * width + x] = (byte >> (8 - bitDepth - (bit & 7))) & mask;
    }
  }
  return indices;
}

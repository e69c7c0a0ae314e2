import { readPart, readWhole, type ByteSource } from './bytes/byte-source.ts';
import type { FormatError } from './format-error.ts';
import type { ImageHeader } from './image-header.ts';
import { imageKind } from './image-kind.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { checkSize } from './limits.ts';
import { PNG_HEADER_BYTES, readPngHeader } from './png/png-header.ts';
import { readBmpHeader } from './raster/bmp.ts';
import { readGif } from './raster/gif.ts';
import { readWebpHeader } from './raster/webp-header.ts';
import { readTiffHeader } from './tiff/tiff-header.ts';
import { unknownFile } from './unknown-file.ts';

/**
 * Reads the header of a PNG, TIFF, JPEG, BMP, GIF or WebP file. Cheap: no pixel is decoded, and of a PNG or TIFF little else is read.
 *
 * @param page of a TIFF with several, from 0
 * @throws FormatError UNKNOWN_FORMAT, TRUNCATED, CORRUPT, or TOO_LARGE beyond 16,384 pixels a side or 64 megapixels
 */
export async function readHeader(source: ByteSource, page = 0): Promise<ImageHeader> {
  const header = await parseHeader(source, page);
  checkSize(header.width, header.height);
  return header;
}

async function parseHeader(source: ByteSource, page: number): Promise<ImageHeader> {
  const start = await readPart(source, 0, Math.min(source.byteLength, PNG_HEADER_BYTES));
  switch (imageKind(start)) {
    case 'png':
      return readPngHeader(start);
    case 'tiff':
      return readTiffHeader(source, page);
    case 'jpeg':
      return readJpegHeader(await readWhole(source, 'JPEG'));
    case 'bmp': {
      const { width, height, bits } = readBmpHeader(await readPart(source, 0, Math.min(source.byteLength, 64)));
      return { ...simple, kind: 'bmp', width, height, channels: bits > 8 ? 3 : 1, palette: bits <= 8 };
    }
    case 'gif': {
      const { width, height } = readGif(await readWhole(source, 'GIF'));
      return { ...simple, kind: 'gif', width, height, channels: 1, palette: true };
    }
    case 'webp':
      return {
        ...simple,
        kind: 'webp',
        ...readWebpHeader(await readWhole(source, 'WebP')),
        channels: 3,
        palette: false,
      };
    case undefined:
      throw unknownImage(start);
  }
}

/** What BMP, GIF and WebP have in common. */
const simple = { bitDepth: 8, sampleFormat: 'uint', pages: 1 } as const;

/** The file is empty, or not a raster image. */
export function unknownImage(start: Uint8Array): FormatError {
  return unknownFile(start, 'An image can be PNG, TIFF, JPEG, BMP, GIF or WebP: save it as one of these.');
}

import { FormatError } from './format-error.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { checkSize } from './limits.ts';
import { readPngHeader } from './png/png-header.ts';
import { readTiffHeader } from './tiff/tiff-header.ts';

/** The raster formats that are told apart by their first bytes. */
export type ImageKind = 'png' | 'tiff' | 'jpeg';

/** How one sample of a pixel is stored. */
export type SampleFormat = 'uint' | 'int' | 'float';

/** What an image file says of itself before any pixel is decoded. */
export interface ImageHeader {
  readonly kind: ImageKind;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Samples a pixel: 1 grey or palette index, 2 with alpha, 3 colour, 4 colour with alpha; TIFF allows any number. */
  readonly channels: number;
  /** Bits a sample. */
  readonly bitDepth: number;
  readonly sampleFormat: SampleFormat;
  /** Whether the samples are indices into a colour table in the file. */
  readonly palette: boolean;
  /** Full-resolution images in the file. */
  readonly pages: number;
}

/** Tells the raster format by magic bytes, never by name; undefined when it is none of ours. */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x49, 0x49, 0x2a, 0]) || startsWith(bytes, [0x4d, 0x4d, 0, 0x2a])) return 'tiff';
  if (startsWith(bytes, [0x49, 0x49, 0x2b, 0]) || startsWith(bytes, [0x4d, 0x4d, 0, 0x2b])) return 'tiff';
  return undefined;
}

/**
 * Reads the header of a PNG, TIFF or JPEG file. Cheap and synchronous: no pixel is decoded.
 *
 * @param page of a TIFF with several, from 0
 * @throws FormatError UNKNOWN_FORMAT, TRUNCATED, CORRUPT, or TOO_LARGE beyond 16,384 pixels a side or 64 MP
 */
export function readHeader(bytes: Uint8Array, page = 0): ImageHeader {
  const header = parseHeader(bytes, page);
  checkSize(header.width, header.height);
  return header;
}

function parseHeader(bytes: Uint8Array, page: number): ImageHeader {
  switch (imageKind(bytes)) {
    case 'png':
      return readPngHeader(bytes);
    case 'tiff':
      return readTiffHeader(bytes, page);
    case 'jpeg':
      return readJpegHeader(bytes);
    case undefined:
      throw unknownFormat(bytes);
  }
}

function unknownFormat(bytes: Uint8Array): FormatError {
  if (bytes.length === 0) return new FormatError('TRUNCATED', 'The file is empty. Upload it again.');
  const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return new FormatError('UNKNOWN_FORMAT', `The file begins with ${start}, which is no PNG, TIFF or JPEG image.`);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import { exifOrientation, turnedBy, xmpOrientation } from '../orientation.ts';

/** Begins with "RIFF", a length, and "WEBP". */
export function isWebp(head: Uint8Array): boolean {
  return /^RIFF[^]{4}WEBP/.test(new TextDecoder('latin1').decode(head.subarray(0, 12)));
}

/**
 * Reads the size of a WebP file (RFC 9649).
 *
 * @throws FormatError TRUNCATED, CORRUPT, or SEVERAL_IMAGES for an animation
 */
export function readWebpHeader(bytes: Uint8Array): ImageSize {
  if (bytes.length < 30)
    throw new FormatError('TRUNCATED', `The WebP ends after ${bytes.length} bytes, inside its header.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (new TextDecoder('latin1').decode(bytes.subarray(12, 16))) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      if ((view.getUint8(20) & 2) !== 0)
        throw new FormatError(
          'SEVERAL_IMAGES',
          'The WebP is an animation of several frames. Save each frame as an image of its own.',
        );
      return { width: three(24) + 1, height: three(27) + 1 };
    default:
      throw new FormatError('CORRUPT', 'The WebP begins with an unknown part. Save it as PNG.');
  }
}

/** Where the first part of the file stands, and the bytes of its name and length. */
const [FIRST_PART, PART_HEADER] = [12, 8];

/** Reads how a WebP is to be turned, by EXIF or XMP; 1 if it is upright. */
export function webpOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const statements: number[] = [];
  for (let at = FIRST_PART; at + PART_HEADER <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    const start = at + PART_HEADER;
    const name = new TextDecoder('latin1').decode(bytes.subarray(at, at + 4));
    if (name === 'EXIF') statements.push(exifOrientation(bytes.subarray(start, start + length)));
    if (name === 'XMP ') statements.push(xmpOrientation(bytes.subarray(start, start + length)));
    at = start + length + (length % 2);
  }
  return turnedBy(statements);
}

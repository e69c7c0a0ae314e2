import { FormatError } from './format-error.ts';
import type { ImageHeader } from './image-header.ts';

/**
 * Reads size and depth from a JPEG's start-of-frame segment (ITU-T T.81, B.2.2).
 *
 * @throws FormatError TRUNCATED if the file ends before a frame begins, CORRUPT if the segments do not chain
 */
export function readJpegHeader(bytes: Uint8Array): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) {
      throw new FormatError('CORRUPT', `The JPEG has no marker at byte ${at}. Save the image again.`);
    }
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // a fill byte before the marker
      continue;
    }
    if (isFrame(marker)) {
      return {
        kind: 'jpeg',
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        channels: bytes[at + 9]!,
        bitDepth: bytes[at + 4]!,
        sampleFormat: 'uint',
        palette: false,
        pages: 1,
      };
    }
    at += 2 + view.getUint16(at + 2);
  }
  throw new FormatError('TRUNCATED', 'The JPEG ends before its first frame. Upload it again.');
}

/** SOF0 … SOF15 but for the three neighbours that mean tables (C4 Huffman, C8 reserved, CC arithmetic). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

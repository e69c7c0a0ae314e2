import { FormatError } from './format-error.ts';
import type { ImageHeader } from './image-header.ts';
import { exifOrientation, turnedBy, xmpOrientation } from './orientation.ts';

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

/** What the segments of EXIF and of XMP begin with. */
const [EXIF, XMP] = ['Exif\0\0', 'http://ns.adobe.com/xap/1.0/\0'];

/**
 * How the data of an APP1 segment say that an image is to be turned: EXIF with "Exif" before it, or XMP with its name;
 * 1 for anything else.
 */
export function app1Orientation(data: Uint8Array): number {
  const start = String.fromCharCode(...data.subarray(0, XMP.length));
  if (start.startsWith(EXIF)) return exifOrientation(data);
  return start === XMP ? xmpOrientation(data.subarray(XMP.length)) : 1;
}

/** Reads how a JPEG is to be turned, by EXIF or XMP; 1 if it is upright. */
export function jpegOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const statements: number[] = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== START_OF_SCAN;) {
    if (bytes[at + 1] === 0xff) {
      at++; // a fill byte before the marker
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    const data = bytes.subarray(at + 4, end);
    if (bytes[at + 1] === APP1) statements.push(app1Orientation(data));
    at = end;
  }
  return turnedBy(statements);
}

/** APP0 … APP15: what programs add, such as EXIF (1) and colour profiles (2). */
const [APP1, APP13] = [0xe1, 0xed];

const START_OF_SCAN = 0xda;

/**
 * The file without what programs add to it about colours and about turning it (APP1 to APP13), so that a decoder only
 * decodes. JFIF (APP0) and the marker of Adobe (APP14) stay, since they say what the samples are.
 */
export function withoutProfiles(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let length = 0;
  const keep = (from: number, to: number) => {
    kept.set(bytes.subarray(from, to), length);
    length += Math.min(to, bytes.length) - from;
  };
  keep(0, 2);
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === START_OF_SCAN) {
      keep(at, bytes.length);
      break;
    }
    const end = marker === 0xff ? at + 1 : at + 2 + view.getUint16(at + 2);
    if (marker < APP1 || marker > APP13) keep(at, end);
    at = end;
  }
  return kept.subarray(0, length);
}

import { FormatError } from '../format-error.ts';
import { checkSize } from '../limits.ts';
import type { RasterPicture } from './raster-picture.ts';

/** What the header of a BMP file says. */
interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Whether rows go up from the lower left corner. */
  readonly upwards: boolean;
  readonly bits: number;
  readonly compression: number;
  readonly dataStart: number;
  readonly paletteStart: number;
  readonly paletteColours: number;
}

/** Smallest header of Windows; OS/2's is shorter. */
const SMALLEST = 40;

/** Begins with "BM" and a header of Windows. */
export function isBmp(head: Uint8Array): boolean {
  if (head.length < 18 || head[0] !== 0x42 || head[1] !== 0x4d) return false;
  const bytes = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(14, true);
  return bytes >= SMALLEST && bytes <= 124;
}

/**
 * Reads the header of a BMP file.
 *
 * @throws FormatError TRUNCATED, CORRUPT, or UNSUPPORTED for compressed files and other depths
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  if (bytes.length < 54)
    throw new FormatError('TRUNCATED', `The BMP ends after ${bytes.length} bytes, inside its header.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signed = view.getInt32(22, true);
  const header = {
    width: view.getInt32(18, true),
    height: Math.abs(signed),
    upwards: signed > 0,
    bits: view.getUint16(28, true),
    compression: view.getUint32(30, true),
    dataStart: view.getUint32(10, true),
    paletteStart: 14 + view.getUint32(14, true),
    paletteColours: view.getUint32(46, true),
  };
  if (header.dataStart < header.paletteStart)
    throw new FormatError(
      'CORRUPT',
      `The BMP says that its pixels begin at byte ${header.dataStart}, but its header ends at ${header.paletteStart}. Save it again.`,
    );
  const fields = header.compression === BIT_FIELDS && header.bits === 32;
  if ((header.compression !== 0 && !fields) || ![1, 4, 8, 24, 32].includes(header.bits))
    throw new FormatError(
      'UNSUPPORTED',
      `The BMP has ${header.bits} bits and compression ${header.compression}, which is not read. Save it as PNG.`,
    );
  return header;
}

const BIT_FIELDS = 3;

/** Where the masks of red, green and blue stand, and those of the usual order of bytes: blue, green, red. */
const MASKS_AT = 54;
const USUAL_MASKS = [0xff_0000, 0xff00, 0xff];

function checkMasks(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const masks = USUAL_MASKS.map((_, i) => view.getUint32(MASKS_AT + 4 * i, true));
  if (masks.every((mask, i) => mask === USUAL_MASKS[i])) return;
  throw new FormatError(
    'UNSUPPORTED',
    `The BMP keeps its colours in the bits ${masks.map((mask) => mask.toString(16)).join(', ')}, which is not read. Save it as PNG.`,
  );
}

/**
 * Decodes a BMP file.
 *
 * @throws FormatError TRUNCATED, CORRUPT, TOO_LARGE or UNSUPPORTED
 */
export function readBmp(bytes: Uint8Array): RasterPicture {
  const header = readBmpHeader(bytes);
  const { width, height, upwards, bits, dataStart } = header;
  checkSize(width, height);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (dataStart + rowBytes * height > bytes.length)
    throw new FormatError(
      'TRUNCATED',
      `The BMP needs ${dataStart + rowBytes * height} bytes, but has ${bytes.length}. Save it again.`,
    );
  if (header.compression === BIT_FIELDS) checkMasks(bytes);
  const rowAt = (row: number) => {
    const start = dataStart + (upwards ? height - 1 - row : row) * rowBytes;
    return bytes.subarray(start, start + rowBytes);
  };
  if (bits > 8) return { width, height, colours: colourRows(rowAt, header) };
  const indices = new Uint8Array(width * height);
  const mask = 2 ** bits - 1;
  for (let row = 0, to = 0; row < height; row++) {
    const from = rowAt(row);
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      indices[to++] = (from[bit >> 3]! >> (8 - bits - (bit & 7))) & mask;
    }
  }
  return { width, height, indices, palette: paletteOf(bytes, header) };
}

/** Blue, green, red and one unused byte of each colour. */
function paletteOf(bytes: Uint8Array, { bits, paletteStart, paletteColours, dataStart }: BmpHeader): Uint8Array {
  const most = Math.floor(Math.max(0, dataStart - paletteStart) / 4);
  const count = Math.min(paletteColours || 2 ** bits, 2 ** bits, most);
  const palette = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++)
    for (let channel = 0; channel < 3; channel++) palette[i * 3 + channel] = bytes[paletteStart + i * 4 + 2 - channel]!;
  return palette;
}

function colourRows(rowAt: (row: number) => Uint8Array, { width, height, bits }: BmpHeader): Uint8Array {
  const colours = new Uint8Array(width * height * 3);
  const step = bits / 8;
  for (let row = 0, to = 0; row < height; row++) {
    const from = rowAt(row);
    for (let x = 0; x < width; x++, to += 3) {
      colours[to] = from[x * step + 2]!;
      colours[to + 1] = from[x * step + 1]!;
      colours[to + 2] = from[x * step]!;
    }
  }
  return colours;
}

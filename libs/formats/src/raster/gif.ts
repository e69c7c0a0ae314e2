import { FormatError } from '../format-error.ts';
import { checkSize } from '../limits.ts';
import type { RasterPicture } from './raster-picture.ts';

/** Begins with GIF87a or GIF89a. */
export function isGif(head: Uint8Array): boolean {
  return /^GIF8[79]a/.test(new TextDecoder('latin1').decode(head.subarray(0, 6)));
}

/** One frame of a GIF file. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  readonly palette: Uint8Array;
  /** Bits of the first codes. */
  readonly codeBits: number;
  /** Packed codes, without the lengths between. */
  readonly data: Uint8Array;
}

const [EXTENSION, FRAME, END] = [0x21, 0x2c, 0x3b];

/**
 * Decodes a GIF file of one frame.
 *
 * @throws FormatError SEVERAL_IMAGES for an animation, TRUNCATED, CORRUPT or TOO_LARGE
 */
export function readGif(bytes: Uint8Array): RasterPicture {
  if (bytes.length < 13) throw truncated(bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  checkSize(width, height);
  const [frame, another] = framesOf(bytes);
  if (!frame) throw new FormatError('CORRUPT', 'The GIF holds no image. Save it again.');
  if (another)
    throw new FormatError(
      'SEVERAL_IMAGES',
      'The GIF is an animation of several frames. Save the frame with the image alone.',
    );
  if (frame.left + frame.width > width || frame.top + frame.height > height)
    throw new FormatError('CORRUPT', 'The frame of the GIF reaches beyond the image. Save it again.');
  const codes = unpackLzw(frame);
  const indices = new Uint8Array(width * height);
  const rows = rowOrder(frame);
  for (const [i, row] of rows.entries())
    indices.set(codes.subarray(i * frame.width, (i + 1) * frame.width), (frame.top + row) * width + frame.left);
  return { width, height, indices, palette: frame.palette };
}

function framesOf(bytes: Uint8Array): Frame[] {
  const frames: Frame[] = [];
  const packed = bytes[10]!;
  const globalBytes = (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
  const global = bytes.slice(13, 13 + globalBytes);
  for (let at = 13 + globalBytes; at < bytes.length && bytes[at] !== END && frames.length < 2;) {
    if (bytes[at] === EXTENSION) at = skipBlocks(bytes, at + 2);
    else if (bytes[at] === FRAME) at = readFrame(bytes, at + 1, { frames, global });
    else throw new FormatError('CORRUPT', `The GIF has an unknown block at byte ${at}. Save it again.`);
  }
  return frames;
}

function readFrame(bytes: Uint8Array, at: number, { frames, global }: { frames: Frame[]; global: Uint8Array }): number {
  if (at + 10 > bytes.length) throw truncated(bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [left, top, width, height] = [0, 2, 4, 6].map((offset) => view.getUint16(at + offset, true)) as [
    number,
    number,
    number,
    number,
  ];
  const packed = bytes[at + 8]!;
  const colours = (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
  const start = at + 9 + colours;
  const end = skipBlocks(bytes, start + 1);
  frames.push({
    ...{ left, top, width, height },
    interlaced: (packed & 0x40) !== 0,
    palette: colours === 0 ? global : bytes.slice(at + 9, start),
    codeBits: bytes[start] ?? 0,
    data: joinBlocks(bytes, start + 1),
  });
  return end;
}

function skipBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let length = bytes[at]; length !== 0; length = bytes[at]) {
    if (length === undefined) throw truncated(bytes.length);
    at += length + 1;
  }
  return at + 1;
}

function joinBlocks(bytes: Uint8Array, start: number): Uint8Array {
  const end = skipBlocks(bytes, start);
  const data = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end - 1; at += bytes[at]! + 1) {
    const block = bytes.subarray(at + 1, at + 1 + bytes[at]!);
    data.set(block, length);
    length += block.length;
  }
  return data.subarray(0, length);
}

/** Codes of at most 12 bits (GIF89a, appendix F). */
const MOST_CODES = 4096;

function unpackLzw({ width, height, codeBits, data }: Frame): Uint8Array {
  if (codeBits < 2 || codeBits > 8)
    throw new FormatError('CORRUPT', `The GIF has codes of ${codeBits} bits. Save it again.`);
  const out = new Uint8Array(width * height);
  const [clear, end] = [2 ** codeBits, 2 ** codeBits + 1];
  const prefix = new Uint16Array(MOST_CODES);
  const last = Uint8Array.from({ length: MOST_CODES }, (_, code) => code);
  const lengths = new Uint16Array(MOST_CODES).fill(1);
  let [bits, next, before, at] = [codeBits + 1, end + 1, -1, 0];
  let from = 0;
  while (at < out.length) {
    if (from + bits > data.length * 8) throw truncated(data.length);
    const code = bitsAt(data, from, bits);
    from += bits;
    if (code === end) break;
    if (code === clear) {
      [bits, next, before] = [codeBits + 1, end + 1, -1];
      continue;
    }
    if (code > next || (code === next && before < 0))
      throw new FormatError('CORRUPT', 'The GIF is damaged. Save it again.');
    if (before >= 0 && next < MOST_CODES) {
      prefix[next] = before;
      lengths[next] = lengths[before]! + 1;
      last[next] = firstOf(code === next ? before : code, { prefix, last, lengths });
      next++;
    }
    const length = lengths[code]!;
    for (let k = length - 1, one = code; k >= 0; k--, one = prefix[one]!)
      if (at + k < out.length) out[at + k] = last[one]!;
    at += length;
    before = code;
    if (next === 2 ** bits && bits < 12) bits++;
  }
  return out;
}

interface Table {
  readonly prefix: Uint16Array;
  readonly last: Uint8Array;
  readonly lengths: Uint16Array;
}

function firstOf(code: number, { prefix, last, lengths }: Table): number {
  let one = code;
  while (lengths[one]! > 1) one = prefix[one]!;
  return last[one]!;
}

function bitsAt(data: Uint8Array, from: number, count: number): number {
  const byte = from >> 3;
  const word = data[byte]! | ((data[byte + 1] ?? 0) << 8) | ((data[byte + 2] ?? 0) << 16);
  return (word >> (from & 7)) & (2 ** count - 1);
}

/** The rows in the order in which they are stored. */
function rowOrder({ height, interlaced }: Frame): number[] {
  const rows = Array.from({ length: height }, (_, row) => row);
  if (!interlaced) return rows;
  const pass = (first: number, step: number) => rows.filter((row) => row >= first && (row - first) % step === 0);
  return [...pass(0, 8), ...pass(4, 8), ...pass(2, 4), ...pass(1, 2)];
}

function truncated(bytes: number): FormatError {
  return new FormatError('TRUNCATED', `The GIF ends after ${bytes} bytes, before its image does. Save it again.`);
}

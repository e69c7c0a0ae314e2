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
  const clear = 2 ** codeBits;
  const table = new LzwTable(clear + 2);
  let [bits, at] = [codeBits + 1, 0];
  for (let from = 0; at < out.length;) {
    if (from + bits > data.length * 8) throw truncated(data.length);
    const code = bitsAt(data, from, bits);
    from += bits;
    if (code === clear + 1) break;
    if (code === clear) {
      table.clear();
      bits = codeBits + 1;
      continue;
    }
    at += table.write(code, out, at);
    if (table.next === 2 ** bits && bits < 12) bits++;
  }
  return out;
}

/** The codes of what came before: each is another one and a value. */
class LzwTable {
  /** The code that comes next. */
  next: number;
  private before = -1;
  private readonly first: number;
  private readonly prefix = new Uint16Array(MOST_CODES);
  private readonly last = Uint8Array.from({ length: MOST_CODES }, (_, code) => code);
  private readonly lengths = new Uint16Array(MOST_CODES).fill(1);

  constructor(first: number) {
    this.first = first;
    this.next = first;
  }

  clear(): void {
    this.next = this.first;
    this.before = -1;
  }

  /** Writes the values of a code, and returns how many there are. */
  write(code: number, out: Uint8Array, at: number): number {
    const isNew = code === this.next && this.before >= 0;
    if (code >= this.next && !isNew) throw new FormatError('CORRUPT', 'The GIF is damaged. Save it again.');
    if (this.before >= 0 && this.next < MOST_CODES) this.add(isNew ? this.before : code);
    const length = this.lengths[code]!;
    for (let k = length - 1, one = code; k >= 0; k--, one = this.prefix[one]!)
      if (at + k < out.length) out[at + k] = this.last[one]!;
    this.before = code;
    return length;
  }

  /** Adds the code before with the first value of another. */
  private add(other: number): void {
    let one = other;
    while (this.lengths[one]! > 1) one = this.prefix[one]!;
    this.prefix[this.next] = this.before;
    this.lengths[this.next] = this.lengths[this.before]! + 1;
    this.last[this.next] = this.last[one]!;
    this.next++;
  }
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

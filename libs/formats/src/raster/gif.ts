import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import { checkSize } from '../limits.ts';
import { noPlane } from '../no-plane.ts';
import type { RasterPicture } from './raster-picture.ts';

/** Begins with GIF87a or GIF89a. */
export function isGif(head: Uint8Array): boolean {
  return /^GIF8[79]a/.test(new TextDecoder('latin1').decode(head.subarray(0, 6)));
}

/** One frame of a GIF file. */
interface Frame {
  /** From 1. */
  readonly number: number;
  /** Whether it may leave pixels as they were. */
  readonly transparent: boolean;
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

/** The extension that says how the next frame is shown. */
const CONTROL = 0xf9;

/** Most frames of a file, as of pages of a TIFF. */
const MOST_FRAMES = 10_000;

/**
 * Decodes a GIF file of one frame.
 *
 * @throws FormatError SEVERAL_IMAGES for an animation, TRUNCATED, CORRUPT, UNSUPPORTED or TOO_LARGE
 */
export function readGif(bytes: Uint8Array): RasterPicture {
  const frames = framesOf(bytes);
  if (frames.length > 1) throw several(frames.length, 'Save each frame as an image of its own.');
  return decodeFrame(bytes, frames[0]!);
}

/**
 * Decodes one frame of a GIF file.
 *
 * @param plane from 1; the only one if left out
 * @throws FormatError SEVERAL_IMAGES for an animation of which none was chosen, or that has no such frame; UNSUPPORTED
 *   for a frame that only says what differs from the one before; and as {@link readGif}
 */
export function readGifPlane(bytes: Uint8Array, plane: number | undefined): RasterPicture {
  const frames = framesOf(bytes);
  const count = frames.length;
  if (plane === undefined && count > 1)
    throw several(count, `Choose one of 1 to ${count} with --plane, or save the frame with the labels.`);
  const frame = frames[(plane ?? 1) - 1];
  if (!frame) throw noPlane(plane ?? 1, count);
  if (plane !== undefined && plane > 1 && frame.transparent) throw onlyPart(frame, 'is transparent in places');
  return decodeFrame(bytes, frame);
}

function several(frames: number, wayOut: string): FormatError {
  return new FormatError(
    'SEVERAL_IMAGES',
    `The GIF is an animation of ${frames} frames (planes), but an image is one. ${wayOut}`,
  );
}

function onlyPart({ number }: Frame, why: string): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    `Frame ${number} of the GIF ${why}, so that the rest depends on what was shown before. Save it as an image of its own, such as PNG.`,
  );
}

function sizeOf(bytes: Uint8Array): ImageSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function decodeFrame(bytes: Uint8Array, frame: Frame): RasterPicture {
  const { width, height } = sizeOf(bytes);
  if (frame.left + frame.width > width || frame.top + frame.height > height)
    throw new FormatError('CORRUPT', 'The frame of the GIF reaches beyond the image. Save it again.');
  if (frame.width < width || frame.height < height)
    throw onlyPart(frame, `covers ${frame.width}×${frame.height} of ${width}×${height} pixels`);
  const codes = unpackLzw(frame);
  const indices = new Uint8Array(width * height);
  for (const [i, row] of rowOrder(frame).entries())
    indices.set(codes.subarray(i * width, (i + 1) * width), row * width);
  return { width, height, indices, palette: frame.palette };
}

/** Finds the frames, at least one, without decoding any. */
function framesOf(bytes: Uint8Array): readonly Frame[] {
  if (bytes.length < 13) throw truncated(bytes.length);
  const { width, height } = sizeOf(bytes);
  checkSize(width, height);
  const frames: Frame[] = [];
  const packed = bytes[10]!;
  const globalBytes = (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
  const global = bytes.slice(13, 13 + globalBytes);
  let transparent = false;
  for (let at = 13 + globalBytes; at < bytes.length && bytes[at] !== END;) {
    if (bytes[at] === EXTENSION) {
      // The control of the next frame: four bytes, the first of which has flags.
      if (bytes[at + 1] === CONTROL) transparent = ((bytes[at + 3] ?? 0) & 1) === 1;
      at = skipBlocks(bytes, at + 2);
    } else if (bytes[at] === FRAME) {
      const { frame, end } = readFrame(bytes, at + 1, global);
      if (frames.length === MOST_FRAMES)
        throw new FormatError('TOO_LARGE', `The GIF has more than ${MOST_FRAMES} frames. Split it.`);
      frames.push({ ...frame, number: frames.length + 1, transparent });
      transparent = false;
      at = end;
    } else {
      throw new FormatError('CORRUPT', `The GIF has an unknown block at byte ${at}. Save it again.`);
    }
  }
  if (frames.length === 0) throw new FormatError('CORRUPT', 'The GIF holds no image. Save it again.');
  return frames;
}

type FoundFrame = Omit<Frame, 'number' | 'transparent'>;

function readFrame(bytes: Uint8Array, at: number, global: Uint8Array): { frame: FoundFrame; end: number } {
  if (at + 10 > bytes.length) throw truncated(bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = (offset: number) => view.getUint16(at + offset, true);
  const packed = bytes[at + 8]!;
  const colours = (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
  const start = at + 9 + colours;
  const frame = {
    ...{ left: number(0), top: number(2), width: number(4), height: number(6) },
    interlaced: (packed & 0x40) !== 0,
    palette: colours === 0 ? global : bytes.slice(at + 9, start),
    codeBits: bytes[start] ?? 0,
    data: joinBlocks(bytes, start + 1),
  };
  return { frame, end: skipBlocks(bytes, start + 1) };
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
    if (code === clear + 1)
      throw new FormatError('TRUNCATED', `The GIF holds ${at} of ${out.length} pixels of its image. Save it again.`);
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

import type { Platform } from '../platform.ts';
import { unpackBloscLz } from './blosc-lz.ts';
import { unpackLz4 } from './lz4.ts';

/** Unpacks to exactly so many bytes; undefined or an error if that is not what comes out. */
type UnpackPart = (bytes: Uint8Array, length: number) => Uint8Array | undefined | Promise<Uint8Array>;

/** By their numbers in the header; Snappy (2) is written by no tool of label images. */
function partUnpacker(number: number, platform: Platform): UnpackPart | undefined {
  return [unpackBloscLz, unpackLz4, undefined, platform.inflate, platform.zstd][number];
}

const HEADER = 16;

/** Of the format; Blosc 2 counts on from 3, and has a longer header. */
const VERSION = 2;

/** A block is only cut into the bytes of its samples if these have at most 16 bytes, and each part at least 128. */
const MAX_SPLITS = 16;
const MIN_SPLIT = 128;

interface Header {
  readonly shuffled: boolean;
  readonly stored: boolean;
  readonly bitShuffled: boolean;
  readonly split: boolean;
  readonly unpack: UnpackPart;
  /** Bytes of a sample. */
  readonly size: number;
  /** Unpacked bytes. */
  readonly length: number;
  /** Unpacked bytes of a block. */
  readonly block: number;
}

/**
 * Unpacks a Blosc 1 chunk (https://github.com/Blosc/c-blosc/blob/main/README_CHUNK_FORMAT.rst) packed with BloscLZ,
 * LZ4, zlib or Zstandard. The usual library for it passes over failures, and gives out what its memory held before.
 *
 * @param limit most bytes that it may become
 * @throws Error if it is damaged or becomes too long
 */
export async function unpackBlosc(bytes: Uint8Array, limit: number, platform: Platform): Promise<Uint8Array> {
  const header = readHeader(bytes, limit, platform);
  const { length, block, stored } = header;
  if (stored) {
    if (bytes.length !== HEADER + length) throw new Error('its length is not that of its header');
    return bytes.slice(HEADER);
  }
  const out = new Uint8Array(length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let start = 0, at = HEADER; start < length; start += block, at += 4) {
    if (at + 4 > bytes.length) throw new Error('it is too short');
    const end = Math.min(length, start + block);
    const unpacked = await unpackBlock(view, view.getInt32(at, true), { ...header, length: end - start });
    unshuffle(unpacked, out.subarray(start, end), header);
  }
  return out;
}

function readHeader(bytes: Uint8Array, limit: number, platform: Platform): Header {
  if (bytes.length < HEADER) throw new Error('it is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [version, flags, size] = [view.getUint8(0), view.getUint8(2), view.getUint8(3)];
  if (version > VERSION) throw new Error(`it has version ${version}, but Blosc 1 ends at ${VERSION}`);
  const [length, block, packed] = [4, 8, 12].map((at) => view.getUint32(at, true)) as [number, number, number];
  if (packed !== bytes.length) throw new Error('its length is not that of its header');
  if (length > limit) throw new Error(`it promises ${length} bytes, but a chunk has at most ${limit}`);
  const unpack = partUnpacker(flags >> 5, platform);
  if (!unpack) throw new Error(`it is packed with number ${flags >> 5} of Blosc, which is not read`);
  if (size === 0 || (length > 0 && block === 0)) throw new Error('its header makes no sense');
  const has = (flag: number) => (flags & flag) !== 0;
  return { shuffled: has(1), stored: has(2), bitShuffled: has(4), split: !has(16), unpack, size, length, block };
}

/** Unpacks one block: one part, or one for each byte of its samples. */
async function unpackBlock(
  view: DataView,
  start: number,
  { size, block, length, split, unpack }: Header,
): Promise<Uint8Array> {
  const whole = length === block;
  const parts = split && whole && size <= MAX_SPLITS && block / size >= MIN_SPLIT ? size : 1;
  const part = Math.floor(length / parts);
  const out = new Uint8Array(length);
  for (let i = 0, at = start; i < parts; i++) {
    const bytes = packedPart(view, at);
    const unpacked = bytes.length === part ? bytes : await unpack(bytes, part);
    if (unpacked?.length !== part) throw new Error('its packed data is damaged');
    out.set(unpacked, i * part);
    at += 4 + bytes.length;
  }
  return out;
}

/** A part of a block, with its length before it. */
function packedPart(view: DataView, at: number): Uint8Array {
  const length = at >= HEADER && at + 4 <= view.byteLength ? view.getInt32(at, true) : -1;
  if (length < 0 || at + 4 + length > view.byteLength) throw new Error('its blocks lie outside');
  return new Uint8Array(view.buffer, view.byteOffset + at + 4, length);
}

/** Brings the bytes, or the bits, of samples together again. */
function unshuffle(bytes: Uint8Array, out: Uint8Array, { shuffled, bitShuffled, size }: Header): void {
  const count = Math.floor(bytes.length / size);
  out.set(bytes);
  if (shuffled && size > 1) {
    for (let k = 0; k < size; k++) {
      for (let i = 0; i < count; i++) out[i * size + k] = bytes[k * count + i]!;
    }
  } else if (bitShuffled && count % 8 === 0) {
    out.fill(0, 0, count * size);
    for (let bit = 0; bit < size * 8; bit++) {
      for (let i = 0; i < count; i++) {
        const one = (bytes[(bit * count + i) >> 3]! >> (i & 7)) & 1;
        out[i * size + (bit >> 3)] = out[i * size + (bit >> 3)]! | (one << (bit & 7));
      }
    }
  }
}

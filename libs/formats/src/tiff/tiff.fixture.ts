import { deflateSync, zstdCompressSync } from 'node:zlib';

/**
 * A second, deliberately simple TIFF writer for tests: it shares no code with the reader and writes every layout
 * that the reader must understand.
 */
export interface TiffFixture {
  readonly width: number;
  readonly height: number;
  /** Samples, row by row, channels interleaved. */
  readonly samples: readonly number[];
  readonly bits?: number;
  readonly format?: 'uint' | 'int' | 'float';
  readonly channels?: number;
  readonly compression?: 'none' | 'lzw' | 'deflate' | 'packbits' | 'zstd' | 'jpeg';
  readonly predictor?: 1 | 2 | 3;
  readonly photometric?: number;
  readonly bigEndian?: boolean;
  readonly bigTiff?: boolean;
  readonly planar?: boolean;
  readonly rowsPerStrip?: number;
  readonly tile?: readonly [width: number, height: number];
  /** Tags that replace or, when undefined, remove what would be written. */
  readonly tags?: Readonly<Record<number, readonly number[] | undefined>>;
}

const COMPRESSIONS = { none: 1, lzw: 5, deflate: 8, packbits: 32773, zstd: 50000, jpeg: 7 };
const FORMATS = { uint: 1, int: 2, float: 3 };

/** A TIFF file of one or more pages. */
export function tiff(...pages: TiffFixture[]): Uint8Array {
  const [first] = pages;
  const little = !first?.bigEndian;
  const big = first?.bigTiff ?? false;
  const out = new Bytes(little);
  out.text(little ? 'II' : 'MM');
  out.number(big ? 43 : 42, 2);
  if (big) out.number(8, 2).number(0, 2);
  const word = big ? 8 : 4;
  let pointer = out.length;
  out.number(0, word);
  for (const page of pages) {
    const entries = pageEntries(out, page);
    const outside = new Map<number, number>();
    for (const [tag, values] of entries) {
      if (values.length * word <= word) continue;
      outside.set(tag, out.length);
      for (const value of values) out.number(value, word);
    }
    out.patch(pointer, out.length, word);
    out.number(entries.length, big ? 8 : 2);
    for (const [tag, values] of entries) {
      out
        .number(tag, 2)
        .number(big ? 16 : 4, 2)
        .number(values.length, word);
      out.number(outside.get(tag) ?? values[0] ?? 0, word);
    }
    pointer = out.length;
    out.number(0, word);
  }
  return out.take();
}

function pageEntries(out: Bytes, page: TiffFixture): [number, readonly number[]][] {
  const { width, height, bits = 8, format = 'uint', channels = 1, compression = 'none', predictor = 1, tile } = page;
  const rows = page.rowsPerStrip ?? height;
  const blocks = cutBlocks(page, tile ?? [width, rows]).map((block) => pack(block, compression));
  const offsets = blocks.map((block) => {
    const at = out.length;
    out.bytes(block);
    return at;
  });
  const counts = blocks.map((block) => block.length);
  const tags: Record<number, readonly number[] | undefined> = {
    256: [width],
    257: [height],
    258: Array.from({ length: channels }, () => bits),
    259: [COMPRESSIONS[compression]],
    262: [page.photometric ?? (channels === 3 ? 2 : 1)],
    277: [channels],
    284: [page.planar ? 2 : 1],
    317: [predictor],
    339: Array.from({ length: channels }, () => FORMATS[format]),
    ...(tile
      ? { 322: [tile[0]], 323: [tile[1]], 324: offsets, 325: counts }
      : { 273: offsets, 278: [rows], 279: counts }),
    ...page.tags,
  };
  return Object.entries(tags).flatMap(([tag, values]) => (values ? [[Number(tag), values]] : []));
}

/** The bytes of each strip or tile before compression; what a tile has beyond the image is filled with 7s. */
function cutBlocks(page: TiffFixture, [blockWidth, blockHeight]: readonly [number, number]): Uint8Array[] {
  const { width, height, samples, channels = 1, planar } = page;
  const blocks: Uint8Array[] = [];
  const planes = planar
    ? Array.from({ length: channels }, (_, c) => [c])
    : [Array.from({ length: channels }, (_, c) => c)];
  for (const plane of planes) {
    for (let top = 0; top < height; top += blockHeight) {
      for (let left = 0; left < width; left += blockWidth) {
        const bottom = page.tile ? top + blockHeight : Math.min(top + blockHeight, height);
        const block = new Bytes(!page.bigEndian);
        for (let y = top; y < bottom; y++) {
          const row: number[] = [];
          for (let x = left; x < left + blockWidth; x++) {
            for (const c of plane)
              row.push(x < width && y < height ? (samples[(y * width + x) * channels + c] ?? 0) : 7);
          }
          block.bytes(rowBytes(row, page, plane.length));
        }
        blocks.push(block.take());
      }
    }
  }
  return blocks;
}

function rowBytes(row: readonly number[], page: TiffFixture, channels: number): Uint8Array {
  const { bits = 8, format = 'uint', predictor = 1 } = page;
  if (bits % 8 !== 0) return packBits(row, bits);
  const modulus = 2n ** BigInt(bits);
  const whole = (value: number) => ((BigInt(value) % modulus) + modulus) % modulus;
  const raw = row.map((value) => (format === 'float' ? floatBits(value, bits) : whole(value)));
  const coded =
    predictor === 2
      ? raw.map((value, i) => (value - (i < channels ? 0n : (raw[i - channels] ?? 0n)) + modulus) % modulus)
      : raw;
  const out = new Bytes(!page.bigEndian && predictor !== 3);
  for (const value of coded) out.big(value, bits / 8);
  return predictor === 3 ? floatingPointRow(out.take(), bits / 8, channels) : out.take();
}

function floatBits(value: number, bits: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  if (bits === 32) {
    view.setFloat32(0, value);
    return BigInt(view.getUint32(0));
  }
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

/** Big-endian samples, all highest bytes first, then as byte differences. */
function floatingPointRow(bytes: Uint8Array, size: number, channels: number): Uint8Array {
  const count = bytes.length / size;
  const spread = new Uint8Array(bytes.length);
  bytes.forEach((byte, i) => {
    spread[(i % size) * count + Math.floor(i / size)] = byte;
  });
  return spread.map((byte, i) => byte - (i < channels ? 0 : (spread[i - channels] ?? 0)));
}

function packBits(row: readonly number[], bits: number): Uint8Array {
  const text = row.map((value) => value.toString(2).padStart(bits, '0')).join('');
  return Uint8Array.from(text.match(/.{1,8}/g) ?? [], (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

function pack(block: Uint8Array, compression: NonNullable<TiffFixture['compression']>): Uint8Array {
  switch (compression) {
    case 'none':
    case 'jpeg':
      return block;
    case 'deflate':
      return deflateSync(block);
    case 'zstd':
      return zstdCompressSync(block);
    case 'lzw':
      return lzw(block);
    case 'packbits':
      return packRuns(block);
  }
}

/** TIFF LZW, straight from the specification: a table of strings, codes highest bit first. */
export function lzw(bytes: Uint8Array): Uint8Array {
  let bits = '';
  let table = new Map<string, number>();
  let next = 258;
  let width = 9;
  const emit = (code: number) => {
    bits += code.toString(2).padStart(width, '0');
  };
  emit(256);
  let held = '';
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : (table.get(text) ?? 0));
  for (const byte of bytes) {
    const longer = held + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      held = longer;
      continue;
    }
    emit(codeOf(held));
    table.set(longer, next++);
    held = String.fromCharCode(byte);
    if (next === 4095) {
      emit(256);
      table = new Map();
      next = 258;
      width = 9;
    } else if (next === 512 || next === 1024 || next === 2048) {
      width++;
    }
  }
  if (held !== '') {
    emit(codeOf(held));
    if (next + 1 === 512 || next + 1 === 1024 || next + 1 === 2048) width++;
  }
  emit(257);
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

function packRuns(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < bytes.length;) {
    let run = 1;
    while (run < 128 && bytes[i + run] === bytes[i]) run++;
    if (run > 1) out.push(257 - run, bytes[i] ?? 0);
    else out.push(0, bytes[i] ?? 0);
    i += run;
  }
  return Uint8Array.from([128, ...out]);
}

/** Bytes that grow, in one byte order. */
class Bytes {
  private readonly list: number[] = [];
  private readonly little: boolean;

  constructor(little: boolean) {
    this.little = little;
  }

  get length(): number {
    return this.list.length;
  }

  text(value: string): this {
    return this.bytes(Buffer.from(value, 'latin1'));
  }

  bytes(values: Iterable<number>): this {
    for (const value of values) this.list.push(value);
    return this;
  }

  number(value: number, size: number): this {
    return this.big(BigInt(value), size);
  }

  big(value: bigint, size: number): this {
    this.list.push(...this.parts(value, size));
    return this;
  }

  patch(at: number, value: number, size: number): void {
    this.parts(BigInt(value), size).forEach((byte, i) => {
      this.list[at + i] = byte;
    });
  }

  take(): Uint8Array {
    return Uint8Array.from(this.list);
  }

  private parts(value: bigint, size: number): number[] {
    const parts = Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
    return this.little ? parts : parts.reverse();
  }
}

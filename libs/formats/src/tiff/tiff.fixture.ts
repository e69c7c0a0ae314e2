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
  readonly compression?: 'none' | 'lzw' | 'old-lzw' | 'deflate' | 'packbits' | 'zstd' | 'jpeg';
  readonly predictor?: 1 | 2 | 3;
  readonly photometric?: number;
  readonly bigEndian?: boolean;
  readonly bigTiff?: boolean;
  readonly planar?: boolean;
  readonly rowsPerStrip?: number;
  readonly tile?: readonly [width: number, height: number];
  /** Text of entry 270. */
  readonly description?: string;
  /** Tags that replace or, when undefined, remove what would be written. */
  readonly tags?: Readonly<Record<number, readonly number[] | undefined>>;
}

const COMPRESSIONS = { none: 1, lzw: 5, 'old-lzw': 5, deflate: 8, packbits: 32773, zstd: 50000, jpeg: 7 };
const TEXT = 270;
/** Entries of bytes, by their types: texts (also that of GDAL), and XMP. */
const BYTES: Readonly<Record<number, number>> = { [TEXT]: 2, 700: 1, 42113: 2, 50839: 1 };
const FORMATS = { uint: 1, int: 2, float: 3 };

/** A TIFF file of one or more pages; the first decides its byte order and whether it is a BigTIFF. */
export function tiff(first: TiffFixture, ...others: TiffFixture[]): Uint8Array {
  const { bigEndian = false, bigTiff = false } = first;
  const out = new Bytes(!bigEndian);
  out.text(bigEndian ? 'MM' : 'II').number(bigTiff ? 43 : 42, 2);
  if (bigTiff) out.number(8, 2).number(0, 2);
  const word = bigTiff ? 8 : 4;
  let pointer = out.length;
  out.number(0, word);
  for (const page of [first, ...others]) {
    const entries = pageEntries(out, page);
    const values = entries.map(([tag, each]) => writeValues(out, each, tag in BYTES ? 1 : word));
    out.patch(pointer, out.length, word);
    out.number(entries.length, bigTiff ? 8 : 2);
    entries.forEach(([tag, { length }], i) => {
      out
        .number(tag, 2)
        .number(BYTES[tag] ?? (bigTiff ? 16 : 4), 2)
        .number(length, word)
        .number(values[i] ?? 0, word);
    });
    pointer = out.length;
    out.number(0, word);
  }
  return out.take();
}

/** What stands in an entry: its only value, or where its values were written. */
function writeValues(out: Bytes, values: readonly number[], word: number): number {
  if (values.length <= 1) return values[0] ?? 0;
  const at = out.length;
  for (const value of values) out.number(value, word);
  return at;
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
    ...descriptionTag(page),
    ...page.tags,
  };
  return Object.entries(tags).flatMap(([tag, values]) => (values ? [[Number(tag), values]] : []));
}

/** Two zeros at the end, so that a text never fits into its entry. */
function descriptionTag({ description }: TiffFixture): Record<number, readonly number[]> {
  return description === undefined ? {} : { [TEXT]: [...new TextEncoder().encode(`${description}\0\0`)] };
}

/** The bytes of each strip or tile before compression; what a tile has beyond the image is filled with 7s. */
function cutBlocks(page: TiffFixture, size: readonly [number, number]): Uint8Array[] {
  const { width, height, channels = 1, planar = false } = page;
  const all = Array.from({ length: channels }, (_, c) => c);
  const blocks: Uint8Array[] = [];
  for (const plane of planar ? all.map((c) => [c]) : [all]) {
    for (let top = 0; top < height; top += size[1]) {
      for (let left = 0; left < width; left += size[0]) blocks.push(cutBlock(page, { left, top, size, plane }));
    }
  }
  return blocks;
}

interface Cut {
  readonly left: number;
  readonly top: number;
  readonly size: readonly [number, number];
  readonly plane: readonly number[];
}

function cutBlock(page: TiffFixture, { left, top, size, plane }: Cut): Uint8Array {
  const { width, height, samples, channels = 1 } = page;
  const bottom = page.tile ? top + size[1] : Math.min(top + size[1], height);
  const block = new Bytes(!page.bigEndian);
  for (let y = top; y < bottom; y++) {
    const row: number[] = [];
    for (let x = left; x < left + size[0]; x++) {
      const inside = x < width && y < height;
      for (const c of plane) row.push(inside ? (samples[(y * width + x) * channels + c] ?? 0) : 7);
    }
    block.bytes(rowBytes(row, page, plane.length));
  }
  return block.take();
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
      return lzw(block, false);
    case 'old-lzw':
      return lzw(block, true);
    case 'packbits':
      return packRuns(block);
  }
}

/**
 * TIFF LZW, straight from the specification: a table of strings, codes highest bit first.
 *
 * @param old as before 1988: lowest bit first, and the width grows one code later
 */
function lzw(bytes: Uint8Array, old: boolean): Uint8Array {
  let bits = '';
  let table = new Map<string, number>();
  let held = '';
  /** The width grows with the entry that is added after the code: 511 needs 10 bits. */
  const emit = (code: number, entries: number) => {
    const width = Math.max(9, ((old ? 257 : 258) + entries).toString(2).length);
    const digits = code.toString(2).padStart(width, '0');
    bits += old ? reversed(digits) : digits;
  };
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : (table.get(text) ?? 0));
  emit(256, 0);
  for (const byte of bytes) {
    const longer = held + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      held = longer;
      continue;
    }
    emit(codeOf(held), table.size);
    table.set(longer, 258 + table.size);
    held = String.fromCharCode(byte);
    if (258 + table.size === 4095) {
      emit(256, table.size);
      table = new Map();
    }
  }
  if (held !== '') emit(codeOf(held), table.size);
  emit(257, table.size + 1);
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (piece) => {
    const byte = piece.padEnd(8, '0');
    return parseInt(old ? reversed(byte) : byte, 2);
  });
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
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

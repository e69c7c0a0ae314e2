import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { checkSize, MAX_PIXELS } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { unpackLzw, unpackPackBits } from './tiff-compression.ts';
import { swapBytes, undoDifferences, undoFloatingPoint } from './tiff-predictor.ts';
import type { TiffBlocks, TiffPage } from './tiff-page.ts';

/** Which samples to read. */
export interface TiffSource {
  readonly bytes: Uint8Array;
  readonly page: TiffPage;
  /** From 0. */
  readonly channel: number;
}

/**
 * Decodes one channel of one page exactly as it is stored: palette indices stay indices, white-is-zero is not
 * turned round, nothing is scaled.
 *
 * @returns width × height samples, row by row; depths that fill no whole bytes come as the next larger type
 * @throws FormatError TRUNCATED, CORRUPT, TOO_LARGE, or UNSUPPORTED for lossy and unusual compression
 */
export function readSamples({ bytes, page, channel }: TiffSource, platform: Platform): SampleArray {
  checkLayout(page);
  const blocks = page.blocks();
  const storedChannels = page.planar ? 1 : page.channels;
  const layout = blockLayout(page, blocks, storedChannels);
  const samples = newSamples(page);
  for (let row = 0; row < layout.down; row++) {
    for (let column = 0; column < layout.across; column++) {
      const index = row * layout.across + column + (page.planar ? channel * layout.across * layout.down : 0);
      const rows = blocks.tiled ? blocks.height : Math.min(blocks.height, page.height - row * blocks.height);
      const block = readBlock({ bytes, page, blocks, index, rows, rowBytes: layout.rowBytes }, platform);
      prepare(block, { page, rowBytes: layout.rowBytes, channels: storedChannels });
      copyBlock(block, {
        page,
        samples,
        rowBytes: layout.rowBytes,
        left: column * blocks.width,
        top: row * blocks.height,
        columns: Math.min(blocks.width, page.width - column * blocks.width),
        rows: Math.min(rows, page.height - row * blocks.height),
        channels: storedChannels,
        channel: page.planar ? 0 : channel,
      });
    }
  }
  return samples;
}

function checkLayout(page: TiffPage): void {
  const { bitDepth, compression, predictor, sampleFormat } = page;
  const wholeBytes = isWholeBytes(bitDepth);
  if (!wholeBytes && (bitDepth > 16 || sampleFormat !== 'uint' || predictor !== 1)) {
    throw new FormatError(
      'UNSUPPORTED',
      `The TIFF stores ${bitDepth}-bit ${sampleFormat} samples with predictor ${predictor}, which is not read. Save it with 8, 16 or 32 bits.`,
    );
  }
  if (sampleFormat === 'float' && bitDepth < 32) {
    throw new FormatError(
      'UNSUPPORTED',
      'The TIFF stores 16-bit floating point, which is not read. Save it with 16 or 32 bits unsigned.',
    );
  }
  if (MAX_RATIO[compression] === undefined) throw unsupported(compression);
  if (predictor < 1 || predictor > 3 || (predictor === 3 && sampleFormat !== 'float')) {
    throw new FormatError(
      'CORRUPT',
      `The TIFF names predictor ${predictor} for ${sampleFormat} samples. Save it again.`,
    );
  }
}

function isWholeBytes(bitDepth: number): boolean {
  return bitDepth === 8 || bitDepth === 16 || bitDepth === 32 || bitDepth === 64;
}

function blockLayout(page: TiffPage, blocks: TiffBlocks, storedChannels: number) {
  checkSize(blocks.width, blocks.height);
  const across = Math.ceil(page.width / blocks.width);
  const down = Math.ceil(page.height / blocks.height);
  const needed = across * down * (page.planar ? page.channels : 1);
  const found = Math.min(blocks.offsets.length, blocks.byteCounts.length);
  if (found < needed) {
    throw new FormatError(
      'CORRUPT',
      `The TIFF lists ${found} strips or tiles, but its size needs ${needed}. Save it again.`,
    );
  }
  const rowBytes = Math.ceil((blocks.width * storedChannels * page.bitDepth) / 8);
  if (blocks.height * rowBytes > MAX_BLOCK_BYTES) {
    throw new FormatError(
      'TOO_LARGE',
      `A strip or tile of the TIFF has ${blocks.height * rowBytes} bytes, but at most ${MAX_BLOCK_BYTES} are read.`,
    );
  }
  return { across, down, rowBytes };
}

/** The largest image in the widest type, as one strip. */
const MAX_BLOCK_BYTES = MAX_PIXELS * 8;

/** How much the compressions can shrink at best; what promises more is not unpacked, not even allocated. */
const MAX_RATIO: Readonly<Record<number, number>> = { 1: 1, 5: 2600, 8: 1040, 32946: 1040, 32773: 64, 50000: 40_000 };

interface StoredBlock {
  readonly bytes: Uint8Array;
  readonly page: TiffPage;
  readonly blocks: TiffBlocks;
  readonly index: number;
  /** Rows of the block that lie in the image, or its full height for a tile. */
  readonly rows: number;
  readonly rowBytes: number;
}

function readBlock({ bytes, page, blocks, index, rows, rowBytes }: StoredBlock, platform: Platform): Uint8Array {
  const offset = blocks.offsets[index]!;
  const count = blocks.byteCounts[index]!;
  if (offset + count > bytes.length) {
    throw new FormatError(
      'TRUNCATED',
      `Strip or tile ${index} of the TIFF ends at byte ${offset + count}, but the file has ${bytes.length}. It was cut off: upload it again.`,
    );
  }
  const stored = bytes.subarray(offset, offset + count);
  if (count * (MAX_RATIO[page.compression] ?? 1) < rows * rowBytes) {
    throw new FormatError(
      'TRUNCATED',
      `Strip or tile ${index} of the TIFF stores ${count} bytes, too few for ${rows * rowBytes}. Save it again.`,
    );
  }
  // A fresh buffer, so that samples of any width are aligned and the file itself is never changed.
  const out = new Uint8Array(rows * rowBytes);
  // The last strip may be stored as high as all others.
  const maxLength = blocks.height * rowBytes + SLACK;
  const written = decompress(page, { stored, out, maxLength, platform });
  if (written < out.length) {
    throw new FormatError(
      'TRUNCATED',
      `Strip or tile ${index} of the TIFF holds ${written} of ${out.length} bytes. Save it again.`,
    );
  }
  return out;
}

interface Decompression {
  readonly stored: Uint8Array;
  readonly out: Uint8Array;
  /** More than this is no padding but a bomb. */
  readonly maxLength: number;
  readonly platform: Platform;
}

/** Padding that some writers leave after the last row of a block. */
const SLACK = 1024;

function decompress(page: TiffPage, { stored, out, maxLength, platform }: Decompression): number {
  switch (page.compression) {
    case 1:
      return fill(out, page.reversedBits ? reverseBits(stored) : stored);
    case 5:
      return fill(out, unpackLzw(stored, out.length));
    case 8:
    case 32946:
      return fill(
        out,
        inflated(() => platform.inflate(stored, maxLength)),
      );
    case 32773:
      return unpackPackBits(stored, out);
    case 50000:
      return fill(
        out,
        inflated(() => platform.zstd(stored, maxLength)),
      );
    default:
      throw unsupported(page.compression);
  }
}

function unsupported(compression: number): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    compression === 6 || compression === 7
      ? 'The TIFF is compressed as JPEG, which changes the ids of cells. Save it with deflate or LZW.'
      : `The TIFF uses compression ${compression}. Save it uncompressed or with deflate, LZW or PackBits.`,
  );
}

function inflated(run: () => Uint8Array): Uint8Array {
  try {
    return run();
  } catch (cause) {
    throw new FormatError('CORRUPT', `The TIFF's compressed data is damaged (${String(cause)}). Save it again.`, {
      cause,
    });
  }
}

function fill(out: Uint8Array, bytes: Uint8Array): number {
  const used = bytes.subarray(0, out.length);
  out.set(used);
  return used.length;
}

function reverseBits(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    let reversed = 0;
    for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit);
    return reversed;
  });
}

interface BlockShape {
  readonly page: TiffPage;
  readonly rowBytes: number;
  readonly channels: number;
}

/** Brings a block to little-endian samples without predictor, in place. */
function prepare(bytes: Uint8Array, { page, rowBytes, channels }: BlockShape): void {
  if (!isWholeBytes(page.bitDepth)) return;
  const sampleBytes = page.bitDepth / 8;
  if (page.predictor === 3) {
    undoFloatingPoint({ bytes, rowBytes, channels, sampleBytes });
    return;
  }
  if (!page.littleEndian) swapBytes(bytes, sampleBytes);
  if (page.predictor === 2) undoDifferences({ bytes, rowBytes, channels, sampleBytes });
}

interface Placement extends BlockShape {
  readonly samples: SampleArray;
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  readonly channel: number;
}

function copyBlock(block: Uint8Array, place: Placement): void {
  const { page, samples, rowBytes, left, top, columns, rows, channels, channel } = place;
  if (!isWholeBytes(page.bitDepth)) {
    copyPacked(block, place);
    return;
  }
  const sampleBytes = page.bitDepth / 8;
  const plane = new Uint8Array(samples.buffer);
  for (let row = 0; row < rows; row++) {
    const to = ((top + row) * page.width + left) * sampleBytes;
    const from = row * rowBytes;
    if (channels === 1) {
      plane.set(block.subarray(from, from + columns * sampleBytes), to);
      continue;
    }
    for (let column = 0; column < columns; column++) {
      const sample = from + (column * channels + channel) * sampleBytes;
      for (let k = 0; k < sampleBytes; k++) plane[to + column * sampleBytes + k] = block[sample + k]!;
    }
  }
}

/** Copies samples that are packed to bits, highest first; every row begins with a new byte. */
function copyPacked(
  block: Uint8Array,
  { page, samples, rowBytes, left, top, columns, rows, channels, channel }: Placement,
): void {
  const { bitDepth, width } = page;
  const mask = (1 << bitDepth) - 1;
  const unpacked = bitDepth < 8 ? new Uint8Array(samples.buffer) : new Uint16Array(samples.buffer);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const bit = (column * channels + channel) * bitDepth;
      const at = row * rowBytes + (bit >> 3);
      const window = (block[at]! << 16) | ((block[at + 1] ?? 0) << 8) | (block[at + 2] ?? 0);
      unpacked[(top + row) * width + left + column] = (window >> (24 - (bit & 7) - bitDepth)) & mask;
    }
  }
}

function newSamples({ width, height, bitDepth, sampleFormat }: TiffPage): SampleArray {
  const length = width * height;
  const bytes = bitDepth <= 8 ? 1 : bitDepth <= 16 ? 2 : bitDepth / 8;
  if (sampleFormat === 'float') return bytes === 4 ? new Float32Array(length) : new Float64Array(length);
  const signed = sampleFormat === 'int';
  if (bytes === 1) return signed ? new Int8Array(length) : new Uint8Array(length);
  if (bytes === 2) return signed ? new Int16Array(length) : new Uint16Array(length);
  if (bytes === 4) return signed ? new Int32Array(length) : new Uint32Array(length);
  return signed ? new BigInt64Array(length) : new BigUint64Array(length);
}

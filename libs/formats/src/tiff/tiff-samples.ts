import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { checkSize, MAX_PIXELS } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { checkCompression, readBlock } from './tiff-blocks.ts';
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
  // Whole rows of one channel are unpacked where they belong.
  const inPlace = !blocks.tiled && storedChannels === 1 && isWholeBytes(page.bitDepth);
  for (let row = 0; row < layout.down; row++) {
    for (let column = 0; column < layout.across; column++) {
      const index = row * layout.across + column + (page.planar ? channel * layout.across * layout.down : 0);
      const top = row * blocks.height;
      const rows = blocks.tiled ? blocks.height : Math.min(blocks.height, page.height - top);
      const length = rows * layout.rowBytes;
      const out = inPlace ? new Uint8Array(samples.buffer, top * layout.rowBytes, length) : new Uint8Array(length);
      readBlock({ bytes, page, blocks, index, out, fullLength: blocks.height * layout.rowBytes }, platform);
      prepare(out, { page, rowBytes: layout.rowBytes, channels: storedChannels });
      if (inPlace) continue;
      copyBlock(out, {
        page,
        samples,
        rowBytes: layout.rowBytes,
        left: column * blocks.width,
        top,
        columns: Math.min(blocks.width, page.width - column * blocks.width),
        rows: Math.min(rows, page.height - top),
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
  checkCompression(compression);
  checkPredictor(page);
}

/** Without compression to come after it, libtiff passes over a predictor that tifffile undoes. */
function checkPredictor({ compression, predictor, sampleFormat }: TiffPage): void {
  if (predictor < 1 || predictor > 3 || (predictor === 3 && sampleFormat !== 'float')) {
    throw new FormatError(
      'CORRUPT',
      `The TIFF names predictor ${predictor} for ${sampleFormat} samples. Save it again.`,
    );
  }
  if (predictor !== 1 && (compression === NONE || compression === PACK_BITS)) {
    throw new FormatError(
      'UNSUPPORTED',
      `The TIFF stores differences (predictor ${predictor}) without deflate or LZW, which programs read differently. Save it with one of them.`,
    );
  }
}

/** Compressions (TIFF 6.0, sections 7 and 9) that have no predictor. */
const [NONE, PACK_BITS] = [1, 32_773];

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
  const plane = (page.width * page.height * page.bitDepth) / 8;
  if (plane > MAX_PLANE_BYTES) {
    throw new FormatError(
      'TOO_LARGE',
      `The TIFF has ${plane} bytes of samples, but at most ${MAX_PLANE_BYTES} are read. Save it with 32 bits.`,
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

/** The largest image in 32 bits. */
const MAX_PLANE_BYTES = MAX_PIXELS * 4;

/** The largest image with all its channels as one strip. */
const MAX_BLOCK_BYTES = MAX_PIXELS * 8;

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

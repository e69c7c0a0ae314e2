import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { checkSize, MAX_PIXELS } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { checkCompression, readBlock } from './tiff-blocks.ts';
import { swapBytes, undoDifferences, undoFloatingPoint } from './tiff-predictor.ts';
import type { TiffBlocks, TiffPage } from './tiff-page.ts';

/** Which samples to read. */
export interface TiffSource {
  readonly source: ByteSource;
  readonly page: TiffPage;
  /** From 0. */
  readonly channel: number;
}

/** All samples of a page. */
export interface TiffPixels {
  readonly samples: SampleArray;
  /** Whether they stand pixel by pixel, the channels of each together, or else channel by channel. */
  readonly interleaved: boolean;
}

/**
 * Decodes one channel of one page exactly as it is stored: palette indices stay indices, white-is-zero is not
 * turned round, nothing is scaled.
 *
 * @returns width × height samples, row by row; depths that fill no whole bytes come as the next larger type
 * @throws FormatError TRUNCATED, CORRUPT, TOO_LARGE, or UNSUPPORTED for lossy and unusual compression
 */
export async function readSamples({ source, page, channel }: TiffSource, platform: Platform): Promise<SampleArray> {
  checkLayout(page);
  const layout = blockLayout(page, await page.blocks());
  const samples = newSamples(page, 1);
  await fillSamples({ source, page, layout, samples, wanted: channel, kept: 1, from: 0 }, platform);
  return samples;
}

/**
 * Decodes all channels of one page, see {@link readSamples}.
 *
 * @returns width × height × channels samples in the order of the file
 */
export async function readAllSamples(
  { source, page }: Pick<TiffSource, 'source' | 'page'>,
  platform: Platform,
): Promise<TiffPixels> {
  checkLayout(page);
  const { channels, width, height, planar } = page;
  const layout = blockLayout(page, await page.blocks());
  const samples = newSamples(page, channels);
  const kept = planar ? 1 : channels;
  for (let wanted = 0; wanted < channels; wanted += kept) {
    await fillSamples({ source, page, layout, samples, wanted, kept, from: wanted * width * height }, platform);
  }
  return { samples, interleaved: !planar };
}

interface Filling {
  readonly source: ByteSource;
  readonly page: TiffPage;
  readonly layout: BlockLayout;
  readonly samples: SampleArray;
  /** The first channel that is kept, and how many. */
  readonly wanted: number;
  readonly kept: number;
  /** Where in `samples` they begin. */
  readonly from: number;
}

async function fillSamples(filling: Filling, platform: Platform): Promise<void> {
  const { source, page, layout, samples, wanted, kept, from } = filling;
  const { blocks, stored, across, down, rowBytes } = layout;
  // Whole rows of what is kept are unpacked where they belong.
  const inPlace = !blocks.tiled && stored === kept && isWholeBytes(page.bitDepth);
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const index = row * across + column + (page.planar ? wanted * across * down : 0);
      const top = row * blocks.height;
      const rows = blocks.tiled ? blocks.height : Math.min(blocks.height, page.height - top);
      const length = rows * rowBytes;
      const start = from * samples.BYTES_PER_ELEMENT + top * rowBytes;
      const out = inPlace ? new Uint8Array(samples.buffer, start, length) : new Uint8Array(length);
      await readBlock({ source, page, blocks, index, out, fullLength: blocks.height * rowBytes }, platform);
      prepare(out, { page, rowBytes, channels: stored });
      if (inPlace) continue;
      copyBlock(out, {
        page,
        samples,
        rowBytes,
        left: column * blocks.width,
        top,
        columns: Math.min(blocks.width, page.width - column * blocks.width),
        rows: Math.min(rows, page.height - top),
        channels: stored,
        channel: page.planar ? 0 : wanted,
        kept,
        from,
      });
    }
  }
}

/**
 * Checks that the samples of a page are of a kind that is read.
 *
 * @throws FormatError UNSUPPORTED or CORRUPT
 */
export function checkLayout(page: TiffPage): void {
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

/** How the strips or tiles of a page make up its image. */
interface BlockLayout {
  readonly blocks: TiffBlocks;
  /** Channels in each block. */
  readonly stored: number;
  readonly across: number;
  readonly down: number;
  /** Bytes of a row of a block. */
  readonly rowBytes: number;
}

function blockLayout(page: TiffPage, blocks: TiffBlocks): BlockLayout {
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
  const stored = page.planar ? 1 : page.channels;
  const rowBytes = Math.ceil((blocks.width * stored * page.bitDepth) / 8);
  if (blocks.height * rowBytes > MAX_BLOCK_BYTES) {
    throw new FormatError(
      'TOO_LARGE',
      `A strip or tile of the TIFF has ${blocks.height * rowBytes} bytes, but at most ${MAX_BLOCK_BYTES} are read.`,
    );
  }
  return { blocks, stored, across, down, rowBytes };
}

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
  /** The first channel of the block that is kept, and how many. */
  readonly channel: number;
  readonly kept: number;
  /** Where in `samples` the image begins. */
  readonly from: number;
}

function copyBlock(block: Uint8Array, place: Placement): void {
  const { page, samples, rowBytes, left, top, columns, rows, channels, channel, kept } = place;
  if (!isWholeBytes(page.bitDepth)) {
    copyPacked(block, place);
    return;
  }
  const sampleBytes = page.bitDepth / 8;
  const pixelBytes = kept * sampleBytes;
  const plane = new Uint8Array(samples.buffer, place.from * sampleBytes);
  for (let row = 0; row < rows; row++) {
    const to = ((top + row) * page.width + left) * pixelBytes;
    const from = row * rowBytes;
    if (channels === kept) {
      plane.set(block.subarray(from, from + columns * pixelBytes), to);
      continue;
    }
    for (let column = 0; column < columns; column++) {
      const sample = from + (column * channels + channel) * sampleBytes;
      for (let k = 0; k < sampleBytes; k++) plane[to + column * sampleBytes + k] = block[sample + k]!;
    }
  }
}

/** Copies samples that are packed to bits, highest first; every row begins with a new byte. */
function copyPacked(block: Uint8Array, place: Placement): void {
  const { page, samples, rowBytes, left, top, columns, rows, channels, channel, kept } = place;
  const { bitDepth, width } = page;
  const mask = (1 << bitDepth) - 1;
  const unpacked = (bitDepth < 8 ? new Uint8Array(samples.buffer) : new Uint16Array(samples.buffer)).subarray(
    place.from,
  );
  for (let row = 0; row < rows; row++) {
    let to = ((top + row) * width + left) * kept;
    for (let column = 0; column < columns; column++) {
      for (let k = 0; k < kept; k++) {
        const bit = (column * channels + channel + k) * bitDepth;
        const at = row * rowBytes + (bit >> 3);
        const window = (block[at]! << 16) | ((block[at + 1] ?? 0) << 8) | (block[at + 2] ?? 0);
        unpacked[to++] = (window >> (24 - (bit & 7) - bitDepth)) & mask;
      }
    }
  }
}

function newSamples(page: TiffPage, channels: number): SampleArray {
  const { width, height, bitDepth, sampleFormat } = page;
  const length = width * height * channels;
  const bytes = bitDepth <= 8 ? 1 : bitDepth <= 16 ? 2 : bitDepth / 8;
  const most = channels === 1 ? MAX_PLANE_BYTES : MAX_IMAGE_BYTES;
  if (length * bytes > most) {
    throw new FormatError(
      'TOO_LARGE',
      `The TIFF has ${length * bytes} bytes of samples, but at most ${most} are read at once. Choose a channel, or save it with fewer bits.`,
    );
  }
  return new (arrayOf(sampleFormat, bytes))(length);
}

function arrayOf(format: TiffPage['sampleFormat'], bytes: number): new (length: number) => SampleArray {
  if (format === 'float') return bytes === 4 ? Float32Array : Float64Array;
  const signed = format === 'int';
  if (bytes === 1) return signed ? Int8Array : Uint8Array;
  if (bytes === 2) return signed ? Int16Array : Uint16Array;
  if (bytes === 4) return signed ? Int32Array : Uint32Array;
  return signed ? BigInt64Array : BigUint64Array;
}

/** The largest image of one channel in 32 bits. */
const MAX_PLANE_BYTES = MAX_PIXELS * 4;

/** The largest image of four channels in 16 bits. */
const MAX_IMAGE_BYTES = MAX_PIXELS * 8;

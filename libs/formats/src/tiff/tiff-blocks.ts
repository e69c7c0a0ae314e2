import { readPart, type ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import { unpack, type Platform } from '../platform.ts';
import { unpackLzw, unpackPackBits } from './tiff-compression.ts';
import type { TiffBlocks, TiffPage } from './tiff-page.ts';

/** How much the compressions can shrink at best; what promises more is not unpacked, not even allocated. */
const MAX_RATIO: Readonly<Record<number, number>> = { 1: 1, 5: 2600, 8: 1040, 32946: 1040, 32773: 64, 50000: 40_000 };

/** A strip or tile of a file, and where it goes. */
export interface StoredBlock {
  readonly source: ByteSource;
  readonly page: TiffPage;
  readonly blocks: TiffBlocks;
  readonly index: number;
  /** Filled from its beginning to its end. */
  readonly out: Uint8Array;
  /** Bytes of a block of full height; the last strip may be stored so, too. */
  readonly fullLength: number;
}

/**
 * Decompresses one strip or tile.
 *
 * @throws FormatError TRUNCATED or CORRUPT if it is damaged or holds too few or far too many bytes
 */
export async function readBlock(
  { source, page, blocks, index, out, fullLength }: StoredBlock,
  platform: Platform,
): Promise<void> {
  const offset = blocks.offsets[index]!;
  const count = blocks.byteCounts[index]!;
  if (offset === 0 && count === 0) {
    checkLeftOut(index, blocks);
    out.fill(0);
    return;
  }
  if (offset === 0) {
    throw new FormatError(
      'CORRUPT',
      `Strip or tile ${index} of the TIFF begins at byte 0, where its header is. Save it again.`,
    );
  }
  if (offset + count > source.byteLength) {
    throw new FormatError(
      'TRUNCATED',
      `Strip or tile ${index} of the TIFF ends at byte ${offset + count}, but the file has ${source.byteLength}. It was cut off: upload it again.`,
    );
  }
  if (count * (MAX_RATIO[page.compression] ?? 1) < out.length) {
    throw new FormatError(
      'TRUNCATED',
      `Strip or tile ${index} of the TIFF stores ${count} bytes, too few for ${out.length}. Save it again.`,
    );
  }
  if (count > MAX_STORED) {
    throw new FormatError(
      'TOO_LARGE',
      `Strip or tile ${index} of the TIFF stores ${count} bytes, but at most ${MAX_STORED} are read. Save it in strips.`,
    );
  }
  const stored = await readPart(source, offset, offset + count);
  const written = await decompress(page, { stored, out, maxLength: fullLength + SLACK, platform });
  if (written < out.length) {
    throw new FormatError(
      'TRUNCATED',
      `Strip or tile ${index} of the TIFF holds ${written} of ${out.length} bytes. Save it again.`,
    );
  }
}

/** GDAL leaves out what holds nothing but background, which may be another number than 0. */
function checkLeftOut(index: number, { noData }: TiffBlocks): void {
  if (noData === undefined || noData.trim() === '' || Number(noData) === 0) return;
  throw new FormatError(
    'UNSUPPORTED',
    `Strip or tile ${index} of the TIFF is left out and stands for the value ${noData.trim().slice(0, 40)} (GDAL_NODATA), ` +
      'which is not read. Save it with all strips or tiles, and 0 as background.',
  );
}

/** What is unpacked at once has at most 512 MiB, and no sound compression makes it much larger. */
const MAX_STORED = 2 ** 30;

/** Whether a compression is read here. */
export function isReadCompression(compression: number): boolean {
  return MAX_RATIO[compression] !== undefined;
}

/**
 * Checks that a compression is read.
 *
 * @throws FormatError UNSUPPORTED for others, JPEG among them
 */
export function checkCompression(compression: number): void {
  if (!isReadCompression(compression)) throw unsupported(compression);
}

interface Decompression {
  readonly stored: Uint8Array;
  readonly out: Uint8Array;
  /** More than this is not padding but a bomb. */
  readonly maxLength: number;
  readonly platform: Platform;
}

/** Padding that some writers leave after the last row of a block. */
const SLACK = 1024;

async function decompress(page: TiffPage, { stored, out, maxLength, platform }: Decompression): Promise<number> {
  const compressed = { of: 'a strip or tile of the TIFF', bytes: stored, maxLength };
  switch (page.compression) {
    case 1:
      return fill(out, page.reversedBits ? reverseBits(stored) : stored);
    case 5:
      return fill(out, unpackLzw(stored, out.length));
    case 8:
    case 32946:
      return fill(out, await unpack(compressed, platform.inflate));
    case 32773:
      return unpackPackBits(stored, out);
    case 50000:
      return fill(out, await unpack(compressed, platform.zstd));
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

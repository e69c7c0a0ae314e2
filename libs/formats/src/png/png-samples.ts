import { FormatError } from '../format-error.ts';
import { unpack, type Platform } from '../platform.ts';
import { readPngParts } from './png-chunks.ts';
import { undoFilters } from './png-filter.ts';
import type { PngHeader } from './png-header.ts';

/** Every how many columns and rows a pass has a pixel, and where it begins. */
interface Pass {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly down: number;
}

const WHOLE: readonly Pass[] = [{ left: 0, top: 0, right: 1, down: 1 }];

/** The seven passes of an interlaced image (PNG specification, section 8). */
const ADAM7: readonly Pass[] = [
  { left: 0, top: 0, right: 8, down: 8 },
  { left: 4, top: 0, right: 8, down: 8 },
  { left: 0, top: 4, right: 4, down: 8 },
  { left: 2, top: 0, right: 4, down: 4 },
  { left: 0, top: 2, right: 2, down: 4 },
  { left: 1, top: 0, right: 2, down: 2 },
  { left: 0, top: 1, right: 1, down: 2 },
];

/**
 * Decodes a PNG file, whose size was checked, exactly as its samples are stored: palette indices, no scaling, no
 * gamma.
 *
 * @returns samples row by row, channels interleaved
 * @throws FormatError TRUNCATED or CORRUPT
 */
export function readPngSamples(bytes: Uint8Array, platform: Platform): Uint8Array | Uint16Array {
  const { header, data } = readPngParts(bytes, platform);
  const { width, height, channels, bitDepth } = header;
  const passes = (header.interlaced ? ADAM7 : WHOLE).map((pass) => sizePass(pass, header));
  const length = passes.reduce((sum, { rows, rowBytes }) => sum + rows * (rowBytes + 1), 0);
  const stored = inflate(data, length, platform);
  const samples = new (bitDepth === 16 ? Uint16Array : Uint8Array)(width * height * channels);
  let at = 0;
  for (const pass of passes) {
    const end = at + pass.rows * (pass.rowBytes + 1);
    const rows = { ...pass, bytes: stored.subarray(at, end) };
    undoFilters(rows);
    placePass(rows, header, samples);
    at = end;
  }
  return samples;
}

interface SizedPass extends Pass {
  readonly columns: number;
  readonly rows: number;
  readonly rowBytes: number;
  readonly pixelBytes: number;
}

function sizePass(pass: Pass, { width, height, channels, bitDepth }: PngHeader): SizedPass {
  const columns = Math.max(0, Math.ceil((width - pass.left) / pass.right));
  // A pass without columns has no rows either, not even their filter bytes.
  const rows = columns === 0 ? 0 : Math.max(0, Math.ceil((height - pass.top) / pass.down));
  const pixelBits = channels * bitDepth;
  return {
    ...pass,
    columns,
    rows,
    rowBytes: Math.ceil((columns * pixelBits) / 8),
    pixelBytes: Math.ceil(pixelBits / 8),
  };
}

function inflate(data: Uint8Array, length: number, platform: Platform): Uint8Array {
  const stored = unpack({ of: 'the PNG', bytes: data, maxLength: length }, platform.inflate);
  if (stored.length < length) {
    throw new FormatError(
      'TRUNCATED',
      `The PNG holds ${stored.length} of ${length} bytes of pixels. Save the image again.`,
    );
  }
  return stored;
}

interface PassRows extends SizedPass {
  readonly bytes: Uint8Array;
}

function placePass(pass: PassRows, header: PngHeader, samples: Uint8Array | Uint16Array): void {
  const { bytes, rows, rowBytes, left, top, right, down, columns } = pass;
  const { width, channels, bitDepth } = header;
  const row = new (bitDepth === 16 ? Uint16Array : Uint8Array)(columns * channels);
  for (let y = 0; y < rows; y++) {
    const from = y * (rowBytes + 1) + 1;
    unpackRow(bytes.subarray(from, from + rowBytes), row, bitDepth);
    const to = ((top + y * down) * width + left) * channels;
    if (right === 1) {
      samples.set(row, to);
      continue;
    }
    for (let x = 0; x < columns; x++) {
      for (let c = 0; c < channels; c++) samples[to + x * right * channels + c] = row[x * channels + c]!;
    }
  }
}

/** Spreads the samples of a row, highest byte or bit first. */
function unpackRow(bytes: Uint8Array, row: Uint8Array | Uint16Array, bitDepth: number): void {
  if (bitDepth === 8) {
    row.set(bytes);
  } else if (bitDepth === 16) {
    for (let i = 0, k = 0; i < row.length; i++, k += 2) row[i] = (bytes[k]! << 8) | bytes[k + 1]!;
  } else {
    const mask = (1 << bitDepth) - 1;
    for (let i = 0; i < row.length; i++) {
      const bit = i * bitDepth;
      row[i] = (bytes[bit >> 3]! >> (8 - bitDepth - (bit & 7))) & mask;
    }
  }
}

import { FormatError } from '../format-error.ts';
import { checkUpright } from '../orientation.ts';
import { unpack, type Platform } from '../platform.ts';
import { readPngParts } from './png-chunks.ts';
import { undoFilters } from './png-filter.ts';
import type { PngHeader } from './png-header.ts';
import { pngTextOrientation } from './png-texts.ts';

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

/** A decoded PNG file. */
export interface PngPixels {
  readonly header: PngHeader;
  /** Red, green and blue of each index; colour images may have one too, which they do not use. */
  readonly palette: Uint8Array | undefined;
  /** Row by row, channels interleaved. */
  readonly samples: Uint8Array | Uint16Array;
  /** Images of an animation, of which the first is decoded; 1 if it is none. */
  readonly frames: number;
}

/**
 * Decodes a PNG file, whose size was checked, exactly as its samples are stored: palette indices, no scaling, no
 * gamma.
 *
 * @throws FormatError TRUNCATED or CORRUPT, UNSUPPORTED if the image asks to be turned
 */
export async function readPngSamples(bytes: Uint8Array, platform: Platform): Promise<PngPixels> {
  const { header, palette, data, texts, frames } = readPngParts(bytes, platform);
  for (const text of texts) checkUpright('PNG', await pngTextOrientation(text, platform));
  const { bitDepth, interlaced } = header;
  const passes = (interlaced ? ADAM7 : WHOLE).map((pass) => sizePass(pass, header));
  const length = passes.reduce((sum, { rows, rowBytes }) => sum + rows * (rowBytes + 1), 0);
  const stored = await inflate(data, length, platform);
  const [pass] = passes;
  if (pass && !interlaced && bitDepth >= 8) {
    undoFilters({ ...pass, bytes: stored });
    return { header, palette, samples: takeRows(stored, pass, bitDepth), frames };
  }
  return { header, palette, samples: placePasses(stored, passes, header), frames };
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

/** In memory of its own, so that it can become the samples. */
async function inflate(data: Uint8Array, length: number, platform: Platform): Promise<Uint8Array<ArrayBuffer>> {
  const stored = await unpack({ of: 'the PNG', bytes: data, maxLength: length }, platform.inflate);
  if (stored.length < length) {
    throw new FormatError(
      'TRUNCATED',
      `The PNG holds ${stored.length} of ${length} bytes of pixels. Save the image again.`,
    );
  }
  const { buffer, byteOffset } = stored;
  const isOwn = buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength < 2 * length + SLACK;
  return isOwn ? new Uint8Array(buffer, 0, length) : new Uint8Array(stored);
}

/** What the memory of a small image may have beyond it. */
const SLACK = 4096;

/** Moves the rows together over the filter bytes between them, in place: a large image has no room for a copy. */
function takeRows(
  stored: Uint8Array<ArrayBuffer>,
  { rows, rowBytes }: SizedPass,
  bitDepth: number,
): Uint8Array | Uint16Array {
  if (bitDepth === 8) {
    for (let y = 0; y < rows; y++) {
      const from = y * (rowBytes + 1) + 1;
      stored.copyWithin(y * rowBytes, from, from + rowBytes);
    }
    return stored.subarray(0, rows * rowBytes);
  }
  const samples = new Uint16Array(stored.buffer, 0, (rows * rowBytes) / 2);
  for (let y = 0, to = 0; y < rows; y++) {
    const end = (y + 1) * (rowBytes + 1);
    for (let from = end - rowBytes; from < end; from += 2) samples[to++] = (stored[from]! << 8) | stored[from + 1]!;
  }
  return samples;
}

function placePasses(stored: Uint8Array, passes: readonly SizedPass[], header: PngHeader): Uint8Array | Uint16Array {
  const { width, height, channels, bitDepth } = header;
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

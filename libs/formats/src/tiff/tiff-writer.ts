import type { NdArray } from 'ndarray';
import { deflateSync } from 'node:zlib';
import { TiffTag } from './tiff-directory.ts';

const SHORT = 3;
const LONG = 4;

/** Uncompressed bytes of a strip, about: large enough to compress well, small enough to read piece by piece. */
const STRIP_BYTES = 256 * 1024;

type Entry = readonly [tag: number, type: typeof SHORT | typeof LONG, values: readonly number[]];

type Pixels = NdArray<Uint8Array | Uint16Array | Uint32Array>;

/**
 * Writes a label image as 32-bit unsigned TIFF, little-endian, in strips compressed with deflate.
 *
 * @param pixels shape [height, width], row by row
 */
export function encodeTiff32(pixels: Pixels): Uint8Array {
  return encodeTiff(pixels, 32);
}

/**
 * Writes a label image as 16-bit unsigned TIFF, see {@link encodeTiff32}.
 *
 * @throws RangeError if an id is above 65,535
 */
export function encodeTiff16(pixels: Pixels): Uint8Array {
  const tooHigh = pixels.data.find((id: number) => id > 0xffff);
  if (tooHigh === undefined) return encodeTiff(pixels, 16);
  throw new RangeError(`The label image holds the id ${tooHigh}, but 16 bits end at 65535. Write a 32-bit TIFF.`);
}

function encodeTiff(pixels: Pixels, bits: 16 | 32): Uint8Array {
  const [height = 0, width = 0] = pixels.shape;
  const rowsPerStrip = Math.max(1, Math.min(height, Math.floor((STRIP_BYTES * 8) / (width * bits))));
  const strips: Uint8Array[] = [];
  for (let top = 0; top < height; top += rowsPerStrip) {
    strips.push(deflateSync(littleEndian(pixels.data.subarray(top * width, (top + rowsPerStrip) * width), bits)));
  }
  const offsets: number[] = [];
  let end = 8;
  for (const strip of strips) {
    offsets.push(end);
    end += strip.length + (strip.length % 2); // the specification wants everything at even offsets
  }
  const directory = writeDirectory(
    [
      [TiffTag.imageWidth, LONG, [width]],
      [TiffTag.imageLength, LONG, [height]],
      [TiffTag.bitsPerSample, SHORT, [bits]],
      [TiffTag.compression, SHORT, [8]],
      [TiffTag.photometric, SHORT, [1]],
      [TiffTag.stripOffsets, LONG, offsets],
      [TiffTag.samplesPerPixel, SHORT, [1]],
      [TiffTag.rowsPerStrip, LONG, [rowsPerStrip]],
      [TiffTag.stripByteCounts, LONG, strips.map((strip) => strip.length)],
      [TiffTag.sampleFormat, SHORT, [1]],
    ],
    end,
  );
  const file = new Uint8Array(end + directory.length);
  file.set([0x49, 0x49, 42, 0]);
  new DataView(file.buffer).setUint32(4, end, true);
  strips.forEach((strip, i) => {
    file.set(strip, offsets[i]);
  });
  file.set(directory, end);
  return file;
}

function littleEndian(ids: Uint8Array | Uint16Array | Uint32Array, bits: 16 | 32): Uint8Array {
  const bytes = new Uint8Array((ids.length * bits) / 8);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < ids.length; i++) {
    if (bits === 16) view.setUint16(i * 2, ids[i]!, true);
    else view.setUint32(i * 4, ids[i]!, true);
  }
  return bytes;
}

/** The directory as it stands at `offset` of the file, followed by the values that do not fit in their entry. */
function writeDirectory(entries: readonly Entry[], offset: number): Uint8Array {
  const outside = entries.map(([, type, values]) => (values.length * size(type) > 4 ? values.length * size(type) : 0));
  let end = 2 + entries.length * 12 + 4;
  const bytes = new Uint8Array(end + outside.reduce((sum, length) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, entries.length, true);
  entries.forEach(([tag, type, values], i) => {
    const at = 2 + i * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, values.length, true);
    const length = outside[i]!;
    if (length > 0) view.setUint32(at + 8, offset + end, true);
    writeValues(view, length > 0 ? end : at + 8, { type, values });
    end += length;
  });
  return bytes;
}

function writeValues(
  view: DataView,
  at: number,
  { type, values }: { type: Entry[1]; values: readonly number[] },
): void {
  values.forEach((value, i) => {
    if (type === SHORT) view.setUint16(at + i * 2, value, true);
    else view.setUint32(at + i * 4, value, true);
  });
}

function size(type: Entry[1]): number {
  return type === SHORT ? 2 : 4;
}

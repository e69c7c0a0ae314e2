import type { NdArray } from 'ndarray';
import type { Platform } from '../platform.ts';
import { TiffTag } from './tiff-directory.ts';
import { assembleTiff, rowsOfStrip } from './tiff-file.ts';

type Pixels = NdArray<Uint8Array | Uint16Array | Uint32Array>;

/**
 * Writes a label image as 32-bit unsigned TIFF, little-endian, in strips compressed with deflate.
 *
 * @param pixels shape [height, width], row by row
 */
export function encodeTiff32(pixels: Pixels, platform: Platform): Promise<Uint8Array> {
  return encodeTiff(pixels, 32, platform);
}

/**
 * Writes a label image as 16-bit unsigned TIFF, see {@link encodeTiff32}.
 *
 * @throws RangeError if an id is above 65,535
 */
export async function encodeTiff16(pixels: Pixels, platform: Platform): Promise<Uint8Array> {
  const tooHigh = pixels.data.find((id: number) => id > 0xffff);
  if (tooHigh === undefined) return encodeTiff(pixels, 16, platform);
  throw new RangeError(`The label image holds the id ${tooHigh}, but 16 bits end at 65535. Write a 32-bit TIFF.`);
}

async function encodeTiff(pixels: Pixels, bits: 16 | 32, { deflate }: Platform): Promise<Uint8Array> {
  const [height = 0, width = 0] = pixels.shape;
  const rowsPerStrip = rowsOfStrip((width * bits) / 8, height);
  const strips: Uint8Array[] = [];
  for (let top = 0; top < height; top += rowsPerStrip) {
    const ids = pixels.data.subarray(top * width, (top + rowsPerStrip) * width);
    strips.push(await deflate(littleEndian(ids, bits)));
  }
  return assembleTiff({
    strips,
    entries: (offsets) => [
      [TiffTag.imageWidth, 4, [width]],
      [TiffTag.imageLength, 4, [height]],
      [TiffTag.bitsPerSample, 3, [bits]],
      [TiffTag.compression, 3, [8]],
      [TiffTag.photometric, 3, [1]],
      [TiffTag.stripOffsets, 4, offsets],
      [TiffTag.samplesPerPixel, 3, [1]],
      [TiffTag.rowsPerStrip, 4, [rowsPerStrip]],
      [TiffTag.stripByteCounts, 4, strips.map((strip) => strip.length)],
      [TiffTag.sampleFormat, 3, [1]],
    ],
  });
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

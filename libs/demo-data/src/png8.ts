import { crc32, deflateSync } from 'node:zlib';
import type { NdArray } from 'ndarray';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const GREY = 0;
const RGB = 2;

/** Filter 2 of the PNG specification: each byte less the one above it. */
const FILTER_UP = 2;

/**
 * Writes an 8-bit image as PNG (W3C Portable Network Graphics, third edition), losslessly.
 *
 * @param image shape [height, width] in grey or [height, width, 3] in red, green, blue; rows without gaps
 */
export function encodePng8({ data, shape }: NdArray<Uint8Array>): Uint8Array {
  const [height = 0, width = 0, channels = 1] = shape;
  const rowBytes = width * channels;
  const filtered = new Uint8Array(height * (rowBytes + 1));
  for (let row = 0; row < height; row++) {
    const from = row * rowBytes;
    const to = row * (rowBytes + 1);
    filtered[to] = FILTER_UP;
    for (let k = 0; k < rowBytes; k++) {
      filtered[to + 1 + k] = data[from + k]! - (row > 0 ? data[from + k - rowBytes]! : 0);
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8;
  header[9] = channels === 3 ? RGB : GREY;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered, { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(content.length + 12);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, content.length + 8)), content.length + 8);
  return bytes;
}

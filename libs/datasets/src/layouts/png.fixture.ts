import { crc32, deflateSync } from 'node:zlib';

/** The contents of a PNG of 8 bits. */
export interface PngRows {
  readonly width: number;
  readonly height: number;
  /** Of colour: 0 grey, 2 red, green and blue, 6 with alpha. */
  readonly type: number;
  /** The samples row by row, each row after a byte 0. */
  readonly rows: Uint8Array;
}

/** A PNG by the letter of its specification. */
export function pngFile({ width, height, type, rows }: PngRows): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, type, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(rows, { level: 1 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

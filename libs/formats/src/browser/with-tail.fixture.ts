import { crc32 } from 'node:zlib';

/** A PNG of one data chunk with seven bytes behind its compressed data. */
export function withTail(file: Buffer): Buffer {
  const at = file.indexOf('IDAT') - 4;
  const length = file.readUInt32BE(at);
  const data = Buffer.concat([file.subarray(at + 4, at + 8 + length), Buffer.alloc(7, 1)]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length + 7);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([file.subarray(0, at), head, data, sum, file.subarray(at + 12 + length)]);
}

import { crc32, deflateSync } from 'node:zlib';
import { png } from './pictures.fixture.ts';

/** A PNG of one pixel whose header claims 40,000 × 40,000. */
export function headerBomb(): Uint8Array {
  const bytes = Buffer.from(png([0]));
  bytes.writeUInt32BE(40_000, 16);
  bytes.writeUInt32BE(40_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

/** The first half of a PNG. */
export function halfPng(): Uint8Array {
  const bytes = png([1, 2, 3], [4, 5, 6]);
  return bytes.subarray(0, bytes.length / 2);
}

/** A zip archive of a text. */
export function zipOfText(): Uint8Array {
  return Buffer.from(
    'UEsDBBQAAAAAAFsVd12GphA2BQAAAAUAAAAKAAAAcmVhZG1lLnR4dGhlbGxvUEsBAhQDFAAAAAAAWxV3XYamEDYFAAAABQAAAAoAAAAAAAAAAAAAAIABAAAAAHJlYWRtZS50eHRQSwUGAAAAAAEAAQA4AAAALQAAAAAA',
    'base64',
  );
}

/** What Cellpose saves, with a pickle that would run a command. */
export function evilPickle(command: string): Uint8Array {
  const header = "{'descr': '|O', 'fortran_order': False, 'shape': (), }".padEnd(117) + '\n';
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    length,
    Buffer.from(`${header}cposix\nsystem\n(S'${command}'\ntR.`, 'latin1'),
  ]);
}

/** A TIFF of 8192 × 8192 black pixels in less than 200 KB: every row is the same strip. */
export function largeTiff({ channels, bits, format }: { channels: number; bits: number; format: number }): Uint8Array {
  const side = 8192;
  const strip = deflateSync(Buffer.alloc(side * channels * (bits / 8)));
  const rows = (value: number) => Array<number>(side).fill(value);
  const offset = 8 + 8 * side;
  const entries: [tag: number, count: number, value: number][] = [
    [256, 1, side],
    [257, 1, side],
    [258, 1, bits],
    [259, 1, 8],
    [262, 1, channels === 3 ? 2 : 1],
    [273, side, 8],
    [277, 1, channels],
    [278, 1, 1],
    [279, side, 8 + 4 * side],
    [339, 1, format],
  ];
  const directory = Buffer.alloc(2 + 12 * entries.length + 4);
  directory.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, count, value], i) => {
    directory.writeUInt16LE(tag, 2 + 12 * i);
    directory.writeUInt16LE(4, 4 + 12 * i);
    directory.writeUInt32LE(count, 6 + 12 * i);
    directory.writeUInt32LE(value, 10 + 12 * i);
  });
  const start = Buffer.from('II*\0\0\0\0\0', 'latin1');
  start.writeUInt32LE(offset + strip.length, 4);
  const numbers = Buffer.from(Uint32Array.from([...rows(offset), ...rows(strip.length)]).buffer);
  return Buffer.concat([start, numbers, strip, directory]);
}

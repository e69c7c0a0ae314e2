import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { MostlyZeros } from '@cellboard/datasets/large-archives.fixture';

const zeros = new Uint8Array(2 ** 20);

/**
 * Writes a zip archive of stored files, with 64-bit sizes, whose zeros are holes of the file: it takes little room on
 * the disk however large it is.
 */
export async function putSparseZip(path: string, files: Iterable<MostlyZeros>): Promise<void> {
  await using archive = await open(path, 'w');
  const list: Buffer[] = [];
  let end = 0;
  for (const file of files) {
    const crc = crcOf(file);
    const head = localHeader(file, crc);
    await writeAt(archive, head, end);
    for (const { at, bytes } of file.stretches) await writeAt(archive, bytes, end + head.length + at);
    list.push(listed(file, crc, end));
    end += head.length + file.length;
  }
  const directory = Buffer.concat(list);
  await writeAt(archive, Buffer.concat([directory, ...endRecords(list.length, directory.length, end)]), end);
}

async function writeAt(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  await file.write(bytes, 0, bytes.length, at);
}

function crcOf({ length, stretches }: MostlyZeros): number {
  let [crc, at] = [0, 0];
  const zerosTo = (to: number) => {
    for (; at < to; at += Math.min(zeros.length, to - at)) crc = crc32(zeros.subarray(0, to - at), crc);
  };
  for (const stretch of stretches) {
    zerosTo(stretch.at);
    crc = crc32(stretch.bytes, crc);
    at += stretch.bytes.length;
  }
  zerosTo(length);
  return crc;
}

const [LOCAL, LISTED, END64, LOCATOR, END] = [0x0403_4b50, 0x0201_4b50, 0x0606_4b50, 0x0706_4b50, 0x0605_4b50];
const [NO_UINT32, VERSION_64] = [0xffff_ffff, 45];

/** The extra field of 64-bit sizes. */
function sizes(...values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  for (const [i, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + i * 8);
  return field;
}

function localHeader({ name, length }: MostlyZeros, crc: number): Buffer {
  const [path, extra, header] = [Buffer.from(name), sizes(length, length), Buffer.alloc(30)];
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(VERSION_64, 4);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(NO_UINT32, 18);
  header.writeUInt32LE(NO_UINT32, 22);
  header.writeUInt16LE(path.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, path, extra]);
}

function listed({ name, length }: MostlyZeros, crc: number, at: number): Buffer {
  const [path, extra, record] = [Buffer.from(name), sizes(length, length, at), Buffer.alloc(46)];
  record.writeUInt32LE(LISTED, 0);
  record.writeUInt16LE(VERSION_64, 4);
  record.writeUInt16LE(VERSION_64, 6);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(NO_UINT32, 20);
  record.writeUInt32LE(NO_UINT32, 24);
  record.writeUInt16LE(path.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(NO_UINT32, 42);
  return Buffer.concat([record, path, extra]);
}

function endRecords(count: number, listBytes: number, listAt: number): Buffer[] {
  const [end64, locator, end] = [Buffer.alloc(56), Buffer.alloc(20), Buffer.alloc(22, 0xff)];
  end64.writeUInt32LE(END64, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(VERSION_64, 12);
  end64.writeUInt16LE(VERSION_64, 14);
  for (const [at, value] of [
    [24, count],
    [32, count],
    [40, listBytes],
    [48, listAt],
  ] as const)
    end64.writeBigUInt64LE(BigInt(value), at);
  locator.writeUInt32LE(LOCATOR, 0);
  locator.writeBigUInt64LE(BigInt(listAt + listBytes), 8);
  locator.writeUInt32LE(1, 16);
  end.writeUInt32LE(END, 0);
  end.fill(0, 4, 8);
  end.writeUInt16LE(0, 20);
  return [end64, locator, end];
}

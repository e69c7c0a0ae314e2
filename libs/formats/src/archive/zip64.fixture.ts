import { crc32 } from 'node:zlib';

/** A zip64 archive of one stored file: sizes, offset and the number of entries stand in 64-bit fields only. */
export function zip64(name: string, data: Uint8Array): Uint8Array {
  const path = Buffer.from(name);
  const extra = (...sizes: number[]) => {
    const field = Buffer.alloc(4 + sizes.length * 8);
    field.writeUInt16LE(1, 0);
    field.writeUInt16LE(sizes.length * 8, 2);
    sizes.forEach((size, i) => field.writeBigUInt64LE(BigInt(size), 4 + i * 8));
    return field;
  };
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(45, 4);
  local.writeUInt32LE(crc32(data), 14);
  local.writeUInt32LE(0xffffffff, 18);
  local.writeUInt32LE(0xffffffff, 22);
  local.writeUInt16LE(path.length, 26);
  local.writeUInt16LE(20, 28);
  const before = Buffer.concat([local, path, extra(data.length, data.length), data]);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(45, 4);
  entry.writeUInt16LE(45, 6);
  entry.writeUInt32LE(crc32(data), 16);
  entry.writeUInt32LE(0xffffffff, 20);
  entry.writeUInt32LE(0xffffffff, 24);
  entry.writeUInt16LE(path.length, 28);
  entry.writeUInt16LE(28, 30);
  entry.writeUInt32LE(0xffffffff, 42);
  const directory = Buffer.concat([entry, path, extra(data.length, data.length, 0)]);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(1n, 24);
  end64.writeBigUInt64LE(1n, 32);
  end64.writeBigUInt64LE(BigInt(directory.length), 40);
  end64.writeBigUInt64LE(BigInt(before.length), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(before.length + directory.length), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22, 0xff);
  end.writeUInt32LE(0x06054b50, 0);
  end.fill(0, 4, 8);
  end.writeUInt16LE(0, 20);
  return Buffer.concat([before, directory, end64, locator, end]);
}

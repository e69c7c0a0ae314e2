import { zipSync } from 'fflate';
import { bytesSource, type ByteSource } from '../bytes/byte-source.ts';
import { nodePlatform } from '../node.ts';
import { patchEnd, patchEntry } from './zip.fixture.ts';
import { zip64 } from './zip64.fixture.ts';
import { readDirectory } from './zip-directory.ts';

const limits = { entries: 1000 };
const list = async (source: ByteSource) =>
  (await readDirectory(source, limits, nodePlatform)).entries.map(({ name, size }) => [name, size]);
const listBytes = (bytes: Uint8Array) => list(bytesSource(bytes));
const text = (value: string) => new TextEncoder().encode(value);
const two = zipSync({ 'a.txt': text('one'), 'b.txt': text('three') });
const listed = [
  ['a.txt', 3],
  ['b.txt', 5],
];

/** The archive with a comment behind its end record. */
function withComment(bytes: Uint8Array, comment: Uint8Array): Uint8Array {
  return Buffer.concat([patchEnd(bytes, 20, { value: comment.length, size: 2 }), comment]);
}

it('lists files and their sizes, whatever comment the archive has', async () => {
  expect(await listBytes(two)).toEqual(listed);
  expect(await listBytes(withComment(two, text('made by hand')))).toEqual(listed);
  expect(await listBytes(withComment(two, new Uint8Array(65_535).fill(80)))).toEqual(listed);
});

it('lists archives with 64-bit sizes', async () => {
  expect(await listBytes(zip64('a.txt', text('hello')))).toEqual([['a.txt', 5]]);
});

it('reads nothing but the end and the list', async () => {
  const files = Array.from(
    { length: 300 },
    (_, i) => [`${'folder/'.repeat(5)}${i}.bin`, new Uint8Array(4000).map((_, at) => (at * i) % 251)] as const,
  );
  const bytes = zipSync(Object.fromEntries(files), { level: 0 });
  const read: [number, number][] = [];
  const source: ByteSource = {
    byteLength: bytes.length,
    slice: (start, end = bytes.length) => {
      read.push([start, end]);
      return Promise.resolve(bytes.subarray(start, end));
    },
  };
  expect(await list(source)).toHaveLength(300);
  const listStart = Buffer.from(bytes).indexOf('PK\u0001\u0002');
  const tailStart = bytes.length - 65_535 - 22 - 20;
  for (const [start] of read) expect(start).toBeGreaterThanOrEqual(Math.min(listStart, tailStart));
});

describe('refuses', () => {
  const refused: readonly (readonly [name: string, code: string, says: string, file: Uint8Array])[] = [
    [
      'a list that is counted short',
      'CORRUPT',
      '1 files are counted, but more',
      patchEnd(two, 10, { value: 1, size: 2 }),
    ],
    ['a list that is counted long', 'CORRUPT', 'ends within a record', patchEnd(two, 10, { value: 3, size: 2 })],
    ['a list that is too long for the file', 'CORRUPT', 'before its end record', patchEnd(two, 12, { value: 2 ** 30 })],
    ['a list elsewhere', 'CORRUPT', 'does not begin as one', patchEnd(two, 16, { value: 0 })],
    [
      'a record that is longer than the list',
      'CORRUPT',
      'ends within a record',
      patchEntry(two, 28, { value: 60_000, size: 2 }),
    ],
    ['an extra field that is longer than its record', 'CORRUPT', 'extra field', withExtra(two, [1, 0, 9, 0])],
    ['a part of several', 'UNSUPPORTED', 'one of several parts', patchEnd(two, 4, { value: 1, size: 2 })],
    ['bytes behind the end', 'CORRUPT', 'does not fit to the end', Buffer.concat([two, text('more')])],
    ['a second end record in the comment', 'CORRUPT', 'two end records', withComment(two, two.subarray(-22))],
    ['more files than are read', 'TOO_LARGE', 'has 1001 entries', patchEnd(two, 10, { value: 1001, size: 2 })],
  ];
  for (const [name, code, says, file] of refused) {
    it(name, async () => {
      await expect(listBytes(file)).rejects.toMatchObject({ code, message: expect.stringContaining(says) as string });
    });
  }

  it('64-bit records that are missing, elsewhere or say something else', async () => {
    const file = zip64('a.txt', text('hello'));
    const locator = Buffer.from(file).indexOf('PK\u0006\u0007');
    const end64 = Buffer.from(file).indexOf('PK\u0006\u0006');
    const patched = (at: number, value: bigint) => {
      const changed = Buffer.from(file);
      changed.writeBigUInt64LE(value, at);
      return listBytes(changed);
    };
    await expect(patched(locator + 8, 0n)).rejects.toThrow('no 64-bit end record');
    await expect(patched(locator + 8, BigInt(locator))).rejects.toThrow('does not lie before its locator');
    await expect(patched(locator + 8, 2n ** 60n)).rejects.toThrow('names 1152921504606846976 bytes');
    await expect(patched(end64 + 48, 2n ** 40n)).rejects.toThrow('does not lie before its end record');
    await expect(listBytes(patchEnd(file, 10, { value: 2, size: 2 }))).rejects.toThrow('two end records differ');
    const noSizes = Buffer.from(file);
    noSizes.writeUInt16LE(2, noSizes.indexOf('PK\u0001\u0002') + 46 + 5);
    await expect(listBytes(noSizes)).rejects.toThrow('a 64-bit size is missing');
  });
});

/** Gives the first entry an extra field, and the list its new length. */
function withExtra(bytes: Uint8Array, field: readonly number[]): Uint8Array {
  const at = Buffer.from(bytes).indexOf('PK\u0001\u0002');
  const name = 5;
  const changed = Buffer.concat([
    bytes.subarray(0, at + 46 + name),
    Buffer.from(field),
    bytes.subarray(at + 46 + name),
  ]);
  changed.writeUInt16LE(field.length, at + 30);
  changed.writeUInt32LE(changed.readUInt32LE(changed.length - 10) + field.length, changed.length - 10);
  return changed;
}

import { zipSync } from 'fflate';
import { bytesSource } from '../bytes/byte-source.ts';
import { nodePlatform } from '../node.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { Archive } from './archive.ts';
import { readArchive } from './read-archive.ts';
import { patchEntry, replaceText } from './zip.fixture.ts';

const limits: ArchiveLimits = { entries: 5, fileBytes: 1000, totalBytes: 2000 };
const text = (value: string) => new TextEncoder().encode(value);
const open = (bytes: Uint8Array) => Archive.open(bytesSource(bytes), limits, nodePlatform);

async function read(bytes: Uint8Array, within = limits): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const file of readArchive(bytesSource(bytes), within, nodePlatform)) {
    files[file.name] = new TextDecoder().decode(file.bytes);
  }
  return files;
}

async function readChunks(bytes: Uint8Array, name: string): Promise<string> {
  const archive = await open(bytes);
  let all = '';
  for await (const chunk of archive.chunks(name)) all += new TextDecoder().decode(chunk);
  return all;
}

const two = zipSync({ 'a/one.txt': text('one'), 'two.txt': [text('two'), { level: 0 }] });

it('gives the files one after the other, with forward slashes', async () => {
  expect(await read(two)).toEqual({ 'a/one.txt': 'one', 'two.txt': 'two' });
});

it('gives the files in any order too, up to a limit', async () => {
  const archive = await open(two);
  expect(archive.names).toEqual(['a/one.txt', 'two.txt']);
  expect([archive.sizeOf('two.txt'), archive.sizeOf('three.txt')]).toEqual([3, 0]);
  for (const name of ['two.txt', 'a/one.txt', 'two.txt']) {
    expect(new TextDecoder().decode(await archive.read(name, 3))).toBe(name.slice(-7, -4));
  }
  await expect(archive.read('two.txt', 2)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  await expect(archive.read('three.txt', 2)).rejects.toMatchObject({ code: 'CORRUPT' });
});

it('gives a file piece by piece', async () => {
  expect([await readChunks(two, 'a/one.txt'), await readChunks(two, 'two.txt')]).toEqual(['one', 'two']);
});

it('reads empty files', async () => {
  const empty = zipSync({ 'a.txt': [new Uint8Array(), { level: 0 }], 'b.txt': text('') });
  expect(await read(empty)).toEqual({ 'a.txt': '', 'b.txt': '' });
});

it('passes over folders and what systems leave behind', async () => {
  const file = zipSync({
    'a/': new Uint8Array(),
    '__MACOSX/._x.png': text('?'),
    'a/.DS_Store': text('?'),
    'a/x.png': text('x'),
  });
  expect(await read(file)).toEqual({ 'a/x.png': 'x' });
});

it('refuses compression that it does not know, when the file is read', async () => {
  const bzip2 = patchEntry(two, 10, { value: 12, size: 2 });
  const archive = await open(bzip2);
  await expect(archive.read('a/one.txt', 9)).rejects.toMatchObject({
    code: 'UNSUPPORTED',
    message:
      '"a/one.txt" in the archive is compressed with method 12, which is not read. Pack it as a plain zip (deflate).',
  });
});

describe('refuses, before anything is unpacked,', () => {
  const refused: readonly (readonly [name: string, code: string, says: string, file: Uint8Array])[] = [
    ['a way up', 'UNSAFE', 'not a plain relative path', replaceText(two, 'a/one.txt', '../ne.txt')],
    ['an absolute path', 'UNSAFE', 'not a plain relative path', replaceText(two, 'a/one.txt', '/tmp/x.tx')],
    ['a drive', 'UNSAFE', 'not a plain relative path', replaceText(two, 'a/one.txt', 'C:one.txt')],
    ['a backslash', 'UNSAFE', 'not a plain relative path', replaceText(two, 'a/one.txt', 'a\\one.txt')],
    ['an empty part of a path', 'UNSAFE', 'not a plain relative path', replaceText(two, 'a/one.txt', 'a//ne.txt')],
    ['a control character', 'UNSAFE', 'not a plain relative path', zipSync({ 'é\n.txt': text('x') })],
    ['names that differ in case only', 'UNSAFE', 'twice', zipSync({ 'A.txt': text('x'), 'a.txt': text('y') })],
    [
      'names that differ in the way of an accent only',
      'UNSAFE',
      'twice',
      zipSync({ 'é.txt': text('x'), 'e\u0301.txt': text('y') }),
    ],
    ['a link', 'UNSAFE', 'is a link or device', patchEntry(two, 38, { value: 0o120_777 * 65_536 })],
    ['encryption', 'UNSUPPORTED', 'encrypted', patchEntry(two, 8, { value: 1, size: 2 })],
    ['strong encryption', 'UNSUPPORTED', 'encrypted', patchEntry(two, 8, { value: 0x41, size: 2 })],
    ['shared data', 'UNSAFE', 'shares its data', patchEntry(two, 42, { value: 0, entry: 1 })],
    ['data beyond the end', 'CORRUPT', 'outside of the part', patchEntry(two, 42, { value: 2 ** 31, entry: 1 })],
    [
      'stored data of another size',
      'CORRUPT',
      '3 bytes packed and 4 unpacked',
      patchEntry(two, 24, { value: 4, entry: 1 }),
    ],
    ['data that is larger packed', 'CORRUPT', '4096 bytes packed and 3 unpacked', patchEntry(two, 20, { value: 4096 })],
    [
      'too many entries',
      'TOO_LARGE',
      'has 6 entries',
      zipSync(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, text(name)]))),
    ],
    ['a large file', 'TOO_LARGE', 'has 1001 bytes', zipSync({ a: new Uint8Array(1001) })],
    [
      'many large files',
      'TOO_LARGE',
      'unpacks to 3000 bytes',
      zipSync({ a: new Uint8Array(1000), b: new Uint8Array(1000), c: new Uint8Array(1000) }),
    ],
    ['deep folders', 'TOO_LARGE', 'in 21 folders', zipSync({ [`${'a/'.repeat(20)}a`]: text('x') })],
    ['no files', 'CORRUPT', 'holds no files', zipSync({ 'a/': new Uint8Array() })],
    ['no archive', 'CORRUPT', 'no end record', text('PK\u0003\u0004 and then nothing')],
    ['a cut archive', 'CORRUPT', 'no end record', two.subarray(0, -30)],
  ];
  for (const [name, code, says, file] of refused) {
    it(name, async () => {
      await expect(open(file)).rejects.toMatchObject({ code, message: expect.stringContaining(says) as string });
    });
  }

  it('a bomb, by its ratio', async () => {
    const bomb = zipSync({ 'a.npy': new Uint8Array(17 * 2 ** 20) }, { level: 9 });
    await expect(read(bomb, { entries: 5, fileBytes: 2 ** 30, totalBytes: 2 ** 30 })).rejects.toThrow(
      'which no image does',
    );
  });
});

describe('refuses while unpacking, at once and piece by piece,', () => {
  const packed = zipSync({ a: new Uint8Array(900) });
  const refused: readonly (readonly [name: string, code: string, says: string, file: Uint8Array])[] = [
    ['a file that is longer than it says', 'CORRUPT', 'more than the 10 bytes', patchEntry(packed, 24, { value: 10 })],
    [
      'a file that is shorter than it says',
      'CORRUPT',
      'fewer than the 950 bytes',
      patchEntry(packed, 24, { value: 950 }),
    ],
    ['a file whose checksum is wrong', 'CORRUPT', 'has a wrong checksum', patchEntry(packed, 16, { value: 7 })],
    [
      'a file that is called otherwise where its data is',
      'CORRUPT',
      'says something else about "b"',
      patchEntry(packed, 46, { value: 0x62, size: 1 }),
    ],
    [
      'a file that is compressed otherwise where its data is',
      'CORRUPT',
      'says something else about "a"',
      (() => {
        const changed = packed.slice();
        changed[8] = 0;
        return changed;
      })(),
    ],
  ];
  for (const [name, code, says, file] of refused) {
    it(name, async () => {
      const expected = { code, message: expect.stringContaining(says) as string };
      const archive = await open(file);
      await expect(archive.read(archive.names[0]!, 1000)).rejects.toMatchObject(expected);
      await expect(readChunks(file, archive.names[0]!)).rejects.toMatchObject(expected);
    });
  }

  it('an archive in the archive', async () => {
    await expect(read(zipSync({ 'inner.bin': two }))).rejects.toThrow(
      '"inner.bin" in the archive is an archive itself',
    );
  });
});

import { zipSync } from 'fflate';
import { indexArchive, readArchive, type ArchiveLimits } from './read-archive.ts';

const limits: ArchiveLimits = { entries: 5, fileBytes: 1000, totalBytes: 2000 };
const text = (value: string) => new TextEncoder().encode(value);

async function read(bytes: Uint8Array, within = limits): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const file of readArchive(bytes, within)) files[file.name] = new TextDecoder().decode(file.bytes);
  return files;
}

/** Changes every place where a text stands in an archive to another of the same length. */
function replace(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}

/** Writes a number into the n-th entry of the list at the end of an archive. */
function patchEntry(
  bytes: Uint8Array,
  at: number,
  { value, size = 4, entry = 0 }: { value: number; size?: number; entry?: number },
): Uint8Array {
  const changed = Buffer.from(bytes);
  let start = changed.indexOf('PK\u0001\u0002');
  for (let i = 0; i < entry; i++) start = changed.indexOf('PK\u0001\u0002', start + 1);
  changed.writeUIntLE(value, start + at, size);
  return changed;
}

const two = zipSync({ 'a/one.txt': text('one'), 'two.txt': [text('two'), { level: 0 }] });

it('gives the files one after the other, with forward slashes', async () => {
  expect(await read(two)).toEqual({ 'a/one.txt': 'one', 'two.txt': 'two' });
});

it('gives the files in any order too, up to a limit', async () => {
  const archive = await indexArchive(two, limits);
  expect(archive.names).toEqual(['a/one.txt', 'two.txt']);
  for (const name of ['two.txt', 'a/one.txt', 'two.txt']) {
    expect(new TextDecoder().decode(await archive.read(name, 3))).toBe(name.slice(-7, -4));
  }
  await expect(archive.read('two.txt', 2)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  await expect(archive.read('three.txt', 2)).rejects.toMatchObject({ code: 'CORRUPT' });
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

it('refuses compression that it does not know', async () => {
  const bzip2 = patchEntry(two, 10, { value: 12, size: 2 });
  await expect(read(bzip2)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
});

describe('refuses, before anything is unpacked,', () => {
  const refused: readonly (readonly [name: string, code: string, says: string, file: Uint8Array])[] = [
    ['a way up', 'UNSAFE', 'invalid relative path', replace(two, 'a/one.txt', '../ne.txt')],
    ['an absolute path', 'UNSAFE', 'absolute path', replace(two, 'a/one.txt', '/tmp/x.tx')],
    ['a backslash', 'UNSAFE', 'invalid characters', replace(two, 'a/one.txt', 'a\\one.txt')],
    ['an empty part of a path', 'UNSAFE', 'no plain path', replace(two, 'a/one.txt', 'a//ne.txt')],
    ['a control character', 'UNSAFE', 'no plain path', zipSync({ 'é\n.txt': text('x') })],
    ['names that differ in case only', 'UNSAFE', 'twice', zipSync({ 'A.txt': text('x'), 'a.txt': text('y') })],
    [
      'names that differ in the way of an accent only',
      'UNSAFE',
      'twice',
      zipSync({ 'é.txt': text('x'), 'e\u0301.txt': text('y') }),
    ],
    ['a link', 'UNSAFE', 'is a link or device', patchEntry(two, 38, { value: 0o120_777 * 65_536 })],
    ['encryption', 'UNSUPPORTED', 'encrypted', patchEntry(two, 8, { value: 1, size: 2 })],
    ['shared data', 'UNSAFE', 'shares its data', patchEntry(two, 42, { value: 0, entry: 1 })],
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
    ['no archive', 'CORRUPT', 'cannot be read', text('PK\u0003\u0004 and then nothing')],
    ['a cut archive', 'CORRUPT', 'cannot be read', two.subarray(0, -10)],
  ];
  for (const [name, code, says, file] of refused) {
    it(name, async () => {
      await expect(read(file)).rejects.toMatchObject({ code, message: expect.stringContaining(says) as string });
    });
  }

  it('a bomb, by its ratio', async () => {
    const bomb = zipSync({ 'a.npy': new Uint8Array(17 * 2 ** 20) }, { level: 9 });
    await expect(read(bomb, { entries: 5, fileBytes: 2 ** 30, totalBytes: 2 ** 30 })).rejects.toThrow(
      'which no image does',
    );
  });
});

describe('refuses while unpacking', () => {
  it('a file that is longer than it says', async () => {
    const lying = patchEntry(zipSync({ a: new Uint8Array(900) }), 24, { value: 10 });
    await expect(read(lying)).rejects.toThrow('too many bytes in the stream');
  });

  it('a file whose checksum is wrong', async () => {
    await expect(read(patchEntry(two, 16, { value: 7 }))).rejects.toThrow(
      '"a/one.txt" in the archive has a wrong checksum',
    );
  });

  it('an archive in the archive', async () => {
    await expect(read(zipSync({ 'inner.bin': two }))).rejects.toThrow(
      '"inner.bin" in the archive is an archive itself',
    );
  });
});

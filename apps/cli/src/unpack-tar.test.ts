import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { labelFile } from './label-file.fixture.ts';
import { runNode, sourceWords } from './run-cli.fixture.ts';
import { tarOf, type TarEntry } from './tar.fixture.ts';
import { ByteQueue } from './byte-queue.ts';
import { isTar } from './tar-header.ts';
import { tarFiles, type TarLimits } from './unpack-tar.ts';

/** In pieces of so many bytes. */
async function* cut(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield Promise.resolve(bytes.subarray(at, at + length));
}

async function read(tar: Uint8Array, limits?: TarLimits, piece = 1000): Promise<[string, string][]> {
  const files: [string, string][] = [];
  for await (const { name, data } of tarFiles(new ByteQueue(cut(tar, piece)), limits)) {
    const pieces: Uint8Array[] = [];
    for await (const bytes of data) pieces.push(bytes);
    files.push([name, Buffer.concat(pieces).toString()]);
  }
  return files;
}

describe('the files of a tar archive', () => {
  it('are read with their names, folders and leftovers left out', async () => {
    const tar = tarOf(
      { name: './masks/', kind: '5' },
      { name: './masks/a.txt', bytes: 'one' },
      { name: 'masks/._a.txt', bytes: 'leftover of macOS' },
      { name: 'b.txt', bytes: 'x'.repeat(1000) },
      { name: 'empty' },
    );
    expect(isTar(tar)).toBe(true);
    for (const piece of [1, 7, 512, 100_000]) {
      expect(await read(tar, undefined, piece)).toEqual([
        ['masks/a.txt', 'one'],
        ['b.txt', 'x'.repeat(1000)],
        ['empty', ''],
      ]);
    }
  });

  it('count only once the end of what holds the archive was reached, where gzip keeps its checksum', async () => {
    async function* damagedAtTheEnd() {
      yield* cut(tarOf({ name: 'a', bytes: 'one' }), 512);
      yield new Uint8Array(10_240);
      throw new Error('incorrect data check');
    }
    const all = async () => {
      for await (const { data } of tarFiles(new ByteQueue(damagedAtTheEnd())))
        for await (const bytes of data) expect(bytes.length).toBeGreaterThan(0);
    };
    await expect(all()).rejects.toThrow('incorrect data check');
  });

  const long = `folder/${'n'.repeat(150)}.txt`;
  const pax = `path=${long}\n`;
  it.each<[string, TarEntry[]]>([
    [
      'GNU',
      [
        { name: '././@LongLink', kind: 'L', bytes: `${long}\0`, magic: 'ustar  \0' },
        { name: 'cut', bytes: 'x' },
      ],
    ],
    [
      'pax',
      [
        { name: 'PaxHeader/x', kind: 'x', bytes: `30 mtime=1350244992.023960108\n${pax.length + 4} ${pax}` },
        { name: 'cut', bytes: 'x' },
      ],
    ],
  ])('have long names as %s writes them', async (_, entries) => {
    expect(await read(tarOf(...entries))).toEqual([[long, 'x']]);
  });

  it('are read from an archive without a mark of its format', async () => {
    const tar = tarOf({ name: 'a', bytes: 'old', magic: '' });
    expect(isTar(tar)).toBe(true);
    expect(await read(tar)).toEqual([['a', 'old']]);
  });

  it.each([
    ['a link', '1'],
    ['a symbolic link', '2'],
    ['a device', '3'],
    ['a pipe', '6'],
    ['a sparse file of GNU', 'S'],
    ['a kind that is not known', 'Z'],
  ])('are refused with %s', async (_, kind) => {
    const tar = tarOf({ name: 'a', bytes: 'x' }, { name: 'odd', kind });
    await expect(read(tar)).rejects.toThrow(/^"odd" in the archive is a link or device, not a file/);
  });

  it.each(['../a', '/etc/a', 'a/../../b', 'C:a', 'a\\b', 'a//b', 'a/./b', `${'d/'.repeat(17)}a`, 'a\u0001'])(
    'are refused with the name %j',
    async (name) => {
      await expect(read(tarOf({ name, bytes: 'x' }))).rejects.toThrow(
        /which is not a plain relative path\. Rename it\.$/,
      );
    },
  );

  it.each([
    ['a/b.txt', 'a/b.txt'],
    ['a/b.txt', './a/B.TXT'],
    ['\u00e9', 'e\u0301'],
  ])('are refused with the names %j and %j, which may be one', async (first, second) => {
    const tar = tarOf({ name: first, bytes: 'x' }, { name: 'other' }, { name: second, bytes: 'y' });
    await expect(read(tar)).rejects.toThrow('twice, so it is unclear which counts. Keep one.');
  });

  it('are refused where the archive ends early or is damaged', async () => {
    const tar = tarOf({ name: 'a', bytes: 'x'.repeat(2000) });
    await expect(read(tar.subarray(0, 1024))).rejects.toThrow('The tar archive ends after 1024 bytes, inside a file.');
    await expect(read(tar.subarray(0, 300))).rejects.toThrow('The tar archive ends after 300 bytes, inside a header.');
    expect(await read(tar.subarray(0, 512 + 2048))).toHaveLength(1); // without the blocks at its end
    const damaged = Buffer.from(tar);
    damaged[3] = 7;
    await expect(read(damaged)).rejects.toThrow('The tar archive is damaged at byte 0. Pack it again.');
  });

  it('are refused where they are sparse, or their pax headers make no sense', async () => {
    const after = (pax: string) =>
      read(tarOf({ name: 'PaxHeader/x', kind: 'x', bytes: pax }, { name: 'a', bytes: 'x' }));
    await expect(after('22 GNU.sparse.major=1\n')).rejects.toThrow('holds a sparse file. Pack it without --sparse.');
    for (const pax of ['path=b\n', '99 path=b\n', '7 path=b\n', '0 =\n', '5 =b\n', '9 path=b ', '9999999999 path=b\n'])
      await expect(after(pax)).rejects.toThrow('a pax header that makes no sense');
    expect(await after('9 path=b\n')).toEqual([['b', 'x']]);
    expect(await after('9 path=b\n9 size=1\n')).toEqual([['b', 'x']]);
    await expect(after('11 size=-1\n')).rejects.toThrow('has no length that makes sense');
  });

  it('are refused beyond a number of files and of bytes, before they are read', async () => {
    const tar = tarOf({ name: 'a', bytes: 'x' }, { name: '._b', bytes: 'x' }, { name: 'c', bytes: 'x'.repeat(600) });
    const end = 512 + 512 + 512 + 512 + 512 + 600;
    expect(await read(tar, { files: 2, bytes: end })).toHaveLength(2);
    await expect(read(tar, { files: 1, bytes: end })).rejects.toThrow('more than 1 files. Split it.');
    await expect(read(tar, { files: 2, bytes: end - 1 })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringContaining(`unpacks to more than ${end - 1} bytes`) as string,
    });
    const claims = (size: string) => {
      const header = tarOf({ name: 'a' }).subarray(0, 512);
      header.write(size, 124, 12, 'latin1');
      header.fill(' ', 148, 156);
      header.write(
        `${header
          .reduce((sum, byte) => sum + byte, 0)
          .toString(8)
          .padStart(6, '0')}\0 `,
        148,
      );
      return read(header);
    };
    await expect(claims('20000000000\0')).rejects.toThrow(`more than ${2 ** 31} bytes`);
    await expect(claims('\x80\0\0\0\0\0\0\x02\0\0\0\0')).rejects.toThrow(`more than ${2 ** 31} bytes`);
    await expect(claims('17777777000\0')).rejects.toThrow('ends after 512 bytes, inside a file');
    for (const size of ['9\0', '-7\0', '1 x\0', '\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'])
      await expect(claims(size.padEnd(12, '\0'))).rejects.toThrow('has no length that makes sense');
    await expect(
      read(tarOf({ name: 'long', kind: 'L', bytes: 'n'.repeat(2 ** 20 + 1) }, { name: 'a' }), undefined, 2 ** 16),
    ).rejects.toThrow('has a name of 1048577 bytes');
  });

  it('come one after the other, and of none more than a piece is held', async () => {
    const [size, piece] = [2 ** 28, 2 ** 18];
    const header = tarOf({ name: 'large' }).subarray(0, 512);
    header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
    header.fill(' ', 148, 156);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    let given = 0;
    const zeros = new Uint8Array(piece);
    async function* pieces() {
      yield await Promise.resolve(tarOf({ name: 'first', bytes: 'x' }).subarray(0, 1024));
      yield header;
      for (; given < size; given += piece) yield zeros;
      yield tarOf({ name: 'last' });
    }
    const found: string[] = [];
    for await (const { name, data } of tarFiles(new ByteQueue(pieces()))) {
      if (name === 'first') expect(given).toBe(0);
      let taken = 0;
      for await (const bytes of data) {
        taken += bytes.length;
        if (name === 'large') expect(given - taken <= 0).toBe(true);
        if (name === 'large' && taken > size / 2) break; // the rest is passed over
      }
      found.push(name);
    }
    expect({ found, given }).toEqual({ found: ['first', 'large', 'last'], given: size });
  });
});

describe('an archive of predictions', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-tar-'));
    for (const name of ['truth', 'temporary']) await mkdir(join(folder, name));
    for (const name of ['a', 'b']) await writeFile(join(folder, 'truth', `${name}.png`), await labelFile([[1, 0, 2]]));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** With a folder for temporary files of its own, where nothing else is left. */
  const evaluate = (archive: string) => {
    const temporary = encodeURIComponent(JSON.stringify(join(folder, 'temporary')));
    return runNode(
      ...['--import', `data:text/javascript,process.env.TMPDIR=${temporary}`, ...sourceWords],
      ...['evaluate', '--truth', join(folder, 'truth'), '--prediction', join(folder, archive), '--json', '-'],
    );
  };

  it.each([
    ['masks.tar', (tar: Buffer) => tar],
    ['masks.tar.gz', (tar: Buffer) => gzipSync(tar)],
  ])('is read from %s as its folder is', async (name, pack) => {
    const bytes = await labelFile([[1, 0, 2]]);
    const tar = tarOf({ name: 'run 1/masks/a.png', bytes }, { name: 'run 1/masks/b_cp_masks.png', bytes });
    await writeFile(join(folder, name), pack(tar));
    const { code, stdout, stderr } = await evaluate(name);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ images: [{ image: 'a' }, { image: 'b' }] });
    expect(await readdir(join(folder, 'temporary'))).toEqual([]);
  });

  it.each([
    [
      'cut off',
      (packed: Buffer) => packed.subarray(0, -12),
      'cannot be unpacked: its packed data is damaged or cut off',
    ],
    ['damaged', (packed: Buffer) => Buffer.from(packed).fill(7, 40, 60), 'cannot be unpacked'],
  ])('is refused where its gzip is %s, and leaves nothing behind', async (_, harm, says) => {
    const bytes = Buffer.from(Array.from({ length: 20_000 }, (__, i) => (i * i * 31) % 251));
    await writeFile(join(folder, 'bad.tgz'), harm(gzipSync(tarOf({ name: 'a.png', bytes }))));
    const { code, stdout, stderr } = await evaluate('bad.tgz');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(await readdir(join(folder, 'temporary'))).toEqual([]);
  });

  it('may be a single file in gzip', async () => {
    await writeFile(join(folder, 'a.png.gz'), gzipSync(await labelFile([[1, 0, 2]])));
    const { stdout } = await evaluate('a.png.gz');
    expect(JSON.parse(stdout)).toMatchObject({ images: [{ image: 'a', metrics: { 'f1@0.5': 1 } }, { image: 'b' }] });
  });

  it('is refused as a whole with a name that leads elsewhere, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'bad.tar'), tarOf({ name: 'a.png', bytes: 'x' }, { name: '../b.png', bytes: 'x' }));
    const { code, stdout, stderr } = await evaluate('bad.tar');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*bad\.tar: The archive holds the name "\.\.\/b\.png"/);
    expect(await readdir(join(folder, 'temporary'))).toEqual([]);
  });
});

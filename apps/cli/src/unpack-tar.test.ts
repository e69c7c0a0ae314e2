import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { labelFile } from './label-file.fixture.ts';
import { runNode, sourceWords } from './run-cli.fixture.ts';
import { tarOf, type TarEntry } from './tar.fixture.ts';
import { isTar, tarFiles } from './unpack-tar.ts';

const read = (tar: Uint8Array) =>
  [...tarFiles(tar)].map(({ name, bytes }) => [name, Buffer.from(bytes).toString()] as const);

describe('the files of a tar archive', () => {
  it('are read with their names, folders and leftovers left out', () => {
    const tar = tarOf(
      { name: './masks/', kind: '5' },
      { name: './masks/a.txt', bytes: 'one' },
      { name: 'masks/._a.txt', bytes: 'leftover of macOS' },
      { name: 'b.txt', bytes: 'x'.repeat(1000) },
      { name: 'empty' },
    );
    expect(isTar(tar)).toBe(true);
    expect(read(tar)).toEqual([
      ['masks/a.txt', 'one'],
      ['b.txt', 'x'.repeat(1000)],
      ['empty', ''],
    ]);
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
  ])('have long names as %s writes them', (_, entries) => {
    expect(read(tarOf(...entries))).toEqual([[long, 'x']]);
  });

  it('are read from an archive without a mark of its format', () => {
    const tar = tarOf({ name: 'a', bytes: 'old', magic: '' });
    expect(isTar(tar)).toBe(true);
    expect(read(tar)).toEqual([['a', 'old']]);
  });

  it.each([
    ['a link', '1'],
    ['a symbolic link', '2'],
    ['a device', '3'],
    ['a pipe', '6'],
    ['a sparse file of GNU', 'S'],
    ['a kind that is not known', 'Z'],
  ])('are refused with %s', (_, kind) => {
    const tar = tarOf({ name: 'a', bytes: 'x' }, { name: 'odd', kind });
    expect(() => read(tar)).toThrow(/^"odd" in the archive is a link or device, not a file/);
  });

  it.each(['../a', '/etc/a', 'a/../../b', 'C:a', 'a\\b', 'a//b', 'a/./b', `${'d/'.repeat(17)}a`, 'a\u0001'])(
    'are refused with the name %j',
    (name) => {
      expect(() => read(tarOf({ name, bytes: 'x' }))).toThrow(/which is not a plain relative path\. Rename it\.$/);
    },
  );

  it('are refused where the archive ends early or is damaged', () => {
    const tar = tarOf({ name: 'a', bytes: 'x'.repeat(2000) });
    expect(() => read(tar.subarray(0, 1024))).toThrow('The tar archive ends after 1024 bytes, inside a file.');
    const damaged = Buffer.from(tar);
    damaged[3] = 7;
    expect(() => read(damaged)).toThrow('The tar archive is damaged at byte 0. Pack it again.');
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

  it('is refused as a whole with a name that leads elsewhere, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'bad.tar'), tarOf({ name: 'a.png', bytes: 'x' }, { name: '../b.png', bytes: 'x' }));
    const { code, stdout, stderr } = await evaluate('bad.tar');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*bad\.tar: The archive holds the name "\.\.\/b\.png"/);
    expect(await readdir(join(folder, 'temporary'))).toEqual([]);
  });
});

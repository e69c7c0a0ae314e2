import { encodeArchive } from '@cellboard/formats';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { thisHost } from '../this-host.ts';
import { putDsb2018 } from './two-masks.fixture.ts';
import { filesOf, unpacked } from './unpacked.ts';

const { signal } = new AbortController();
const text = (word: string) => new TextEncoder().encode(word);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-archives-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The files of a folder with their contents. */
async function filesIn(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const contents = await Promise.all(files.map(async (file) => [relative(root, file), await readFile(file, 'utf8')]));
  return Object.fromEntries(contents.sort()) as Record<string, string>;
}

const put = (name: string, files: Readonly<Record<string, string>>) =>
  writeFile(
    join(folder, name),
    encodeArchive(Object.fromEntries(Object.entries(files).map(([path, word]) => [path, text(word)]))),
  );

it('a folder without archives, and what is neither, stay as they are', async () => {
  await writeFile(join(folder, 'a.png'), 'a');
  for (const path of [folder, join(folder, 'a.png'), join(folder, 'gone')])
    expect(await unpacked(path, signal, (there) => Promise.resolve(there))).toBe(path);
});

it('an archive is unpacked, keeps its name, and leaves nothing behind', async () => {
  await put('set.zip', { 'images/a.png': 'a', '__MACOSX/._a.png': 'x' });
  const found = await unpacked(
    join(folder, 'set.zip'),
    signal,
    async (there) => [there, await filesIn(there)] as const,
  );
  expect(found).toEqual([expect.stringMatching(/cellboard-unpacked-.+-\d+-\w+\/set$/), { 'images/a.png': 'a' }]);
  expect(await readdir(folder)).toEqual(['set.zip']);
});

it('archives in a folder are unpacked into folders of their own, beside what is not packed', async () => {
  await put('train.zip', { 'images/a.png': 'train' });
  await put('test.ZIP', { 'images/a.png': 'test' });
  await put('.hidden.zip', { 'images/b.png': 'hidden' });
  await mkdir(join(folder, 'lists', 'deep'), { recursive: true });
  await writeFile(join(folder, 'lists', 'deep', 'list.csv'), 'list');
  const found = await unpacked(folder, signal, filesIn);
  expect(found).toEqual({ 'lists/deep/list.csv': 'list', 'test/images/a.png': 'test', 'train/images/a.png': 'train' });
  expect((await readdir(folder)).sort()).toEqual(['.hidden.zip', 'lists', 'test.ZIP', 'train.zip']);
});

it('archives in the folders of a folder are unpacked where they lie', async () => {
  await mkdir(join(folder, 'train', 'deep'), { recursive: true });
  await mkdir(join(folder, '.cache'));
  await put('train/deep/images.zip', { 'a.png': 'a' });
  await put('.cache/b.zip', { 'b.png': 'b' });
  await writeFile(join(folder, 'train', 'list.csv'), 'list');
  const found = await unpacked(folder, signal, filesIn);
  expect(found).toEqual({ 'train/deep/images/a.png': 'a', 'train/list.csv': 'list' });
  expect((await readdir(folder)).sort()).toEqual(['.cache', 'train']);
});

it('what no reader opens stays packed, and of an image that is not read only the name is there', async () => {
  await put('set.zip', {
    'a.png': 'a',
    'masks/a.MAT': 'b',
    'slides/b.SVS': 's',
    'bomb.bin': 'x',
    'film.mp4': 'y',
    'c.czi': 'z',
  });
  const found = await unpacked(join(folder, 'set.zip'), signal, filesIn);
  expect(found).toEqual({ 'a.png': 'a', 'c.czi': '', 'masks/a.MAT': 'b', 'slides/b.SVS': 's' });
});

it.each([
  ['a.png', 600, /^set\.zip: "a\.png" has 600 MB unpacked, but pictures are read up to 537 MB\. Remove it/],
  [
    'a.npy',
    200_000,
    /^set\.zip holds 200 GB of images and labels, but at most 137 GB are unpacked\. Unpack it yourself/,
  ],
])('a list of files that promises too much of %s is refused', (name, mega, message) => {
  const archive = { names: ['b.bin', name], sizeOf: (file: string) => (file === name ? mega * 1e6 : 1e15) };
  expect(() => filesOf('set.zip', archive)).toThrow(message);
});

it('nothing is left where the work fails, and what a killed program left is removed', async () => {
  await put('set.zip', { 'a.png': 'a' });
  await mkdir(join(folder, `.cellboard-unpacked-${thisHost}-999999999-abc`));
  const ofOthers = '.cellboard-unpacked-other.example-999999999-abc';
  await mkdir(join(folder, ofOthers));
  await expect(unpacked(folder, signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual([ofOthers, 'set.zip']);
  const archive = join(folder, 'set.zip');
  const failing = unpacked(archive, signal, (root) => Promise.reject(new Error(`${root} holds nothing.`)));
  await expect(failing).rejects.toThrow(`${archive} holds nothing.`);
});

it.each([
  ['no archive', text('PK'), /set\.zip: .*zip/],
  ['names that lead elsewhere', encodeArchive({ 'ab/a.png': text('a') }), /plain relative path/],
])('%s is refused, and nothing is left', async (_, bytes, message) => {
  const bad = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('ab/a.png', '../a.png'), 'latin1');
  await writeFile(join(folder, 'set.zip'), bad);
  await expect(unpacked(folder, signal, filesIn)).rejects.toThrow(message);
  expect(await readdir(folder)).toEqual(['set.zip']);
});

it('a defect is named as it lies in the archive', async () => {
  const image = new Uint8Array(await labelFile([[9, 9, 9]]));
  const files = { 'image01.png': image, 'image01_mask.txt': new TextEncoder().encode('3 1 0 0') };
  await writeFile(join(folder, 'set.zip'), encodeArchive(files));
  const archive = join(folder, 'set.zip');
  const { stdout, stderr } = await cellboard('import', 'cpm-15', archive, '--dry-run', '--json', '--url', 'http://127.0.0.1:9'); // prettier-ignore
  expect(stderr).toContain(`image01: ${archive}/image01_mask.txt: `);
  expect(stdout + stderr).not.toContain('.cellboard-unpacked');
});

it('a public dataset is imported from its archive, and from a folder of archives', async () => {
  await putDsb2018(join(folder, 'unpacked'));
  const files = await readdir(join(folder, 'unpacked'), { recursive: true, withFileTypes: true });
  const entries = await Promise.all(
    files
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const file = join(parentPath, name);
        return [relative(join(folder, 'unpacked'), file), new Uint8Array(await readFile(file))] as const;
      }),
  );
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data', 'all.zip'), encodeArchive(Object.fromEntries(entries)));
  const plan = async (path: string) => {
    const { stdout, stderr, code } = await cellboard(
      'import',
      'dsb2018',
      path,
      '--dry-run',
      '--json',
      '--url',
      'http://127.0.0.1:9',
    );
    const { images, defects } = JSON.parse(stdout) as { images: { name: string; cells: number }[]; defects: unknown };
    return { code, stderr, defects, images: images.map(({ name, cells }) => [name, cells]) };
  };
  const expected = {
    code: 0,
    defects: [],
    images: [
      ['a', 2],
      ['b', 2],
    ],
  };
  const unpackedPlan = await plan(join(folder, 'unpacked'));
  expect(unpackedPlan).toMatchObject(expected);
  expect(await plan(join(folder, 'data', 'all.zip'))).toMatchObject(expected);
  const { stderr, ...rest } = await plan(join(folder, 'data'));
  expect(rest).toEqual(expected);
  expect(stderr).toMatch(/^Unpacking .*all\.zip: \d+ files, .* …\n/);
  expect(await readdir(join(folder, 'data'))).toEqual(['all.zip']);
});

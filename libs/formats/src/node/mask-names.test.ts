import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masksIn } from './mask-names.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-mask-names-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (...names: string[]) => {
  for (const name of names) await writeFile(join(folder, name), '');
};

it('lists the pictures of a folder in order', async () => {
  await put('b.png', 'a.tif', 'c.BMP', 'd.tiff');
  expect(await masksIn(folder)).toEqual(['a.tif', 'b.png', 'c.BMP', 'd.tiff']);
});

it('passes over tables, texts, hidden files and what systems leave behind', async () => {
  await put('a.png', 'metadata.csv', 'notes.txt', 'x.json', 'x.yaml', 'x.yml', 'README.md');
  await put('.DS_Store', '.hidden.png', 'Thumbs.db', 'desktop.ini');
  expect(await masksIn(folder)).toEqual(['a.png']);
});

it.each(['a.npy', 'a.jpg', 'a.zip', 'png', 'a.png.bak', 'attributes'])(
  'is no folder of masks with %s in it',
  async (name) => {
    await put('a.png', name);
    expect(await masksIn(folder)).toBeUndefined();
  },
);

it('is no folder of masks with a folder or a link in it', async () => {
  await put('a.png');
  await symlink(join(folder, 'a.png'), join(folder, 'b.png'));
  expect(await masksIn(folder)).toBeUndefined();
  await rm(join(folder, 'b.png'));
  await mkdir(join(folder, 'b.png'));
  expect(await masksIn(folder)).toBeUndefined();
});

it('finds nothing in a folder without pictures, in a file, and where nothing is', async () => {
  expect(await masksIn(folder)).toBeUndefined();
  await put('a.csv');
  expect(await masksIn(folder)).toBeUndefined();
  expect(await masksIn(join(folder, 'a.csv'))).toBeUndefined();
  expect(await masksIn(join(folder, 'missing'))).toBeUndefined();
});

it('takes 70,000 masks, and no more', async () => {
  for (let i = 0; i < 70_000; i++) writeFileSync(join(folder, `${i}.png`), '');
  expect(await masksIn(folder)).toHaveLength(70_000);
  await put('one-more.png');
  expect(await masksIn(folder)).toBeUndefined();
});

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Dataset, png } from './layouts/layout.fixture.ts';
import { npy, npz } from './npz/npz.fixture.ts';
import { provenanceOf } from './provenance.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** The row of files that stand together. */
function together(files: Readonly<Record<string, Uint8Array>>, kind = 'label') {
  const all = Object.entries(files);
  const lines = all.map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).sort();
  const bytes = all.reduce((sum, [, file]) => sum + file.length, 0);
  return {
    name: `${all.length} ${kind} ${all.length === 1 ? 'file' : 'files'}`,
    bytes,
    sha256: sha256(lines.join('')),
  };
}

const one = await png([[1, 0]]);
const two = await png([[0, 2]]);
const coco = JSON.stringify({ images: [], annotations: [], categories: [] });

it('names each file of annotations with its size and checksum, of the part that is read', async () => {
  await using dataset = await Dataset.make({ 'a/livecell_coco_test.json': coco, 'livecell_coco_val.json': `${coco} ` });
  const { root } = dataset;
  expect(await provenanceOf('livecell', { root, part: 'test', overlap: 'later' })).toEqual({
    layout: 'livecell',
    part: 'test',
    outlined: 'cell',
    overlap: 'later',
    files: [{ name: 'a/livecell_coco_test.json', bytes: coco.length, sha256: sha256(coco) }],
  });
  expect((await provenanceOf('livecell', { root })).files.map(({ name }) => name)).toEqual([
    'a/livecell_coco_test.json',
    'livecell_coco_val.json',
  ]);
});

it('puts label images together, whose checksum is that of the lines of sha256sum', async () => {
  const labels = {
    'human brain/label masks modify/1.png': one,
    'human brain/vague areas/mask binary/1.png': two,
    'mouse brain/label masks modify/2.png': two,
  };
  await using dataset = await Dataset.make({
    ...labels,
    'human brain/tissue images/1.png': one,
    'mouse brain/tissue images/2.png': one,
  });
  const { root } = dataset;
  expect(await provenanceOf('nuinsseg', { root })).toEqual({
    layout: 'nuinsseg',
    part: null,
    outlined: 'nucleus',
    overlap: 'smaller',
    files: [together(labels)],
  });
  const { files } = await provenanceOf('nuinsseg', { root, part: 'mouse brain' });
  expect(files).toEqual([together({ 'mouse brain/label masks modify/2.png': two })]);
});

it.each([
  ['dsb2018', { 's/a/images/a.png': one, 's/a/masks/m.png': two }, [together({ 's/a/masks/m.png': two })]],
  [
    'dsb2018',
    { 'images/a.png': one, 'labels/a.png': two, 'manifest.csv': 'id\na\n' },
    [{ name: 'manifest.csv', bytes: 5, sha256: sha256('id\na\n') }, together({ 'labels/a.png': two })],
  ],
  [
    'cryonuseg',
    { 'tissue images/a.png': one, 'label masks modify/a.png': two, 'Annotator 2/label masks modify/a.png': one },
    [together({ 'label masks modify/a.png': two })],
  ],
  [
    'csv',
    { 'list.csv': 'image,label\na.png,./b.png\nc.png,no.png\n', 'a.png': one, 'b.png': two },
    [
      { name: 'list.csv', bytes: 39, sha256: sha256('image,label\na.png,./b.png\nc.png,no.png\n') },
      together({ 'b.png': two }),
    ],
  ],
])('knows what the truth of %s comes from', async (id, files, expected) => {
  await using dataset = await Dataset.make(files);
  expect((await provenanceOf(id, { root: dataset.root })).files).toEqual(expected);
});

it('names the annotation of CryoNuSeg that is taken where none is asked for', async () => {
  await using dataset = await Dataset.make({
    'tissue images/a.png': one,
    'label masks modify/a.png': two,
    'Annotator 2/label masks modify/a.png': one,
  });
  const { root } = dataset;
  expect((await provenanceOf('cryonuseg', { root })).part).toBe('biologist-1');
  expect(await provenanceOf('cryonuseg', { root, part: 'bioinformatician' })).toMatchObject({
    part: 'bioinformatician',
    files: [together({ 'Annotator 2/label masks modify/a.png': one })],
  });
});

it('knows archives, and the object that is taken', async () => {
  const file = npz({ X: npy('|u1', [1, 1, 1], Uint8Array.of(1)), y: npy('|u1', [1, 1, 1], Uint8Array.of(1)) });
  await using dataset = await Dataset.make({ 'test.npz': file });
  const row = { name: 'test.npz', bytes: file.length, sha256: sha256(file) };
  for (const id of ['tissuenet', 'dynamicnuclearnet', 'npz']) {
    expect(await provenanceOf(id, { root: dataset.root, outlined: 'nucleus' })).toMatchObject({
      outlined: 'nucleus',
      files: [row],
    });
  }
});

it('puts more than 100 files of annotations together', async () => {
  const files = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}.json`, Buffer.from(`${i}`)]));
  await using dataset = await Dataset.make(files);
  expect((await provenanceOf('coco', { root: dataset.root })).files).toEqual([together(files, 'annotation')]);
});

it('knows two plain folders', async () => {
  await using dataset = await Dataset.make({ 'l/a.png': one, 'l/b.png': two, 'l/notes.txt': 'x', 'm.csv': 'id\n' });
  const { root } = dataset;
  const folders = { images: join(root, 'i'), labels: join(root, 'l'), tags: {} };
  const files = [together({ 'a.png': one, 'b.png': two })];
  expect(await provenanceOf('folder', folders)).toEqual({
    layout: 'folder',
    part: null,
    outlined: 'cell',
    overlap: 'smaller',
    files,
  });
  const manifest = { file: join(root, 'm.csv'), idColumn: 'id' };
  expect(await provenanceOf('folder', { ...folders, manifest, outlined: 'nucleus' })).toMatchObject({
    outlined: 'nucleus',
    files: [{ name: 'm.csv', bytes: 3, sha256: sha256('id\n') }, ...files],
  });
});

it('is refused for what cannot be read and for layouts that are not there', async () => {
  await using dataset = await Dataset.make();
  const { root } = dataset;
  await expect(provenanceOf('npz', { root })).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
  await expect(provenanceOf('digestpath', { root })).rejects.toMatchObject({ code: 'DATASET_UNSUITABLE' });
  await expect(provenanceOf('constructor', { root })).rejects.toThrow('There is no layout "constructor"');
  const manifest = { file: join(root, 'm.csv'), idColumn: 'id' };
  await expect(provenanceOf('folder', { images: root, labels: root, tags: {}, manifest })).rejects.toMatchObject({
    code: 'ANNOTATIONS_UNREADABLE',
  });
});

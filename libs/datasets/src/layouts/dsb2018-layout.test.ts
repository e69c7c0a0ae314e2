import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dataset, noTags, png, tiff, tiny, truthRows, type Rows } from './layout.fixture.ts';
import { publishedLayouts } from '../layouts.ts';

const { dsb2018 } = publishedLayouts;
const { image, right, empty, ids, numbered } = tiny;

const left: Rows = [
  [255, 255, 0],
  [255, 255, 0],
];

describe('DSB2018 as one mask per nucleus', () => {
  const twoMasks = async () => ({
    'stage1_train/a1/images/a1.png': await png(image),
    'stage1_train/a1/masks/left.png': await png(left),
    'stage1_train/a1/masks/right.png': await png(right),
  });

  it('joins the masks; where two overlap, the smaller keeps the pixels, with a note', async () => {
    await using dataset = await Dataset.make(await twoMasks());
    const found = await dataset.read(dsb2018);
    expect(found).toMatchObject({ defects: [], notes: [['a1', 'Cells overlap in 1 pixel.']] });
    expect(found.images['a1']).toMatchObject({ cells: 2, tags: { cellType: 'not stated', modality: 'not stated' } });
    expect(await truthRows(found, 'a1')).toEqual([
      [1, 1, 0],
      [1, 2, 2],
    ]);
    expect((await found.images['a1']?.files())?.image).toEqual(
      new Uint8Array(await readFile(join(dataset.root, 'stage1_train/a1/images/a1.png'))),
    );
  });

  it.each([
    ['larger', [1, 1, 2]],
    ['later', [1, 2, 2]],
  ] as const)('gives overlaps to the %s nucleus if asked to', async (overlap, row) => {
    await using dataset = await Dataset.make(await twoMasks());
    expect((await truthRows(await dataset.read(dsb2018, { overlap }), 'a1'))[1]).toEqual(row);
  });

  it('refuses overlaps if asked to', async () => {
    await using dataset = await Dataset.make(await twoMasks());
    const { defects } = await dataset.read(dsb2018, { overlap: 'refuse' });
    expect(defects).toEqual([['a1', expect.stringContaining('Cells 1 and 2 both claim the pixel')]]);
  });

  it('notes a nucleus that lies under others, and does not count it', async () => {
    await using dataset = await Dataset.make({
      ...(await twoMasks()),
      'stage1_train/a1/masks/copy.png': await png(right),
    });
    const found = await dataset.read(dsb2018);
    expect(found.images['a1']?.cells).toBe(2);
    expect(found.notes).toContainEqual(['a1', '1 of its cells has no pixel left under the others.']);
  });

  it('lists images without masks, masks without an image, empty masks and other sizes', async () => {
    await using dataset = await Dataset.make({
      ...(await twoMasks()),
      'stage1_test/b/images/b.png': await png(image),
      'stage1_train/c/masks/m.png': await png(left),
      'stage1_train/d/images/d.png': await png(image),
      'stage1_train/d/masks/m.png': await png(empty),
      'stage1_train/e/images/e.png': await png(image),
      'stage1_train/e/masks/m.png': await png([[1, 1]]),
      'stage1_train/f/images/f.png': 'text',
      'stage1_train/f/masks/m.png': await png(left),
      'stage1_train/g/images/g.png': await png(image),
      'stage1_train/g/images/h.png': await png(image),
      'more/a1/images/a1.png': await png(image),
      'more/a1/masks/m.png': await png(left),
      '__MACOSX/stage1_train/x/images/._x.png': 'resource fork',
    });
    const found = await dataset.read(dsb2018);
    expect(Object.keys(found.images)).toEqual(['a1']);
    const expected: [string, string][] = [
      ['c', 'there is no image in stage1_train/c/images'],
      ['b', 'has no masks'],
      ['a1', 'is the same image as more/a1'],
      ['d', 'm.png is empty'],
      ['e', 'is 2×1 pixels, but the image is 3×2'],
      ['f', 'An image can be PNG'],
      ['g', 'holds 2 images'],
    ];
    expect(found.defects.map(([name]) => name)).toEqual(expected.map(([name]) => name));
    for (const [i, [, words]] of expected.entries()) expect(found.defects[i]?.[1]).toContain(words);
    const { defects } = await dataset.read(dsb2018, { part: 'stage1_test' });
    expect(defects.map(([name]) => name)).toEqual(['c', 'b']);
  });

  it('is refused where nothing of the kind lies', async () => {
    await using dataset = await Dataset.make({ 'notes.txt': 'nothing' });
    await expect(dataset.read(dsb2018)).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
    await expect(dataset.read(dsb2018, { root: join(dataset.root, 'nowhere') })).rejects.toMatchObject({
      code: 'FOLDER_UNREADABLE',
    });
    await expect(dataset.read(dsb2018, { part: 'stage2' })).rejects.toThrow('no folder stage2');
  });
});

describe('DSB2018 as two folders', () => {
  it('takes tags from the manifest, and those of the curator first', async () => {
    await using dataset = await Dataset.make({
      'images/a.png': await png(image),
      'labels/a.tif': await tiff(ids),
      'manifest.csv': 'id,type\na,fluorescence-small\n',
    });
    const found = await dataset.read(dsb2018, { tags: { stain: 'DAPI' } });
    expect(found.images['a']?.tags).toEqual({
      ...noTags,
      cellType: 'not stated',
      modality: 'fluorescence',
      stain: 'DAPI',
    });
    expect(await truthRows(found, 'a')).toEqual(numbered);
  });

  it('needs no manifest, notes truths without cells, and lists what does not fit', async () => {
    await using dataset = await Dataset.make({
      'images/a.png': await png(image),
      'masks/a.png': await png(empty),
      'images/b.png': await png(image),
      'images/c.png': await png(image),
      'masks/c.png': (await png(ids)).subarray(0, 50),
    });
    const found = await dataset.read(dsb2018);
    expect(found.images['a']?.cells).toBe(0);
    expect(found.notes).toContainEqual(['a', 'Its truth has no cells.']);
    expect(found.defects.map(([name]) => name)).toEqual(['b', 'c']);
    await expect(dataset.read(dsb2018, { part: 'train' })).rejects.toThrow('no part "train"');
  });

  it('keeps what the authors call a kind, within which images are compared', async () => {
    await using dataset = await Dataset.make({
      'images/a.png': await png(image),
      'labels/a.png': await png(ids),
      'images/b.png': await png(image),
      'labels/b.png': await png(right),
      'manifest.csv': 'id,type\na,Fluorescence-Small\nb,fluorescence\n',
    });
    const { a, b } = (await dataset.read(dsb2018)).images;
    expect([a?.tags.modality, a?.ownKind, b?.ownKind]).toEqual(['fluorescence', 'fluorescence-small', undefined]);
  });

  const real = fileURLToPath(new URL('../../../../../shared/data/dsb2018', import.meta.url));
  if (!existsSync(real)) console.warn(`Skipped: DSB2018 is not at ${real}.`);
  (existsSync(real) ? it : it.skip)('finds the 475 images of the real dataset sound', async () => {
    await using dataset = await Dataset.make();
    const { images, defects } = await dataset.read(dsb2018, { root: real });
    expect(defects).toEqual([]);
    expect(Object.keys(images)).toHaveLength(475);
  });
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dataset, png, tiff, truthRows, type Rows } from './layout.fixture.ts';
import { publishedLayouts } from './layouts.ts';

const { dsb2018, nuinsseg, cryonuseg, digestpath } = publishedLayouts;

const image: Rows = [
  [9, 9, 9],
  [9, 9, 9],
];
const left: Rows = [
  [255, 255, 0],
  [255, 255, 0],
];
const right: Rows = [
  [0, 0, 0],
  [0, 255, 255],
];
const empty: Rows = [
  [0, 0, 0],
  [0, 0, 0],
];
const ids: Rows = [
  [4, 4, 0],
  [0, 0, 7],
];
const numbered: Rows = [
  [1, 1, 0],
  [0, 0, 2],
];

describe('DSB2018 as one mask a nucleus', () => {
  const twoMasks = async () => ({
    'stage1_train/a1/images/a1.png': await png(image),
    'stage1_train/a1/masks/left.png': await png(left),
    'stage1_train/a1/masks/right.png': await png(right),
  });

  it('joins the masks; where two overlap, the smaller keeps the pixels, which is told', async () => {
    await using dataset = await Dataset.make(await twoMasks());
    const found = await dataset.read(dsb2018);
    expect(found).toMatchObject({ defects: [], notes: [['a1', 'Cells overlap in 1 pixel.']] });
    expect(found.images['a1']).toMatchObject({ cells: 2, tags: { cellType: 'nucleus', modality: 'not stated' } });
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

  it('tells a nucleus that lies under others, and is not counted', async () => {
    await using dataset = await Dataset.make({
      ...(await twoMasks()),
      'stage1_train/a1/masks/copy.png': await png(right),
    });
    const found = await dataset.read(dsb2018);
    expect(found.images['a1']?.cells).toBe(2);
    expect(found.notes).toContainEqual(['a1', '1 of its cells has no pixel left beside the others.']);
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
      ['f', 'no PNG, TIFF or JPEG'],
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
  it('takes tags from the manifest, and the curator’s words above them', async () => {
    await using dataset = await Dataset.make({
      'images/a.png': await png(image),
      'labels/a.tif': tiff(ids),
      'manifest.csv': 'id,type\na,fluorescence-small\n',
    });
    const found = await dataset.read(dsb2018, { tags: { stain: 'DAPI' } });
    expect(found.images['a']?.tags).toEqual({
      cellType: 'nucleus (fluorescence-small)',
      modality: 'fluorescence',
      stain: 'DAPI',
      tissue: null,
      pixelSizeUm: null,
    });
    expect(await truthRows(found, 'a')).toEqual(numbered);
  });

  it('does without a manifest, tells truths without cells, and lists what does not fit', async () => {
    await using dataset = await Dataset.make({
      'images/a.png': await png(image),
      'masks/a.png': await png(empty),
      'images/b.png': await png(image),
      'images/c.png': await png(image),
      'masks/c.png': (await png(ids)).subarray(0, 50),
    });
    const found = await dataset.read(dsb2018);
    expect(found.images['a']?.cells).toBe(0);
    expect(found.notes).toContainEqual(['a', 'Its truth holds no cell.']);
    expect(found.defects.map(([name]) => name)).toEqual(['b', 'c']);
    await expect(dataset.read(dsb2018, { part: 'train' })).rejects.toThrow('no part "train"');
  });

  const real = fileURLToPath(new URL('../../../../shared/data/dsb2018', import.meta.url));
  if (!existsSync(real)) console.warn(`Skipped: DSB2018 is not at ${real}.`);
  (existsSync(real) ? it : it.skip)('finds the 475 images of the real dataset sound', async () => {
    await using dataset = await Dataset.make();
    const { images, defects } = await dataset.read(dsb2018, { root: real });
    expect(defects).toEqual([]);
    expect(Object.keys(images)).toHaveLength(475);
  });
});

describe('NuInsSeg', () => {
  it('takes the organ for the tissue, never reads summed masks, and tells vague areas', async () => {
    await using dataset = await Dataset.make({
      'human bladder/tissue images/human_bladder_01.png': await png(image),
      'human bladder/label masks modify/human_bladder_01.tif': tiff(ids),
      'human bladder/label masks/human_bladder_01.tif': tiff(image),
      'human bladder/vague areas/mask binary/human_bladder_01.png': await png(right),
      'mouse fat (white and brown)_subscapula/tissue images/mouse_fat_1.png': await png(image),
      'mouse fat (white and brown)_subscapula/label masks modify/mouse_fat_1.tif': tiff(empty),
    });
    const found = await dataset.read(nuinsseg);
    expect(found.defects).toEqual([]);
    expect(found.images['human_bladder_01']).toMatchObject({
      cells: 2,
      tags: { cellType: 'nucleus', modality: 'brightfield', stain: 'H&E', tissue: 'human bladder' },
    });
    expect(await truthRows(found, 'human_bladder_01')).toEqual(numbered);
    expect(found.notes).toEqual([
      ['human_bladder_01', '2 pixels are marked as vague. They are scored like all others.'],
      ['mouse_fat_1', 'Its truth holds no cell.'],
    ]);
    const one = await dataset.read(nuinsseg, { part: 'human bladder' });
    expect(Object.keys(one.images)).toEqual(['human_bladder_01']);
    await expect(dataset.read(nuinsseg, { part: 'human toe' })).rejects.toThrow(
      'The organs are human bladder, mouse fat',
    );
  });

  it('lists pairs that are not complete, other sizes and organs without labels', async () => {
    await using dataset = await Dataset.make({
      'human brain/tissue images/1.png': await png(image),
      'human brain/tissue images/2.png': await png(image),
      'human brain/label masks modify/2.tif': tiff([[1, 2]]),
      'human brain/label masks modify/3.tif': tiff(ids),
      'human brain/vague areas/mask binary_vague/2.png': 'text',
      'human lung/tissue images/1.png': await png(image),
      'human lung/label masks/1.tif': tiff(ids),
    });
    const { defects, notes } = await dataset.read(nuinsseg);
    expect(defects).toEqual([
      ['human brain 1', expect.stringContaining('has no label image')],
      ['human brain 3', expect.stringContaining('has no image')],
      ['human brain 2', expect.stringContaining('The image is 3×2 pixels (width × height), but its truth is 2×1.')],
      ['human lung', expect.stringContaining('"label masks" cannot stand for it')],
    ]);
    expect(notes).toEqual([['human brain 2', expect.stringContaining('vague areas cannot be read')]]);
  });

  it('is refused where no organ lies', async () => {
    await using dataset = await Dataset.make({ 'a.png': await png(image) });
    await expect(dataset.read(nuinsseg)).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
  });
});

describe('CryoNuSeg', () => {
  const second = 'Annotator 1 (biologist second round of manual marks up)';
  const files = () => ({
    'tissue images/Human_AdrenalGland_01.tif': tiff(image),
    'Annotator 1 (biologist)/label masks modify/Human_AdrenalGland_01.tif': tiff(ids),
    'Annotator 1 (biologist)/label masks/Human_AdrenalGland_01.tif': tiff(image),
    [`${second}/${second}/label masks modify/Human_AdrenalGland_01.tif`]: tiff(image),
    'Annotator 2 (bioinformatician)/Annotator 2 (bioinformatician)/label masks modify/Human_AdrenalGland_01.tif':
      tiff(empty),
  });

  it.each([
    [undefined, 2],
    ['biologist-1', 2],
    ['biologist-2', 1],
    ['bioinformatician', 0],
  ])('takes for the part %s its own annotation', async (part, cells) => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(cryonuseg, { part });
    expect(found.defects).toEqual([]);
    expect(found.images['Human_AdrenalGland_01']).toMatchObject({
      cells,
      tags: { tissue: 'adrenal gland', stain: 'H&E' },
    });
  });

  it('finds the folders of other mirrors', async () => {
    await using dataset = await Dataset.make({
      'tissue images/Human_Skin_02.tif': tiff(image),
      'label masks modify/Human_Skin_02.tif': tiff(ids),
      'Annotator_1_manual_up/label masks modify/Human_Skin_02.tif': tiff(image),
    });
    expect((await dataset.read(cryonuseg)).images['Human_Skin_02']?.cells).toBe(2);
    expect((await dataset.read(cryonuseg, { part: 'biologist-2' })).images['Human_Skin_02']?.cells).toBe(1);
    await expect(dataset.read(cryonuseg, { part: 'bioinformatician' })).rejects.toThrow(
      'holds no folder "label masks modify" of bioinformatician',
    );
  });

  it('does not choose between two folders of one annotation', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      'copy/label masks modify/Human_AdrenalGland_01.tif': tiff(ids),
    });
    await expect(dataset.read(cryonuseg)).rejects.toThrow('more than one folder "label masks modify" of biologist-1');
  });

  it('lists an image that this annotator has not done', async () => {
    await using dataset = await Dataset.make({ ...files(), 'tissue images/Human_Skin_01.tif': tiff(image) });
    expect((await dataset.read(cryonuseg)).defects).toEqual([
      ['Human_Skin_01', expect.stringContaining('has no label image in Annotator 1 (biologist)/label masks modify')],
    ]);
  });
});

it('DigestPath is refused with the reason', async () => {
  await using dataset = await Dataset.make();
  await expect(dataset.read(digestpath)).rejects.toMatchObject({
    code: 'DATASET_UNSUITABLE',
    message: expect.stringContaining('DigestPath has no masks of cells') as string,
  });
});

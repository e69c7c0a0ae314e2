import { examineImage } from '../quality/examine-image.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset } from '../layouts/layout.fixture.ts';
import { cellsOf, flatPng, flatTiff, type Area } from '../layouts/pictures.fixture.ts';
import { npy } from '../npz/npz.fixture.ts';
import { matFile, plane } from './mat.fixture.ts';

const { kumar, consep, glysac } = publishedLayouts;
const cpm17 = publishedLayouts['cpm-17'];
const size = [1000, 1000] as const;
const square = { width: 1000, height: 1000 };

/** Three nuclei whose ids have gaps, the last at the border. */
const areas: readonly Area[] = [
  [7, 10, 20, 40, 45],
  [3, 500, 100, 510, 130],
  [900, 990, 990, 1000, 1000],
];

/** They are numbered by their ids: 3, 7, 900. */
const numbered = [
  [1, 300, 500, 100, 510, 130],
  [2, 750, 10, 20, 40, 45],
  [3, 100, 990, 990, 1000, 1000],
];

const types = plane('type_map', size, [[4, 10, 20, 40, 45]]);
const map = plane('inst_map', size, areas);
const [plain, packed] = [matFile([types, map]), matFile([types, map], true)];
const one = (...area: Area) => matFile([plane('inst_map', size, [area])]);

describe('Kumar', () => {
  const files = () => ({
    'kumar/train/Images/TCGA-B0-5711-01Z-00-DX1.tif': flatTiff({ ...square, colour: [1, 2, 3] }),
    'kumar/train/Labels/TCGA-B0-5711-01Z-00-DX1.mat': plain,
    'kumar/train/Overlay/TCGA-B0-5711-01Z-00-DX1.png': flatPng(square),
    'kumar/test_same/Images/TCGA-G9-6348-01Z-00-DX1.tif': flatTiff({ ...square, colour: [4, 5, 6] }),
    'kumar/test_same/Labels/TCGA-G9-6348-01Z-00-DX1.mat': packed,
    'kumar/test_diff/Images/TCGA-KB-A93J-01A-01-TS1.tif': flatTiff({ ...square, colour: [7, 8, 9] }),
    'kumar/test_diff/Labels/TCGA-KB-A93J-01A-01-TS1.mat': one(1, 0, 0, 2, 3),
    '__MACOSX/kumar/train/Images/._TCGA-B0-5711-01Z-00-DX1.tif': 'double',
    'cpm17/train/Images/image_00.png': flatPng(square),
    'cpm17/train/Labels/image_00.mat': plain,
  });

  it('has three parts, ids with gaps, and tags from the names', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(kumar);
    expect([found.defects, found.notes]).toEqual([[], []]);
    expect(Object.keys(found.images)).toEqual([
      'TCGA-B0-5711-01Z-00-DX1',
      'TCGA-G9-6348-01Z-00-DX1',
      'TCGA-KB-A93J-01A-01-TS1',
    ]);
    expect(found.images['TCGA-B0-5711-01Z-00-DX1']).toMatchObject({
      cells: 3,
      ignoredPixels: 0,
      tags: {
        cellType: 'not stated',
        modality: 'brightfield',
        stain: 'H&E',
        tissue: 'kidney',
        pixelSizeUm: null,
        cluster: { kind: 'donor', key: 'TCGA-B0-5711' },
        split: 'train',
      },
    });
    expect(await cellsOf(found, 'TCGA-B0-5711-01Z-00-DX1')).toEqual(numbered);
    expect(await cellsOf(found, 'TCGA-G9-6348-01Z-00-DX1')).toEqual(numbered);
    expect(await cellsOf(found, 'TCGA-KB-A93J-01A-01-TS1')).toEqual([[1, 6, 0, 0, 2, 3]]);
    expect(Object.values(found.images).map(({ tags }) => [tags.tissue, tags.split])).toEqual([
      ['kidney', 'train'],
      ['prostate', 'test, same organs'],
      ['stomach', 'test, different organs'],
    ]);
    const { labels } = await kumar!.truthFiles({ root: dataset.root, part: 'test_diff' });
    expect(labels).toEqual(['kumar/test_diff/Labels/TCGA-KB-A93J-01A-01-TS1.mat']);
  });

  it('is found in any of its folders, one part alone too', async () => {
    await using dataset = await Dataset.make(files());
    expect(Object.keys((await dataset.read(kumar, { part: 'test_same' })).images)).toEqual(['TCGA-G9-6348-01Z-00-DX1']);
    const train = await dataset.read(kumar, { root: `${dataset.root}/kumar/train` });
    expect(Object.values(train.images).map(({ tags }) => tags.split)).toEqual(['train']);
  });

  it('is refused in a wrong folder, without the part, and in two copies', async () => {
    await using dataset = await Dataset.make(files());
    await expect(dataset.read(kumar, { part: 'validation' })).rejects.toThrow(
      'There is no part "validation". The parts are test_diff, test_same, train.',
    );
    await expect(dataset.read(kumar, { root: `${dataset.root}/cpm17` })).rejects.toThrow(
      'holds images such as image_00, but none is called as those of Kumar are, such as TCGA-18-5592-01Z-00-DX1.tif',
    );
    await expect(dataset.read(kumar, { root: `${dataset.root}/kumar/train/Images` })).rejects.toMatchObject({
      code: 'LAYOUT_NOT_FOUND',
      message: expect.stringContaining('holds no folder "Images" beside a folder "Labels" inside "train" or') as string,
    });
    await dataset.put('copy/kumar/train/Images/TCGA-B0-5711-01Z-00-DX1.tif', flatTiff(square));
    await expect(dataset.read(kumar)).rejects.toThrow('several files of the part train');
  });

  it('lists what cannot be used, and reads the rest', async () => {
    const [images, labels] = ['kumar/train/Images', 'kumar/train/Labels'];
    const image = flatTiff(square);
    await using dataset = await Dataset.make({
      ...files(),
      [`${images}/TCGA-AA-0001-01Z-00-DX1.tif`]: image,
      [`${labels}/TCGA-AA-0002-01Z-00-DX1.mat`]: plain,
      [`${images}/TCGA-AA-0003-01Z-00-DX1.tif`]: image,
      [`${labels}/TCGA-AA-0003-01Z-00-DX1.mat`]: plain.subarray(0, 5000),
      [`${images}/TCGA-AA-0004-01Z-00-DX1.tif`]: image,
      [`${labels}/TCGA-AA-0004-01Z-00-DX1.mat`]: matFile([plane('inst_map', [999, 1000], [[1, 0, 0, 1, 1]])]),
      [`${images}/TCGA-AA-0005-01Z-00-DX1.tif`]: image,
      [`${labels}/TCGA-AA-0005-01Z-00-DX1.mat`]: matFile([types]),
      [`${images}/TCGA-AA-0006-01Z-00-DX1.tif`]: flatTiff({ width: 1024, height: 1024 }),
      [`${labels}/TCGA-AA-0006-01Z-00-DX1.mat`]: matFile([plane('inst_map', [1024, 1024], [[1, 0, 0, 1, 1]])]),
      [`${images}/TCGA-AA-0007-01Z-00-DX1.tif`]: 'no picture',
      [`${labels}/TCGA-AA-0007-01Z-00-DX1.mat`]: plain,
    });
    const { images: read, defects } = await dataset.read(kumar, { part: 'train' });
    expect(Object.keys(read)).toEqual(['TCGA-B0-5711-01Z-00-DX1']);
    expect(defects.map(([name, message]) => [name.slice(8, 12), message])).toEqual([
      ['0001', expect.stringContaining('has no label image in kumar/train/Labels')],
      ['0002', expect.stringContaining('has no image in kumar/train/Images')],
      ['0003', expect.stringContaining('0003-01Z-00-DX1.mat: The MATLAB file points to')],
      ['0004', expect.stringContaining('The image is 1000×1000 pixels (width × height), but its truth is 999×1000.')],
      ['0005', expect.stringContaining('holds no plane of ids under the name inst_map')],
      [
        '0006',
        expect.stringContaining(
          'The image is 1024×1024 pixels (width × height), but the images of Kumar are 1000×1000.',
        ),
      ],
      ['0007', expect.stringContaining('0007-01Z-00-DX1.tif: ')],
    ]);
  });

  it('says where the labels of a part are missing', async () => {
    await using dataset = await Dataset.make({ 'train/Images/TCGA-B0-5711-01Z-00-DX1.tif': flatTiff(square) });
    expect((await dataset.read(kumar)).defects).toEqual([
      ['train/Images', 'train/Images has no folder "Labels" beside it. Unpack the dataset again.'],
    ]);
  });
});

describe('CPM-17', () => {
  it('has images of any size in two parts, and does not guess the size of a pixel', async () => {
    await using dataset = await Dataset.make({
      'cpm17/train/Images/image_00.png': flatPng({ width: 500, height: 600 }),
      'cpm17/train/Labels/image_00.mat': matFile([plane('inst_map', [500, 600], [[2, 0, 590, 20, 600]])]),
      'cpm17/test/Images/image_01.png': flatPng({ width: 500, height: 500 }),
      'cpm17/test/Labels/image_01.mat': matFile([plane('inst_map', [500, 500], [])]),
    });
    const found = await dataset.read(cpm17);
    expect(found.defects).toEqual([]);
    expect(found.notes).toEqual([['image_01', 'Its truth has no cells.']]);
    expect(await cellsOf(found, 'image_00')).toEqual([[1, 200, 0, 590, 20, 600]]);
    expect(found.images['image_00']?.tags).toMatchObject({
      split: 'train',
      tissue: null,
      pixelSizeUm: null,
      cluster: null,
    });
    expect(found.images['image_01']).toMatchObject({ cells: 0, tags: { split: 'test' } });
  });

  it('takes an image that both parts hold from the first', async () => {
    await using dataset = await Dataset.make({
      'cpm17/test/Images/image_00.png': flatPng({ width: 5, height: 5 }),
      'cpm17/test/Labels/image_00.mat': matFile([plane('inst_map', [5, 5], [[1, 0, 0, 1, 1]])]),
      'cpm17/train/Images/image_00.png': flatPng({ width: 5, height: 5 }),
      'cpm17/train/Labels/image_00.mat': matFile([plane('inst_map', [5, 5], [[1, 0, 0, 2, 2]])]),
    });
    const found = await dataset.read(cpm17);
    expect(found.defects).toEqual([['image_00', expect.stringContaining('Another part holds an image of that name')]]);
    expect(await cellsOf(found, 'image_00')).toEqual([[1, 4, 0, 0, 2, 2]]);
  });
});

describe('CoNSeP', () => {
  it('reads MATLAB files and the older arrays, and images with an alpha channel', async () => {
    const older = new Int32Array(1000 * 1000 * 2);
    // Ids come first and types second: the pixels (x 5, y 3) and (x 6, y 3) are nucleus 12 of type 4.
    for (const x of [5, 6]) older.set([12, 4], (3 * 1000 + x) * 2);
    await using dataset = await Dataset.make({
      'CoNSeP/Train/Images/train_1.png': flatPng({ ...square, colour: [9, 9, 9, 255] }),
      'CoNSeP/Train/Labels/train_1.mat': packed,
      'CoNSeP/Train/Overlay/train_1.png': flatPng(square),
      'CoNSeP/Test/Images/test_1.png': flatPng(square),
      'CoNSeP/Test/Labels/test_1.npy': npy('<i4', [1000, 1000, 2], older),
    });
    const found = await dataset.read(consep);
    expect([found.defects, found.notes]).toEqual([[], []]);
    expect(await cellsOf(found, 'train_1')).toEqual(numbered);
    expect(await cellsOf(found, 'test_1')).toEqual([[1, 2, 5, 3, 7, 4]]);
    expect(found.images['test_1']?.tags).toMatchObject({ split: 'test', tissue: 'colon', cluster: null });
    const examined = await examineImage(found.images['train_1']!);
    expect(examined).toMatchObject({ kind: 'image', measures: { channels: 3, width: 1000, height: 1000 } });
  });

  it('refuses tiles', async () => {
    const tile = { width: 224, height: 224 };
    await using dataset = await Dataset.make({
      'Train/Images/train_1.png': flatPng(tile),
      'Train/Labels/train_1.mat': matFile([plane('inst_map', [224, 224], [[1, 0, 0, 9, 9]])]),
    });
    expect((await dataset.read(consep)).defects).toEqual([
      ['train_1', expect.stringContaining('the images of CoNSeP are 1000×1000. Tiles and resized copies cut or shift')],
    ]);
    await using tiles = await Dataset.make({
      'Train/Images/1_0_0.png': flatPng(tile),
      'Train/Labels/1_0_0.mat': plain,
    });
    await expect(tiles.read(consep)).rejects.toThrow('none is called as those of CoNSeP are, such as train_1.png');
  });
});

describe('GLySAC', () => {
  it('groups images by what they were cut from', async () => {
    const files = (folder: string, name: string) => ({
      [`glysac_dataset/${folder}/Images/${name}.png`]: flatPng({ ...square, colour: [name.length, 0, 0] }),
      [`glysac_dataset/${folder}/Labels/${name}.mat`]: plain,
    });
    await using dataset = await Dataset.make({
      ...files('Train', 'EGC1_new_normal_1'),
      ...files('Train', 'AGC1_tumor_10'),
      ...files('Test', 'EGC1_new_tumor_3'),
    });
    const { images, defects } = await dataset.read(glysac);
    expect(defects).toEqual([]);
    expect(
      Object.entries(images).map(([name, { tags }]) => [name, tags.split, tags.cluster?.key, tags.tissue]),
    ).toEqual([
      ['AGC1_tumor_10', 'train', 'AGC1', 'stomach'],
      ['EGC1_new_normal_1', 'train', 'EGC1_new', 'stomach'],
      ['EGC1_new_tumor_3', 'test', 'EGC1_new', 'stomach'],
    ]);
  });
});

import { examineImage } from '../quality/examine-image.ts';
import { publishedLayouts } from '../layouts.ts';
import { type Colour, Dataset, picturePng } from './layout.fixture.ts';
import { cellsOf, flatPng, maskPng, type Area } from './pictures.fixture.ts';

const { tnbc } = publishedLayouts;
const home = 'TNBC_NucleiSegmentation';
const picture = (red: number, ...alpha: readonly number[]) =>
  flatPng({ width: 512, height: 512, colour: [red, 0, 0, ...alpha] });
const mask = (...areas: readonly Area[]) => maskPng(512, 512, areas);

const files = () => ({
  [`${home}/Slide_01/01_1.png`]: picture(1, 255),
  // The first two touch along a side, the third touches them at a corner alone.
  [`${home}/GT_01/01_1.png`]: mask([255, 10, 10, 20, 20], [255, 20, 12, 25, 18], [255, 25, 18, 30, 20]),
  [`${home}/Slide_11/11_3.png`]: picture(2),
  [`${home}/GT_11/11_3.png`]: mask([255, 0, 0, 3, 2], [255, 509, 510, 512, 512]),
  [`__MACOSX/${home}/Slide_01/._01_1.png`]: 'double',
});

describe('TNBC', () => {
  it('takes each connected part of a mask for a nucleus', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(tnbc);
    expect([found.defects, found.notes]).toEqual([[], []]);
    expect(Object.keys(found.images)).toEqual(['01_1', '11_3']);
    expect(await cellsOf(found, '01_1')).toEqual([
      [1, 130, 10, 10, 25, 20],
      [2, 10, 25, 18, 30, 20],
    ]);
    expect(await cellsOf(found, '11_3')).toEqual([
      [1, 6, 0, 0, 3, 2],
      [2, 6, 509, 510, 512, 512],
    ]);
    expect(found.images['01_1']?.tags).toMatchObject({
      cellType: 'not stated',
      modality: 'brightfield',
      stain: 'H&E',
      tissue: 'breast',
      pixelSizeUm: 0.25,
      cluster: { kind: 'donor', key: 'Slide_01' },
      split: null,
    });
    expect((await tnbc!.truthFiles({ root: dataset.root })).labels).toEqual([
      `${home}/GT_01/01_1.png`,
      `${home}/GT_11/11_3.png`,
    ]);
  });

  it('reads images with an alpha channel', async () => {
    await using dataset = await Dataset.make(files());
    const { images } = await dataset.read(tnbc);
    expect(await examineImage(images['01_1']!)).toMatchObject({ kind: 'image', measures: { channels: 3 } });
  });

  it('reads the second record, with masks of cell types and images of the brain', async () => {
    const second = 'TNBC_and_Brain_dataset_celltype_integer';
    await using dataset = await Dataset.make({
      [`${second}/Slide_01/01_1.png`]: picture(1),
      // Two types that touch are one nucleus.
      [`${second}/GT_01/01_1.png`]: mask([3, 5, 5, 10, 10], [7, 10, 5, 12, 10]),
      [`${second}/Slide_12/12_1.png`]: flatPng({ width: 600, height: 500 }),
      [`${second}/GT_12/12_1.png`]: maskPng(600, 500, [[1, 0, 0, 9, 9]]),
    });
    const found = await dataset.read(tnbc);
    expect(found.defects).toEqual([]);
    expect(await cellsOf(found, '01_1')).toEqual([[1, 35, 5, 5, 12, 10]]);
    expect(found.images['12_1']?.tags).toMatchObject({
      tissue: 'brain',
      pixelSizeUm: null,
      cluster: { kind: 'slide', key: 'Slide_12' },
    });
    expect(Object.keys((await dataset.read(tnbc, { part: 'breast' })).images)).toEqual(['01_1']);
    expect(Object.keys((await dataset.read(tnbc, { part: 'brain' })).images)).toEqual(['12_1']);
    await expect(dataset.read(tnbc, { part: 'test' })).rejects.toThrow('The parts are breast, brain.');
  });

  it('lists what cannot be used', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`${home}/Slide_01/01_2.png`]: picture(3),
      [`${home}/GT_01/01_3.png`]: mask(),
      [`${home}/Slide_01/01_4.png`]: picture(4),
      [`${home}/GT_01/01_4.png`]: maskPng(511, 512, [[255, 0, 0, 9, 9]]),
      [`${home}/Slide_01/01_5.png`]: flatPng({ width: 256, height: 256 }),
      [`${home}/GT_01/01_5.png`]: maskPng(256, 256, [[255, 0, 0, 9, 9]]),
      [`${home}/Slide_01/01_6.png`]: picture(6),
      [`${home}/GT_01/01_6.png`]: mask().subarray(0, 80),
      [`${home}/Slide_02/02_1.png`]: picture(7),
    });
    const { images, defects } = await dataset.read(tnbc);
    expect(Object.keys(images)).toEqual(['01_1', '11_3']);
    expect(defects).toEqual([
      ['01_2', expect.stringContaining('has no label image in TNBC_NucleiSegmentation/GT_01')],
      ['01_3', expect.stringContaining('has no image in TNBC_NucleiSegmentation/Slide_01')],
      ['01_4', expect.stringContaining('its truth is 511×512')],
      ['01_5', expect.stringContaining('the images of TNBC are 512×512')],
      ['01_6', expect.stringContaining('GT_01/01_6.png: ')],
      [`${home}/Slide_02`, expect.stringContaining('has no folder TNBC_NucleiSegmentation/GT_02')],
    ]);
  });

  it('is refused in a wrong folder, and where both records lie together', async () => {
    await using dataset = await Dataset.make({ ...files(), 'TNBC_and_Brain_dataset/Slide_01/01_1.png': picture(1) });
    await expect(dataset.read(tnbc)).rejects.toThrow(
      `in several places: TNBC_NucleiSegmentation, TNBC_and_Brain_dataset. Name one of them.`,
    );
    await expect(dataset.read(tnbc, { root: `${dataset.root}/${home}/GT_01` })).rejects.toMatchObject({
      code: 'LAYOUT_NOT_FOUND',
    });
  });

  it('refuses masks that are not of one value, and those in which the nuclei are the background', async () => {
    const ids = mask([1, 5, 5, 9, 9], [2, 9, 5, 12, 9], [3, 40, 40, 50, 50]);
    await using dataset = await Dataset.make({
      'Slide_01/01_1.png': picture(1),
      'GT_01/01_1.png': ids,
      'Slide_01/01_2.png': picture(2),
      'GT_01/01_2.png': mask([255, 0, 0, 512, 512], [0, 30, 30, 60, 60]),
      'Slide_01/01_4.png': picture(4),
      'GT_01/01_4.png': picturePng(
        Array.from({ length: 512 }, (_, y) => Array.from({ length: 512 }, (): Colour => [0, 0, 0, y < 9 ? 255 : 0])),
      ),
      'Slide_01/01_3.png': picture(3),
      'GT_01/01_3.png': mask(),
    });
    const { images, defects } = await dataset.read(tnbc);
    expect(Object.keys(images)).toEqual(['01_3']);
    expect(defects).toEqual([
      ['01_1', expect.stringMatching(/GT_01\/01_1\.png: The mask holds 3 values beside 0 \(1, 2, 3\), but one/)],
      ['01_2', expect.stringContaining('One cell covers 99.7% of the image')],
      ['01_4', expect.stringContaining('only its transparency tells pixels apart')],
    ]);
  });
});

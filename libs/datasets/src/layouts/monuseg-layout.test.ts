import { truncate } from 'node:fs/promises';
import { publishedLayouts } from '../layouts.ts';
import { box, imageScope, layer, type Corners } from '../xml/image-scope.fixture.ts';
import { Dataset } from './layout.fixture.ts';
import { cellsOf, flatPng, flatTiff } from './pictures.fixture.ts';

const { monuseg } = publishedLayouts;
const square = { width: 1000, height: 1000 };
const outlines = (...regions: readonly Corners[]) => imageScope([layer('Description', regions)]);

const train = 'MoNuSeg 2018 Training Data/MoNuSeg 2018 Training Data';
const breast = 'TCGA-A7-A13E-01Z-00-DX1';
const brain = 'TCGA-HT-8564-01Z-00-DX1';
const frozen = 'TCGA-CU-A0YN-01A-02-BSB';

const files = () => ({
  [`${train}/Tissue Images/${breast}.tif`]: flatTiff({ ...square, colour: [1, 1, 1] }),
  // The second nucleus lies in the first, the corners of the third are between pixels, the last reaches over the border.
  [`${train}/Annotations/${breast}.xml`]: outlines(
    box(10, 20, 30, 40),
    box(12, 22, 14, 24),
    box(99.6, 50.4, 102.6, 52.6),
    box(998.5, 998.5, 1003, 1001),
  ),
  [`MoNuSegTestData/${brain}.tif`]: flatTiff({ ...square, colour: [2, 2, 2] }),
  [`MoNuSegTestData/${brain}.xml`]: outlines(box(0, 0, 5, 5)),
  [`MoNuSegTestData/${frozen}.tif`]: flatTiff({ ...square, colour: [3, 3, 3, 255] }),
  [`MoNuSegTestData/${frozen}.xml`]: outlines(box(500, 500, 501, 502)),
  [`__MACOSX/${train}/Annotations/._${breast}.xml`]: 'double',
});

describe('MoNuSeg', () => {
  it('keeps the first nucleus and the fractions of corners, and says where outlines overlap', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(monuseg);
    expect(found.defects).toEqual([]);
    expect(Object.keys(found.images)).toEqual([breast, frozen, brain]);
    // Of 20×20 pixels the inner nucleus takes 4. Centres at 100.5 … 102.5 and 50.5 … 52.5 are inside the third.
    expect(await cellsOf(found, breast)).toEqual([
      [1, 396, 10, 20, 30, 40],
      [2, 4, 12, 22, 14, 24],
      [3, 9, 100, 50, 103, 53],
      [4, 4, 998, 998, 1000, 1000],
    ]);
    expect(found.notes).toEqual([[breast, 'Cells overlap in 4 pixels.']]);
    expect(await cellsOf(found, brain)).toEqual([[1, 25, 0, 0, 5, 5]]);
    expect(found.images[breast]).toMatchObject({
      cells: 4,
      ignoredPixels: 0,
      tags: {
        cellType: 'not stated',
        modality: 'brightfield',
        stain: 'H&E',
        tissue: 'breast',
        pixelSizeUm: 0.252,
        cluster: { kind: 'donor', key: 'TCGA-A7-A13E' },
        split: 'train',
      },
    });
    expect(found.images[brain]?.tags).toMatchObject({ tissue: 'brain', split: 'test' });
    expect(found.images[frozen]?.tags).toMatchObject({ tissue: 'urinary bladder', split: 'test' });
  });

  it('names a file that is far too long', async () => {
    await using dataset = await Dataset.make(files());
    await truncate(`${dataset.root}/MoNuSegTestData/${frozen}.xml`, 65 * 1024 * 1024);
    const { defects } = await dataset.read(monuseg, { part: 'test' });
    expect(defects).toEqual([
      [
        frozen,
        expect.stringMatching(/BSB\.xml: The file has 68157440 bytes, but outlines of one image are read up to /),
      ],
    ]);
  });

  it('gives shared pixels to the cell that is asked for', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(monuseg, { part: 'train', overlap: 'larger' });
    expect((await cellsOf(found, breast))[0]).toEqual([1, 400, 10, 20, 30, 40]);
    expect(found.notes).toContainEqual([breast, '1 of its cells has no pixel left under the others.']);
  });

  it('reads one part, from the root or from its own folder', async () => {
    await using dataset = await Dataset.make(files());
    expect(Object.keys((await dataset.read(monuseg, { part: 'test' })).images)).toEqual([frozen, brain]);
    const own = await dataset.read(monuseg, { root: `${dataset.root}/MoNuSegTestData` });
    expect(Object.values(own.images).map(({ tags }) => tags.split)).toEqual(['test', 'test']);
    expect((await monuseg!.truthFiles({ root: dataset.root, part: 'train' })).labels).toEqual([
      `${train}/Annotations/${breast}.xml`,
    ]);
    await expect(dataset.read(monuseg, { part: 'val' })).rejects.toThrow(
      'There is no part "val". The parts are train, test.',
    );
  });

  it.each([
    ['is cut off', outlines(box(0, 0, 5, 5)).slice(0, 700), 'was cut off'],
    ['is no XML', 'text', 'begins with <Annotations>'],
    ['is not of ImageScope', '<ASAP_Annotations></ASAP_Annotations>', 'begins with <Annotations>'],
    [
      'has a corner that is no number',
      outlines(box(0, 0, 5, 5)).replace('X="5"', 'X="five"'),
      'which lies in no image',
    ],
    ['lies beside the image as a whole', outlines(box(4000, 0, 4005, 5)), 'No object of the file has an area'],
    ['is of a document type', `<!DOCTYPE a>${outlines()}`, 'begins with <Annotations>'],
  ])('lists an image whose file %s, and reads the others', async (_, text, says) => {
    await using dataset = await Dataset.make({ ...files(), [`MoNuSegTestData/${brain}.xml`]: text });
    const { images, defects } = await dataset.read(monuseg, { part: 'test' });
    expect(Object.keys(images)).toEqual([frozen]);
    expect(defects).toEqual([[brain, expect.stringMatching(new RegExp(`${brain}\\.xml: .*${says}`))]]);
  });

  it('notes outlines that are shifted out of the image or have no area', async () => {
    const some = outlines(box(0, 0, 5, 5), box(2000, 0, 2005, 5), [[1, 1]], box(6, 6, 8, 8));
    await using dataset = await Dataset.make({ ...files(), [`MoNuSegTestData/${brain}.xml`]: some });
    const found = await dataset.read(monuseg, { part: 'test' });
    expect(found.notes).toEqual([
      [
        brain,
        expect.stringMatching(/^2 of 4 objects were left out as no cell\. Object 2: .* outside the image of 1000×1000/),
      ],
    ]);
    expect(await cellsOf(found, brain)).toEqual([
      [1, 25, 0, 0, 5, 5],
      [2, 4, 6, 6, 8, 8],
    ]);
  });

  it('lists missing partners and resized copies', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`${train}/Tissue Images/TCGA-AA-0001-01Z-00-DX1.tif`]: flatTiff(square),
      [`${train}/Annotations/TCGA-AA-0002-01Z-00-DX1.xml`]: outlines(),
      [`MoNuSegTestData/${brain}.tif`]: flatTiff({ width: 1024, height: 1024 }),
    });
    expect((await dataset.read(monuseg)).defects).toEqual([
      ['TCGA-AA-0001-01Z-00-DX1', expect.stringContaining('has no label image')],
      ['TCGA-AA-0002-01Z-00-DX1', expect.stringContaining('has no image')],
      [brain, expect.stringContaining('the images of MoNuSeg are 1000×1000')],
    ]);
  });

  it('states the size of a pixel only where the file does', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`MoNuSegTestData/${brain}.xml`]: outlines(box(0, 0, 5, 5)).replace('0.252000', '0'),
      [`MoNuSegTestData/${frozen}.xml`]: outlines(box(0, 0, 5, 5)).replace(' MicronsPerPixel="0.252000"', ''),
    });
    const { images } = await dataset.read(monuseg, { part: 'test' });
    expect(Object.values(images).map(({ tags }) => tags.pixelSizeUm)).toEqual([null, null]);
  });

  it('is refused in a wrong folder, without outlines, and in two copies', async () => {
    await using dataset = await Dataset.make({
      'test/images/a.png': flatPng(square),
      'test/masks/a.tif': flatTiff(square),
    });
    await expect(dataset.read(monuseg)).rejects.toMatchObject({
      code: 'LAYOUT_NOT_FOUND',
      message: expect.stringContaining('copies with label images are not read') as string,
    });
    await using twice = await Dataset.make({
      ...files(),
      [`copy/Tissue Images/${breast}.tif`]: flatTiff(square),
      [`copy/Annotations/${breast}.xml`]: outlines(),
    });
    await expect(twice.read(monuseg)).rejects.toThrow('several files of the part train');
  });

  it('refuses a file without any Region', async () => {
    const file = `MoNuSegTestData/${brain}.xml`;
    for (const text of [outlines(), outlines(box(0, 0, 5, 5)).replaceAll('Region', 'REGION')]) {
      await using dataset = await Dataset.make({ ...files(), [file]: text });
      const { defects } = await dataset.read(monuseg);
      expect(defects).toEqual([[brain, expect.stringContaining('holds no Region with an area')]]);
    }
  });
});

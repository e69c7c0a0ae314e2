import { decodeLabelPixels } from '@cellboard/formats/node';
import { publishedLayouts } from '../layouts.ts';
import { box, imageScope, layer } from '../xml/image-scope.fixture.ts';
import { Dataset } from './layout.fixture.ts';
import { cellsOf, flatTiff } from './pictures.fixture.ts';

const { monusac } = publishedLayouts;
const train = 'MoNuSAC_images_and_annotations';
const test = 'MoNuSAC Testing Data and Annotations';
const picture = (red: number) => flatTiff({ width: 30, height: 20, colour: [red, 0, 0] });

const lung = 'TCGA-55-1594-01Z-00-DX1';
const kidney = 'TCGA-2Z-A9JG-01Z-00-DX1';

/** Two nuclei of two classes, and the outline of what nobody can tell, which overlaps the second by a row of 2 pixels. */
const annotated = imageScope(
  [
    layer('Epithelial', [box(0, 0, 4, 4)]),
    layer('Lymphocyte', [box(10, 10, 12, 13)]),
    layer('Ambiguous', [box(10, 12, 20, 14)]),
  ],
  '0.2520',
);

const files = () => ({
  [`${train}/${lung}/${lung}_001.svs`]: 'slide',
  [`${train}/${lung}/${lung}_001.tif`]: picture(1),
  [`${train}/${lung}/${lung}_001.xml`]: imageScope([layer('Macrophage', [box(1, 1, 3, 2)]), layer('Neutrophil', [])]),
  [`${test}/${kidney}/${kidney}_1.svs`]: 'slide',
  [`${test}/${kidney}/${kidney}_1.tif`]: flatTiff({ width: 30, height: 20, colour: [2, 0, 0, 255] }),
  [`${test}/${kidney}/${kidney}_1.xml`]: annotated,
});

describe('MoNuSAC', () => {
  it('counts every class but Ambiguous, in which nothing is scored', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(monusac);
    expect(found.defects).toEqual([]);
    expect(Object.keys(found.images)).toEqual([`${lung}_001`, `${kidney}_1`]);
    expect(found.images[`${lung}_001`]).toMatchObject({
      cells: 1,
      ignoredPixels: 0,
      tags: {
        cellType: 'not stated',
        tissue: 'lung',
        pixelSizeUm: 0.252,
        cluster: { kind: 'donor', key: 'TCGA-55-1594' },
        split: 'train',
      },
    });
    const tested = found.images[`${kidney}_1`];
    expect(tested).toMatchObject({ cells: 2, ignoredPixels: 20, tags: { tissue: 'kidney', split: 'test' } });
    expect(await cellsOf(found, `${kidney}_1`)).toEqual([
      [1, 16, 0, 0, 4, 4],
      [2, 6, 10, 10, 12, 13],
    ]);
    const { ignore } = (await tested?.files()) ?? {};
    const { data } = await decodeLabelPixels(ignore ?? new Uint8Array());
    expect([...data].flatMap((value, at) => (value === 0 ? [] : [at]))).toEqual(
      [12, 13].flatMap((y) => Array.from({ length: 10 }, (_, x) => y * 30 + 10 + x)),
    );
    expect(found.notes).toEqual([[`${kidney}_1`, '20 pixels are ambiguous and not scored.']]);
  });

  it('reads one part', async () => {
    await using dataset = await Dataset.make(files());
    expect(Object.keys((await dataset.read(monusac, { part: 'test' })).images)).toEqual([`${kidney}_1`]);
    const own = await dataset.read(monusac, { root: `${dataset.root}/${train}` });
    expect(own.images[`${lung}_001`]?.tags.split).toBe('train');
    expect((await monusac!.truthFiles({ root: dataset.root, part: 'train' })).labels).toEqual([
      `${train}/${lung}/${lung}_001.xml`,
    ]);
    await expect(dataset.read(monusac, { part: 'val' })).rejects.toThrow('The parts are test, train.');
  });

  it('lists images that are there as slides only, cut XML and what has no partner, and reads the rest', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`${test}/${kidney}/${kidney}_2.svs`]: 'slide',
      [`${test}/${kidney}/${kidney}_2.xml`]: annotated,
      [`${test}/${kidney}/${kidney}_3.tif`]: picture(3),
      [`${test}/${kidney}/${kidney}_3.xml`]: annotated.slice(0, 900),
      [`${test}/${kidney}/${kidney}_4.tif`]: picture(4),
      [`${test}/${kidney}/${kidney}_5.xml`]: annotated,
      [`${test}/${kidney}/${kidney}_6.tif`]: flatTiff({ width: 9, height: 9, colour: [6, 0, 0] }),
      [`${test}/${kidney}/${kidney}_6.xml`]: annotated,
    });
    const found = await dataset.read(monusac, { part: 'test' });
    expect(Object.keys(found.images)).toEqual([`${kidney}_1`, `${kidney}_6`]);
    expect(found.defects).toEqual([
      [`${kidney}_4`, expect.stringContaining('has no label image')],
      [`${kidney}_2`, expect.stringContaining(`${kidney}_2.svs has no .tif beside it`)],
      [`${kidney}_5`, expect.stringContaining('has no image')],
      [`${kidney}_3`, expect.stringContaining('was cut off')],
    ]);
    // Two of the three outlines lie outside the smaller image.
    expect(found.notes).toContainEqual([
      `${kidney}_6`,
      expect.stringContaining('2 of 3 objects were left out as no cell. Object 2: '),
    ]);
  });

  it('keeps the images of a patient whom both parts show, but no name twice', async () => {
    const shared = 'TCGA-A2-A0ES-01Z-00-DX1';
    await using dataset = await Dataset.make({
      [`${train}/${shared}/${shared}_1.tif`]: picture(1),
      [`${train}/${shared}/${shared}_1.xml`]: annotated,
      [`${test}/${shared}/${shared}_1.tif`]: picture(2),
      [`${test}/${shared}/${shared}_1.xml`]: annotated,
      [`${test}/${shared}/${shared}_2.tif`]: picture(3),
      [`${test}/${shared}/${shared}_2.xml`]: annotated,
    });
    const { images, defects } = await dataset.read(monusac);
    expect(Object.entries(images).map(([name, { tags }]) => [name, tags.split, tags.cluster?.key])).toEqual([
      [`${shared}_1`, 'train', 'TCGA-A2-A0ES'],
      [`${shared}_2`, 'test', 'TCGA-A2-A0ES'],
    ]);
    expect(defects).toEqual([[`${shared}_1`, expect.stringContaining('Another part holds an image of that name')]]);
  });

  it('counts outlines of a class that is not described, and says so', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`${train}/${lung}/${lung}_001.xml`]: imageScope([layer('Mystery', [box(1, 1, 3, 2)])]),
    });
    const found = await dataset.read(monusac, { part: 'train' });
    expect(found.images[`${lung}_001`]?.cells).toBe(1);
    expect(found.notes).toEqual([
      [`${lung}_001`, '1 outline has a class that the dataset does not describe (Mystery). They count as nuclei.'],
    ]);
  });

  it('is refused where nothing says what is for testing, and in a wrong folder', async () => {
    await using dataset = await Dataset.make({
      [`all/${lung}/${lung}_001.tif`]: picture(1),
      [`all/${lung}/${lung}_001.xml`]: annotated,
    });
    await expect(dataset.read(monusac)).rejects.toThrow(`Nothing says whether the images in all/${lung} are for`);
    await using other = await Dataset.make({ 'images/a.tif': picture(1), 'images/a.xml': annotated });
    await expect(other.read(monusac)).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
  });
});

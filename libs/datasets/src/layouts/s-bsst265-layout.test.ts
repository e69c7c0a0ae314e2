import { decodeSamples } from '@cellboard/formats/node';
import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { stackTiff } from '../pairs/stack.fixture.ts';
import { flatTiff } from './pictures.fixture.ts';
import { Dataset, png, tiff, tiny, truthRows } from './layout.fixture.ts';

const layout = publishedLayouts['s-bsst265'];
const { image, right, empty, ids, numbered } = tiny;

const table = `Image_Name;Diagnosis;Preparation;Train-/Testset split;Testset class;Magnification;Modality
Neuroblastoma_0;Neuroblastoma;bone marrow cytospin;train;;63x;Zeiss Axioplan II
Ganglioneuroblastoma_1;Ganglioneuroblastoma;tissue section;test;GNB-I;20x;Zeiss Axioplan II
`;

const files = () => ({
  'dataset/rawimages/Neuroblastoma_0.tif': tiff(image),
  'dataset/groundtruth/Neuroblastoma_0.tif': tiff(ids),
  'dataset/rawimages/Ganglioneuroblastoma_1.tif': tiff(image),
  'dataset/groundtruth/Ganglioneuroblastoma_1.tif': tiff(empty),
  'dataset/singlecell_groundtruth/Neuroblastoma_0.tif': tiff(right),
  'dataset/visualized_groundtruth/Neuroblastoma_0.png': png(right),
  'dataset/image_description.csv': table,
});

describe('S-BSST265', () => {
  itReadsPairs({
    id: 's-bsst265',
    files,
    cells: { Neuroblastoma_0: 2, Ganglioneuroblastoma_1: 0 },
    name: 'Neuroblastoma_0',
    image: 'dataset/rawimages/Neuroblastoma_0.tif',
    truth: 'dataset/groundtruth/Neuroblastoma_0.tif',
    otherSize: tiff([[1, 2]]),
  });

  it('takes magnification, diagnosis and split from the table', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(layout);
    expect(await truthRows(found, 'Neuroblastoma_0')).toEqual(numbered);
    expect(found.images['Neuroblastoma_0']?.tags).toMatchObject({
      cellType: 'not stated',
      modality: 'fluorescence',
      stain: 'DAPI',
      tissue: 'neuroblastoma',
      pixelSizeUm: 0.102,
      split: 'train',
    });
    expect(found.images['Ganglioneuroblastoma_1']?.tags).toMatchObject({ pixelSizeUm: 0.323, split: 'test' });
  });

  it('keeps one plane of a file with several, whatever their form, and says so', async () => {
    const flat = { width: 3, height: 2 };
    const pages = (...planes: readonly number[]) => stackTiff(...planes.map((value) => [[value, 5], [6, value]])); // prettier-ignore
    const raw = (name: string, bytes: Uint8Array | Promise<Uint8Array>, ids: number[][]) => ({
      [`dataset/rawimages/${name}.tif`]: bytes,
      [`dataset/groundtruth/${name}.tif`]: tiff(ids),
    });
    await using dataset = await Dataset.make({
      ...raw('grey', flatTiff({ ...flat, colour: [7, 7, 7] }), [[1, 1, 0], [0, 0, 0]]), // prettier-ignore
      ...raw('blue', flatTiff({ ...flat, colour: [0, 3, 9, 255] }), [[1, 1, 0], [0, 0, 0]]), // prettier-ignore
      ...raw('pages', pages(40, 40, 40), [[1, 0], [0, 0]]), // prettier-ignore
      ...raw('stack', pages(40, 300, 50), [[1, 0], [0, 0]]), // prettier-ignore
    });
    const { images, notes, defects } = await dataset.read(layout);
    expect(defects).toEqual([]);
    const samples = async (name: string) => {
      const { channels, samples } = await decodeSamples((await images[name]?.files())?.image ?? new Uint8Array());
      return [channels.length, Array.from(samples.data)];
    };
    expect(await samples('grey')).toEqual([1, Array(6).fill(7)]);
    expect(await samples('blue')).toEqual([1, Array(6).fill(9)]);
    expect(await samples('pages')).toEqual([1, [40, 5, 6, 40]]);
    expect(await samples('stack')).toEqual([1, [300, 5, 6, 300]]);
    const kept = 'which are equal. One of them is kept: the image shows one stain.';
    const brightest = 'which differ. The brightest value of each pixel is kept: the image shows one stain.';
    expect(Object.fromEntries(notes.filter(([name]) => name !== 'S-BSST265'))).toEqual({
      grey: `Its file has 3 planes, ${kept}`,
      blue: `Its file has 3 planes, ${brightest}`,
      pages: `Its file has 3 planes, ${kept}`,
      stack: `Its file has 3 planes, ${brightest}`,
    });
  });

  it('is read without the table, and refuses one without names', async () => {
    const { 'dataset/image_description.csv': _, ...without } = files();
    await using dataset = await Dataset.make(without);
    const found = await dataset.read(layout);
    expect(found.images['Neuroblastoma_0']?.tags).toMatchObject({ tissue: null, pixelSizeUm: null, split: null });
    expect(found.notes[0]).toEqual(['S-BSST265', expect.stringContaining('pixel sizes, tissues and the split')]);
    await using other = await Dataset.make({ ...without, 'dataset/image_description.csv': 'a;b\n1;2\n' });
    await expect(other.read(layout)).rejects.toThrow('no column "Image_Name"');
  });
});

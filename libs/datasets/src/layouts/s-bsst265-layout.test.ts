import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
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
      tissue: 'Neuroblastoma, bone marrow cytospin',
      pixelSizeUm: 0.102,
      split: 'train',
    });
    expect(found.images['Ganglioneuroblastoma_1']?.tags).toMatchObject({ pixelSizeUm: 0.323, split: 'test' });
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

import { encodeTiff32 } from '@cellboard/formats/node';
import { emptyLabelImage } from '@cellboard/labels';
import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { colourPng, Dataset, png, tiff, tiny, truthRows } from './layout.fixture.ts';

const layout = publishedLayouts['neurips-2022'];
const { image, empty, ids, numbered } = tiny;

const files = () => ({
  'Training-labeled/images/cell_00001.png': png(image),
  'Training-labeled/labels/cell_00001_label.tiff': tiff(ids),
  'Tuning/images/cell_00001.png': png(image),
  'Tuning/labels/cell_00001_label.tiff': tiff(empty),
  'Testing/Public/images/OpenTest_001.tif': tiff(image),
  'Testing/Public/labels/OpenTest_001_label.tiff': tiff(ids),
  'Testing/Public/WSI/OpenTest_WSI.tif': tiff(image),
  'Testing/Hidden/images/TestHidden_001.png': png(image),
});

describe('NeurIPS 2022', () => {
  itReadsPairs({
    id: 'neurips-2022',
    files,
    cells: { train_cell_00001: 2, tuning_cell_00001: 0, test_OpenTest_001: 2 },
    name: 'train_cell_00001',
    image: 'Training-labeled/images/cell_00001.png',
    truth: 'Training-labeled/labels/cell_00001_label.tiff',
    otherSize: tiff([[1, 2]]),
  });

  it('keeps images of one name in several parts apart', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(layout);
    expect(await truthRows(found, 'train_cell_00001')).toEqual(numbered);
    expect(Object.values(found.images).map(({ tags }) => tags.split)).toEqual(['test', 'train', 'validation']);
    expect(Object.keys((await dataset.read(layout, { part: 'test' })).images)).toEqual(['test_OpenTest_001']);
  });

  it('reads ids beyond 16 bits, and pictures in colours with transparency', async () => {
    const { pixels } = emptyLabelImage(1, 3);
    pixels.data.set([70_000, 0, 66_000]);
    await using dataset = await Dataset.make({
      'Tuning/Tuning/images/cell_00002.png': colourPng([
        [1, 2, 3, 255],
        [4, 5, 6, 0],
        [7, 8, 9, 255],
      ]),
      'Tuning/Tuning/labels/cell_00002_label.tiff': await encodeTiff32(pixels),
    });
    const found = await dataset.read(layout);
    expect(await truthRows(found, 'tuning_cell_00002')).toEqual([[2, 0, 1]]);
  });
});

import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, tiff, tiny, truthRows } from './layout.fixture.ts';

const { helacytonuc } = publishedLayouts;
const { image, right, empty, ids, numbered } = tiny;

const files = () => ({
  'HeLaCytoNuc_train/images/1.tif': tiff(image),
  'HeLaCytoNuc_train/nuclei_masks/1.tif': tiff(ids),
  'HeLaCytoNuc_train/cytoplasm_masks/1.tif': tiff(right),
  'test/images/1.tif': tiff(image),
  'test/nuclei_masks/1.tif': tiff(empty),
  'test/cytoplasm_masks/1.tif': tiff(ids),
});

describe('HeLaCytoNuc', () => {
  itReadsPairs({
    id: 'helacytonuc',
    files,
    cells: { train_1: 2, test_1: 0 },
    name: 'train_1',
    image: 'HeLaCytoNuc_train/images/1.tif',
    truth: 'HeLaCytoNuc_train/nuclei_masks/1.tif',
    otherSize: tiff([[1, 2]]),
  });

  it('has cells beside nuclei, and images of one name in each split', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(helacytonuc, { outlined: 'cell' });
    expect(Object.entries(found.images).map(([name, { cells, tags }]) => [name, cells, tags.split])).toEqual([
      ['train_1', 1, 'train'],
      ['test_1', 2, 'test'],
    ]);
    expect(await truthRows(found, 'test_1')).toEqual(numbered);
    expect(found.images['test_1']?.tags).toMatchObject({ cellType: 'HeLa', modality: 'fluorescence' });
  });

  it('reads an archive whose folder says no split', async () => {
    await using dataset = await Dataset.make({ 'images/7.tif': tiff(image), 'nuclei_masks/7.tif': tiff(ids) });
    const found = await dataset.read(helacytonuc);
    expect(found.images['all_7']).toMatchObject({ cells: 2, tags: { split: null } });
  });
});

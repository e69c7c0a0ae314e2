import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, tiff, tiny, truthRows } from './layout.fixture.ts';

const { deepbacs } = publishedLayouts;
const { image, empty, ids, numbered } = tiny;

/** The names of the mixed set, and beside them those of the stationary cells. */
const files = () => ({
  'mixed/training/source/JE2_17.tif': tiff(image),
  'mixed/training/target/JE2_17.tif': tiff(ids),
  'mixed/test/source/pos5_t01.tif': tiff(image),
  'mixed/test/target/pos5_t01.tif': tiff(empty),
  'stationary/train/brightfield/pos5_t01.tif': tiff(image),
  'stationary/train/masks/pos5_t01.tif': tiff(ids),
});

describe('DeepBacs', () => {
  itReadsPairs({
    id: 'deepbacs',
    files,
    cells: { train_JE2_17: 2, test_pos5_t01: 0, train_pos5_t01: 2 },
    name: 'train_JE2_17',
    image: 'mixed/training/source/JE2_17.tif',
    truth: 'mixed/training/target/JE2_17.tif',
    otherSize: tiff([[1, 2]]),
  });

  it('takes the split from the folder, and says that sets share images', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(deepbacs, { part: 'train' });
    expect(Object.keys(found.images)).toEqual(['train_JE2_17', 'train_pos5_t01']);
    expect(await truthRows(found, 'train_JE2_17')).toEqual(numbered);
    expect(found.images['train_JE2_17']?.tags).toMatchObject({
      cellType: 'Staphylococcus aureus',
      modality: 'not stated',
      split: 'train',
    });
    expect(found.images['train_pos5_t01']?.tags).toMatchObject({ cellType: 'not stated', modality: 'brightfield' });
    expect(found.notes).toEqual([['DeepBacs', expect.stringContaining('holds copies')]]);
    expect(found.same).toHaveLength(1);
  });
});

import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { colourPng, Dataset, png, truthRows } from './layout.fixture.ts';

const { cellpose } = publishedLayouts;

const image = colourPng([
  [9, 200, 0],
  [9, 90, 0],
  [0, 0, 0],
]);
const files = () => ({
  'train/000_img.png': image,
  'train/000_masks.png': png([[1, 1, 0]]),
  'test/000_img.png': image,
  'test/000_masks.png': png([[3, 7, 0]]),
  'train_cyto2/000_img.png': image,
  'train_cyto2/000_masks.png': png([[0, 0, 0]]),
});

describe('Cellpose', () => {
  itReadsPairs({
    id: 'cellpose',
    files,
    cells: { train_000: 1, test_000: 2, cyto2_000: 0 },
    name: 'test_000',
    image: 'test/000_img.png',
    truth: 'test/000_masks.png',
    otherSize: png([[1, 2]]),
  });

  it('has a part for each archive', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(cellpose);
    expect(await truthRows(found, 'test_000')).toEqual([[1, 2, 0]]);
    expect(Object.fromEntries(Object.entries(found.images).map(([name, { tags }]) => [name, tags.split]))).toEqual({
      train_000: 'train',
      test_000: 'test',
      cyto2_000: 'train',
    });
    expect(Object.keys((await dataset.read(cellpose, { part: 'cyto2' })).images)).toEqual(['cyto2_000']);
  });

  it('takes the part of the innermost folder', async () => {
    await using dataset = await Dataset.make({
      'test/train/000_img.png': image,
      'test/train/000_masks.png': png([[1, 1, 0]]),
    });
    const { images } = await dataset.read(cellpose);
    expect(images['train_000']?.tags.split).toBe('train');
    expect(Object.keys(images)).toEqual(['train_000']);
  });
});

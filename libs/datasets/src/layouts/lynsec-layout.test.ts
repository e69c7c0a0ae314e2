import { publishedLayouts } from '../layouts.ts';
import { npy } from '../npz/npz.fixture.ts';
import { Dataset, truthRows } from './layout.fixture.ts';

const { lynsec } = publishedLayouts;

/** An image of 2×1 pixels: red, green, blue, id and class of each. */
const array = (...pixels: number[][]) =>
  npy('<f8', [1, pixels.length, pixels[0]?.length ?? 0], Float64Array.from(pixels.flat()));

const files = () => ({
  'lynsec/lynsec 1/0_l1.npy': array([9, 8, 7, 0, 0], [6, 5, 4, 12, 2]),
  'lynsec/lynsec 2/0_l2.npy': array([9, 9, 9, 1, 1], [9, 9, 9, 2, 1]),
  'lynsec/lynsec 3/0_l3.npy': array([1, 2, 3, 5, 1], [4, 5, 6, 3, 2]),
  'lynsec/lynsec 3/10_l3.npy': array([1, 2, 3, 0], [4, 5, 7, 0]),
});

describe('LyNSeC', () => {
  it('reads part 3, with or without classes', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(lynsec);
    expect(found.defects).toEqual([]);
    expect(Object.keys(found.images)).toEqual(['0_l3', '10_l3']);
    expect(found.images['0_l3']).toMatchObject({
      cells: 2,
      tags: { cellType: 'not stated', modality: 'brightfield', stain: 'H&E', tissue: 'lymphoma', split: null },
    });
    expect(await truthRows(found, '0_l3')).toEqual([[2, 1]]);
    expect(found.notes).toEqual([['10_l3', 'Its truth has no cells.']]);
  });

  it('reads the IHC images as a part of their own', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(lynsec, { part: '1' });
    expect(found.images['0_l1']).toMatchObject({ cells: 1, tags: { stain: 'immunohistochemistry' } });
  });

  it('warns of part 2', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(lynsec, { part: '2' });
    expect(found.images['0_l2']?.cells).toBe(2);
    expect(found.notes).toEqual([['LyNSeC 2', expect.stringContaining('do not fit the images')]]);
  });

  it('lists arrays that cannot be used', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      'lynsec/lynsec 3/1_l3.npy': array([1, 2, 3], [4, 5, 6]),
      'lynsec/lynsec 3/2_l3.npy': array([1, 2, 3, 0.5], [4, 5, 6, 0]),
      'lynsec/lynsec 3/3_l3.npy': array([1, 2, -3, 1], [4, 5, 6, 0]),
      'lynsec/lynsec 3/4_l3.npy': array([1, 2, 3, 1], [4, 5, 6, 0]).subarray(0, -3),
      'lynsec/lynsec 3/5_l3.npy': 'text',
    });
    const { images, defects } = await dataset.read(lynsec);
    expect(Object.keys(images)).toEqual(['0_l3', '10_l3']);
    expect(defects).toEqual([
      ['1_l3', expect.stringContaining('but (height, width, 5) was expected')],
      ['2_l3', expect.stringContaining('hold the value 0.5')],
      ['3_l3', expect.stringContaining('holds the value -3')],
      ['4_l3', expect.stringContaining('do not go with')],
      ['5_l3', expect.stringContaining('not an NPY file')],
    ]);
  });

  it('is refused where it does not lie', async () => {
    await using dataset = await Dataset.make({ 'lynsec 1/0_l1.npy': array([1, 2, 3, 0]) });
    await expect(dataset.read(lynsec)).rejects.toThrow('There is no part "3". The parts are 1.');
    await using empty = await Dataset.make();
    await expect(empty.read(lynsec)).rejects.toThrow('holds no file such as 0_l3.npy');
  });
});

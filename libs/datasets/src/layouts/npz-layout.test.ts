import { readHeader } from '@cellboard/formats/node';
import { publishedLayouts } from '../layouts.ts';
import { npy, npz } from '../npz/npz.fixture.ts';
import { Dataset, imageOf, truthRows } from './layout.fixture.ts';

const { npz: plain } = publishedLayouts;

describe('NPZ', () => {
  const labels = npy('<u2', [2, 1, 2], Uint16Array.from([0, 3, 4, 4]));
  const images = npy('|u1', [2, 1, 2], Uint8Array.from([1, 2, 3, 4]));

  it('reads arrays by their usual names, each file a part', async () => {
    await using dataset = await Dataset.make({
      'first.npz': npz({ X: images, y: labels }),
      'more/second.npz': npz({ images, masks: labels, other: images }),
    });
    const found = await dataset.read(plain, { tags: { modality: 'phase contrast' } });
    expect(Object.keys(found.images)).toEqual(['first_0000', 'first_0001', 'second_0000', 'second_0001']);
    expect(found.images['first_0000']?.tags).toMatchObject({ cellType: 'not stated', modality: 'phase contrast' });
    expect(await truthRows(found, 'second_0001')).toEqual([[1, 1]]);
    expect(Object.keys((await dataset.read(plain, { part: 'second' })).images)).toHaveLength(2);
  });

  it.each([
    ['8 bits unsigned', '|u1', Uint8Array.from([0, 255]), 8],
    ['16 bits signed', '<i2', Int16Array.from([0, 300]), 16],
    ['64 bits', '<i8', BigInt64Array.from([0n, 65_535n]), 16],
    ['numbers below 0', '<i2', Int16Array.from([-5, 300]), 32],
    ['fractions', '<f4', Float32Array.from([0.5, 1]), 32],
  ])('writes images of %s without loss', async (...[, descr, data, bitDepth]) => {
    const X = npy(descr, [1, 1, 2], data);
    await using dataset = await Dataset.make({ 'a.npz': npz({ X, y: npy('|u1', [1, 1, 2], Uint8Array.of(0, 1)) }) });
    const found = await dataset.read(plain);
    expect(found.notes).toEqual([]);
    expect(await readHeader(await imageOf(found, 'a_0000'))).toMatchObject({ bitDepth });
  });

  it('notes rounded numbers once, and samples without a value', async () => {
    const X = npy('<f8', [2, 1, 2], Float64Array.from([0.1, NaN, 0.2, 1]));
    await using dataset = await Dataset.make({ 'a.npz': npz({ X, y: labels }) });
    expect((await dataset.read(plain)).notes).toEqual([
      ['a_0000', expect.stringContaining('they are rounded')],
      ['a_0000', '1 of its samples are infinite or not a number. They are kept.'],
    ]);
  });

  it('takes whole numbers in floating point for ids, and keeps out images whose labels are none', async () => {
    const y = npy('<f4', [4, 1, 2], Float32Array.from([0, 2, 0.5, 0, NaN, 0, -1, 0]));
    const X = npy('|u1', [4, 1, 2], new Uint8Array(8));
    await using dataset = await Dataset.make({ 'a.npz': npz({ X, y }) });
    const { images: read, defects } = await dataset.read(plain);
    expect(Object.keys(read)).toEqual(['a_0000']);
    expect(defects.map(([name, message]) => [name, message.slice(0, 31)])).toEqual([
      ['a_0001', 'The image holds the value 0.5, b'.slice(0, 31)],
      ['a_0002', 'The image holds the value NaN, b'.slice(0, 31)],
      ['a_0003', 'The image holds the value -1, bu'.slice(0, 31)],
    ]);
  });

  it.each([
    ['holds no .npz file', 'b.txt', new Uint8Array()],
    ['no array of images', 'a.npz', npz({ y: labels })],
    ['more than one array of label images', 'a.npz', npz({ X: images, y: labels, masks: labels })],
    [
      'ids above 2,048 fall together',
      'a.npz',
      npz({ X: images, y: npy('<f2', [2, 1, 2], Uint16Array.from([0, 0x3c00, 0, 0x3c00])) }),
    ],
    [
      'has 2 channels, so it is unclear which',
      'a.npz',
      npz({ X: npy('|u1', [1, 1, 2], Uint8Array.of(1, 2)), y: npy('|u1', [1, 1, 2, 2], new Uint8Array(4)) }),
    ],
    [
      '(images, height, width)',
      'a.npz',
      npz({ X: npy('|u1', [1, 2], Uint8Array.of(1, 2)), y: npy('|u1', [1, 2], Uint8Array.of(1, 2)) }),
    ],
  ])('is refused with the words "%s"', async (says, path, file) => {
    await using dataset = await Dataset.make({ [path]: file });
    await expect(dataset.read(plain)).rejects.toThrow(says);
  });
});

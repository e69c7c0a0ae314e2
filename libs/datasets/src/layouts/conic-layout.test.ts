import { publishedLayouts } from '../layouts.ts';
import { npy } from '../npz/npz.fixture.ts';
import { Dataset, truthRows } from './layout.fixture.ts';

const { conic } = publishedLayouts;

/** Two images of 2×1 pixels; of each pixel an id and a class. */
const images = npy('|u1', [2, 1, 2, 3], Uint8Array.from([1, 2, 3, 4, 5, 6, 9, 9, 9, 8, 8, 8]));
const labels = npy('<u2', [2, 1, 2, 2], Uint16Array.from([7, 3, 2, 6, 0, 0, 0, 0]));
const patches = 'patch_info\nconsep_1-0000\ndpath_12-0001\n';

const files = () => ({ 'images.npy': images, 'labels.npy': labels, 'patch_info.csv': patches, 'counts.csv': 'a\n1\n' });

describe('CoNIC', () => {
  it('takes the ids for nuclei, not the classes, and groups patches by the image they were cut from', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(conic);
    expect(found.defects).toEqual([]);
    expect(found.images['conic_0000']).toMatchObject({
      cells: 2,
      tags: {
        stain: 'H&E',
        tissue: 'colon',
        pixelSizeUm: 0.5,
        split: null,
        cluster: { kind: 'field', key: 'consep_1' },
      },
    });
    expect(await truthRows(found, 'conic_0000')).toEqual([[2, 1]]);
    expect(found.images['conic_0001']).toMatchObject({ cells: 0, tags: { cluster: { key: 'dpath_12' } } });
    expect(found.notes).toEqual([['conic_0001', 'Its truth has no cells.']]);
  });

  it('is read without the list of patches, and says what is missing', async () => {
    const { 'patch_info.csv': _, ...others } = files();
    await using dataset = await Dataset.make(
      Object.fromEntries(Object.entries(others).map(([path, bytes]) => [`conic/data/${path}`, bytes])),
    );
    const found = await dataset.read(conic);
    expect(found.images['conic_0000']?.tags.cluster).toBeNull();
    expect(found.notes[0]).toEqual(['patch_info.csv', expect.stringContaining('This file is missing')]);
  });

  it.each<[string, Record<string, Uint8Array | string>, string]>([
    ['fewer patches than images', { 'patch_info.csv': 'patch_info\nconsep_1-0000\n' }, 'names 1 different patches'],
    ['a list without its column', { 'patch_info.csv': 'name\na\nb\n' }, 'no column "patch_info"'],
    [
      'labels without classes',
      { 'labels.npy': npy('<u2', [2, 1, 2, 1], new Uint16Array(4)) },
      '(images, height, width, 2)',
    ],
    ['labels that end early', { 'labels.npy': labels.subarray(0, -1) }, 'do not go with'],
    ['two copies', { 'copy/labels.npy': labels }, 'several files labels.npy'],
  ])('is refused with %s', async (_, changed, message) => {
    await using dataset = await Dataset.make({ ...files(), ...changed });
    await expect(dataset.read(conic)).rejects.toThrow(message);
  });

  it('is refused where it does not lie', async () => {
    await using dataset = await Dataset.make({ 'images.npy': images });
    await expect(dataset.read(conic)).rejects.toThrow('holds no labels.npy');
    await expect(dataset.read(conic, { part: 'train' })).rejects.toThrow('CoNIC has no parts');
  });
});

import { publishedLayouts } from '../layouts.ts';
import { matFile, plane } from '../matlab/mat.fixture.ts';
import { Dataset, truthRows } from './layout.fixture.ts';
import { cellsOf, flatPng } from './pictures.fixture.ts';

const cpm15 = publishedLayouts['cpm-15'];
const small = { width: 5, height: 4 };

/** The example of the archive's README: two nuclei in an image of 5×4 pixels. */
const example = '00000 01100 11200 02220'.replaceAll(' ', '').split('');
const mask = (...more: readonly string[]) => ['5 4', ...example, ...more].join('\n') + '\n';

describe("CPM-15 in the challenge's own archive", () => {
  const files = {
    'training/image01.png': flatPng({ ...small, colour: [1, 1, 1] }),
    'training/image01_mask.txt': mask(),
    'training/image01_poly.png': flatPng({ ...small, colour: [2, 2, 2] }),
    'training/image08.png': flatPng({ ...small, colour: [3, 3, 3] }),
    'training/image08_mask.txt': mask().replaceAll('\n', '\r\n'),
    'training/README_training.txt': 'This is the training dataset.',
  };

  it('reads ids row by row, and the magnifications by the names', async () => {
    await using dataset = await Dataset.make(files);
    const found = await dataset.read(cpm15);
    expect([found.defects, found.notes]).toEqual([[], []]);
    expect(Object.keys(found.images)).toEqual(['image01', 'image08']);
    for (const name of ['image01', 'image08'])
      expect(await truthRows(found, name)).toEqual([
        [0, 0, 0, 0, 0],
        [0, 1, 1, 0, 0],
        [1, 1, 2, 0, 0],
        [0, 2, 2, 2, 0],
      ]);
    expect(Object.values(found.images).map(({ tags }) => [tags.pixelSizeUm, tags.split, tags.tissue])).toEqual([
      [0.5, null, null],
      [0.25, null, null],
    ]);
    expect((await cpm15!.truthFiles({ root: dataset.root })).labels).toEqual([
      'training/image01_mask.txt',
      'training/image08_mask.txt',
    ]);
  });

  it.each([
    ['is cut off', mask().slice(0, -4), 'The mask of 5×4 pixels has 18 numbers, but 20 were expected'],
    ['goes on', mask('0'), 'The mask has more numbers than its 5×4 pixels'],
    ['has a fraction', mask().replace('\n2', '\n2.5'), 'something other than whole numbers'],
    ['has a number below 0', mask().replace('\n2', '\n-2'), 'something other than whole numbers'],
    ['has a number that is no id', mask().replace('\n2', '\n4294967296'), 'which is not a valid id'],
    ['is empty', '', 'does not begin with a width and a height'],
    ['has no pixels', '0 4\n', 'does not begin with a width and a height'],
    ['would be huge', '999999 999999\n0', 'at most'],
    [
      'has another size',
      '4 5\n' + example.join('\n'),
      'The image is 5×4 pixels (width × height), but its truth is 4×5.',
    ],
  ])('lists a mask that %s', async (_, text, says) => {
    await using dataset = await Dataset.make({ ...files, 'training/image08_mask.txt': text });
    const { images, defects } = await dataset.read(cpm15);
    expect(Object.keys(images)).toEqual(['image01']);
    expect(defects).toEqual([['image08', expect.stringContaining(says)]]);
  });

  it('lists what has no partner', async () => {
    await using dataset = await Dataset.make({
      ...files,
      'training/image09.png': flatPng(small),
      'training/image10_mask.txt': mask(),
    });
    expect((await dataset.read(cpm15)).defects).toEqual([
      ['image09', expect.stringContaining('training/image09.png has no label image')],
      ['image10_mask', expect.stringContaining('training/image10_mask.txt has no image')],
    ]);
  });

  it('is refused in two copies and with a part', async () => {
    await using dataset = await Dataset.make({ ...files, 'copy/image01_mask.txt': mask() });
    await expect(dataset.read(cpm15)).rejects.toThrow('in several folders: copy, training. Keep one.');
    await using single = await Dataset.make(files);
    await expect(single.read(cpm15, { part: 'train' })).rejects.toThrow('CPM-15 has no parts');
  });
});

describe("CPM-15 as HoVer-Net's authors hand it out", () => {
  const files = {
    'cpm15/cpm15/Images/image_00.png': flatPng({ width: 600, height: 1000 }),
    'cpm15/cpm15/Labels/image_00.mat': matFile([plane('inst_map', [600, 1000], [[5, 590, 0, 600, 2]])], true),
  };

  it('reads MATLAB files, and states no size of a pixel where the names are not those of the list', async () => {
    await using dataset = await Dataset.make(files);
    const found = await dataset.read(cpm15);
    expect(found.defects).toEqual([]);
    expect(await cellsOf(found, 'image_00')).toEqual([[1, 20, 590, 0, 600, 2]]);
    expect(found.images['image_00']?.tags).toMatchObject({ split: null, pixelSizeUm: null });
    expect((await cpm15!.truthFiles({ root: dataset.root })).labels).toEqual(['cpm15/cpm15/Labels/image_00.mat']);
  });

  it('is refused with a part and in a wrong folder', async () => {
    await using dataset = await Dataset.make(files);
    await expect(dataset.read(cpm15, { part: 'train' })).rejects.toThrow(
      'CPM-15 has no parts, so there is no part "train"',
    );
    await expect(dataset.read(cpm15, { root: `${dataset.root}/cpm15/cpm15/Images` })).rejects.toMatchObject({
      code: 'LAYOUT_NOT_FOUND',
    });
  });
});

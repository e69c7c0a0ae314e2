import { decodeSamples } from '@cellboard/formats/node';
import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { describedTiff, stackTiff } from '../pairs/stack.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, imageOf, tiff, tiny, truthRows, type Rows } from './layout.fixture.ts';

const { yeaz } = publishedLayouts;
const { image, empty, ids, numbered } = tiny;

const other: Rows = [
  [7, 8, 9],
  [1, 2, 3],
];
const bright = 'gold-standard-BF-V-1';
const phase = 'gold-standard-PhC-plus-2';
const files = () => ({
  [`${bright}/field1_bf1_im.tif`]: tiff(image),
  [`${bright}/field1_bf1_mask.tif`]: tiff(ids),
  [`${phase}/colony2_im.tif`]: stackTiff(image, other, image),
  [`${phase}/colony2_mask.tif`]: stackTiff(ids, [[0, 0, 5], [0, 0, 5]], empty), // prettier-ignore
});

describe('YeaZ', () => {
  itReadsPairs({
    id: 'yeaz',
    files,
    cells: { brightfield_field1_bf1: 2, phase_colony2_0000: 2, phase_colony2_0001: 1 },
    name: 'brightfield_field1_bf1',
    image: `${bright}/field1_bf1_im.tif`,
    truth: `${bright}/field1_bf1_mask.tif`,
    otherSize: tiff([[1, 2]]),
  });

  it('makes an image of each frame of a movie, and leaves out those without a cell', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(yeaz, { part: 'phase' });
    expect(await truthRows(found, 'phase_colony2_0000')).toEqual(numbered);
    expect(found.images['phase_colony2_0001']?.tags).toMatchObject({
      cellType: 'yeast',
      modality: 'phase contrast',
      cluster: { kind: 'movie', key: 'phase_colony2' },
      planeT: 1,
    });
    const { samples } = await decodeSamples(await imageOf(found, 'phase_colony2_0001'));
    expect([samples.shape, [...samples.data]]).toEqual([[2, 3, 1], other.flat()]);
    expect(found.notes).toEqual([
      ['phase_colony2', '1 of its 3 frames have no cell and are left out: they may not be annotated.'],
    ]);
  });

  it('lists frames whose label image is of another size', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`${phase}/colony2_mask.tif`]: stackTiff(ids, [[1, 2]], ids),
    });
    const found = await dataset.read(yeaz, { part: 'phase' });
    expect(Object.keys(found.images)).toEqual(['phase_colony2_0000', 'phase_colony2_0002']);
    expect(found.defects).toEqual([['phase_colony2_0001', expect.stringContaining('its truth is 2×1')]]);
  });

  it.each([
    ['fewer', [ids, ids], 'holds 2 label images, but the file of its image has 3 frames'],
    ['more', [ids, ids, ids, ids], 'holds 4 label images'],
  ])('lists a movie with %s label images than frames', async (_, pages, message) => {
    await using dataset = await Dataset.make({ ...files(), [`${phase}/colony2_mask.tif`]: stackTiff(...pages) });
    const { images, defects } = await dataset.read(yeaz, { part: 'phase' });
    expect(images).toEqual({});
    expect(defects).toEqual([['phase_colony2', expect.stringContaining(message)]]);
  });

  it('lists a movie of several channels', async () => {
    const hyperstack = 'ImageJ=1.53\nimages=4\nchannels=2\nframes=2\nhyperstack=true\n';
    await using dataset = await Dataset.make({
      ...files(),
      [`${phase}/colony2_im.tif`]: describedTiff(hyperstack, image, other, image, other),
      [`${phase}/colony2_mask.tif`]: stackTiff(ids, ids),
    });
    const { images, defects } = await dataset.read(yeaz, { part: 'phase' });
    expect(images).toEqual({});
    expect(defects).toEqual([['phase_colony2', expect.stringContaining('2 frames of 2 channels')]]);
  });

  it('lists a movie that is damaged', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`${phase}/colony2_im.tif`]: stackTiff(image, other).subarray(0, 60),
    });
    expect((await dataset.read(yeaz, { part: 'phase' })).defects).toEqual([['phase_colony2', expect.any(String)]]);
  });
});

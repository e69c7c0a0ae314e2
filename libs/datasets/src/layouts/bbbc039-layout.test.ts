import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { type Colour, Dataset, picturePng, tiff, truthRows, type Rows } from './layout.fixture.ts';

const { bbbc039 } = publishedLayouts;

/** A mask of 5×3 pixels: red says the nuclei, green and blue nothing, and it is opaque. */
const mask = (reds: Rows) => picturePng(reds.map((row) => row.map((red) => [red, 77, 0, 255])));

const image: Rows = Array.from({ length: 3 }, () => [9, 9, 9, 9, 9]);

/** Two nuclei that touch, and one far away with the value of the first. */
const nuclei: Rows = [
  [1, 1, 2, 2, 0],
  [0, 0, 0, 0, 0],
  [0, 0, 0, 1, 1],
];

const first = 'IXMtest_A02_s1_w1051DAA7C';
const second = 'IXMtest_B14_s7_w1051DAA7C';
const files = () => ({
  [`images/${first}.tif`]: tiff(image),
  [`masks/${first}.png`]: mask(nuclei),
  [`images/${second}.tif`]: tiff(image),
  [`masks/${second}.png`]: picturePng(image.map((row) => row.map((): Colour => [0, 0, 0, 255]))),
  'metadata/training.txt': `${first}.png\n`,
  'metadata/test.txt': `${second}.png\r\n`,
  'metadata/validation.txt': '',
});

describe('BBBC039', () => {
  itReadsPairs({
    id: 'bbbc039',
    files,
    cells: { [first]: 3, [second]: 0 },
    name: first,
    image: `images/${first}.tif`,
    truth: `masks/${first}.png`,
    otherSize: mask([[1, 1]]),
  });

  it('keeps nuclei that touch apart, and counts equal values that lie apart twice', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(bbbc039);
    expect(await truthRows(found, first)).toEqual([
      [1, 1, 2, 2, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 3, 3],
    ]);
    expect(found.images[first]?.tags).toMatchObject({
      cellType: 'U-2 OS',
      stain: 'Hoechst',
      split: 'train',
      cluster: { kind: 'well', key: 'IXMtest, A02' },
    });
    expect(found.images[second]?.tags).toMatchObject({ split: 'test', cluster: { kind: 'well', key: 'IXMtest, B14' } });
  });

  it('is read without the lists of splits', async () => {
    const kept = Object.entries(files()).filter(([path]) => !path.startsWith('metadata'));
    await using dataset = await Dataset.make(Object.fromEntries(kept));
    const found = await dataset.read(bbbc039);
    expect(found.images[first]?.tags.split).toBeNull();
    expect(found.notes[0]).toEqual(['BBBC039', expect.stringContaining('the splits of its images are not stated')]);
  });

  it('refuses a mask whose first channel is empty although another is not', async () => {
    const blue = picturePng(image.map((row) => row.map((): Colour => [0, 0, 9, 255])));
    await using dataset = await Dataset.make({ ...files(), [`masks/${second}.png`]: blue });
    const { defects } = await dataset.read(bbbc039);
    expect(defects).toEqual([[second, expect.stringContaining('although channel 3 of 3 is not empty')]]);
  });
});

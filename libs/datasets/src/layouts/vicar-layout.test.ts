import { encodeTiffImage } from '@cellboard/formats/node';
import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, tiny, truthRows, type Rows } from './layout.fixture.ts';

const layout = publishedLayouts['vicar-qpi'];
const { empty, ids, numbered } = tiny;

/** Phases are floating point. */
const phase = (width: number, height: number) =>
  encodeTiffImage({ width, height, channels: 1, data: Float32Array.from({ length: width * height }, (_, i) => i / 7) });

const files = () => ({
  'labelled/PC3/00001_img.tif': phase(3, 2),
  'labelled/PC3/00001_mask.png': png(ids),
  'labelled/HOB/00001_img.tif': phase(3, 2),
  'labelled/HOB/00001_mask.png': png(empty),
});

describe('Vicar QPI', () => {
  itReadsPairs({
    id: 'vicar-qpi',
    files,
    cells: { PC3_00001: 2, HOB_00001: 0 },
    name: 'PC3_00001',
    image: 'labelled/PC3/00001_img.tif',
    truth: 'labelled/PC3/00001_mask.png',
    otherSize: png([[1, 2]]),
  });

  it('takes the cell line from the folder', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(layout, { part: 'PC3' });
    expect(await truthRows(found, 'PC3_00001')).toEqual(numbered);
    expect(found.images['PC3_00001']?.tags).toMatchObject({ cellType: 'PC3', modality: 'quantitative phase' });
  });

  it('raises a doubt where a mask tells no cell from the others', async () => {
    const binary: Rows = Array.from({ length: 24 }, (_, y) =>
      Array.from({ length: 24 }, (__, x) => (x % 8 < 4 && y % 8 < 4 ? 255 : 0)),
    );
    await using dataset = await Dataset.make({
      'PC3/00001_img.tif': phase(24, 24),
      'PC3/00001_mask.png': png(binary),
    });
    const found = await dataset.read(layout);
    const { doubt } = (await found.images['PC3_00001']?.files()) ?? {};
    expect(doubt).toContain('binary mask');
  });
});

import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { stackTiff } from '../pairs/stack.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { type Colour, Dataset, picturePng, png, tiff, type Rows } from './layout.fixture.ts';

const { bbbc007, bbbc030 } = publishedLayouts;

interface Square {
  readonly side: number;
  /** Upper left corners of squares, each 30 pixels wide, of which the border is drawn. */
  readonly corners: readonly (readonly [x: number, y: number])[];
  readonly line: number;
  readonly ground: number;
}

const WIDE = 30;

function squares({ side, corners, line, ground }: Square): Rows {
  return Array.from({ length: side }, (_, y) =>
    Array.from({ length: side }, (__, x) => {
      const on = corners.some(([left, top]) => {
        const [dx, dy] = [x - left, y - top];
        const inside = dx >= 0 && dy >= 0 && dx < WIDE && dy < WIDE;
        return inside && (dx === 0 || dy === 0 || dx === WIDE - 1 || dy === WIDE - 1);
      });
      return on ? line : ground;
    }),
  );
}

describe('BBBC007', () => {
  const image = squares({ side: 100, corners: [], line: 0, ground: 9 });
  const white = squares({ side: 100, corners: [[30, 30], [59, 30]], line: 255, ground: 0 }); // prettier-ignore
  const black = squares({ side: 100, corners: [[30, 30], [-10, 60]], line: 0, ground: 255 }); // prettier-ignore
  const files = () => ({
    'BBBC007_v1_images/A9/A9 p10d.tif': tiff(image),
    'BBBC007_v1_images/A9/A9 p10f.tif': tiff(image),
    'BBBC007_v1_outlines/A9/A9 p10d.tif': tiff(white),
    'BBBC007_v1_outlines/A9/A9 p10f.tif': tiff(black),
    'BBBC007_v1_images/f96/20P1_POS0002_D_1UL.tif': tiff(image),
    'BBBC007_v1_images/f96/20P1_POS0002_F_2UL.tif': tiff(image),
    'BBBC007_v1_outlines/f96/20P1_POS0002_D_1UL.tif': tiff(black),
    'BBBC007_v1_outlines/f96/20P1_POS0002_F_2UL.tif': tiff(white),
    'BBBC007_v1_images/p2/A02f00d0.tif': tiff(image),
    'BBBC007_v1_images/p2/A02f00d1.tif': tiff(image),
    'BBBC007_v1_outlines/p2/A02f00d0.tif': tiff(white),
    'BBBC007_v1_outlines/p2/A02f00d1.tif': tiff(black),
  });

  itReadsPairs({
    id: 'bbbc007',
    files,
    cells: { 'A9_A9 p10': 2, f96_20P1_POS0002: 1, p2_A02f00: 2 },
    name: 'A9_A9 p10',
    image: 'BBBC007_v1_images/A9/A9 p10d.tif',
    truth: 'BBBC007_v1_outlines/A9/A9 p10d.tif',
    otherSize: tiff(squares({ side: 90, corners: [[30, 30]], line: 255, ground: 0 })), // prettier-ignore
  });

  it('refuses outlines in several pages, or in another channel than the first', async () => {
    const green = picturePng(white.map((row) => row.map((value): Colour => [0, value, 0])));
    await using dataset = await Dataset.make({
      ...files(),
      'BBBC007_v1_outlines/A9/A9 p10d.tif': stackTiff(white, black),
      'BBBC007_v1_outlines/p2/A02f00d0.tif': green,
    });
    const { images, defects } = await dataset.read(bbbc007);
    expect(Object.keys(images)).toEqual(['f96_20P1_POS0002']);
    expect(defects).toEqual([
      ['A9_A9 p10', expect.stringContaining('holds 2 pages')],
      ['p2_A02f00', expect.stringContaining('although channel 2 of 3 is not empty')],
    ]);
  });

  it('takes actin for cells, in all three conventions of names', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(bbbc007, { outlined: 'cell' });
    expect(Object.entries(found.images).map(([name, { cells }]) => [name, cells])).toEqual([
      ['A9_A9 p10', 1],
      ['f96_20P1_POS0002', 2],
      ['p2_A02f00', 1],
    ]);
    const { tags, ignoredPixels } = found.images['A9_A9 p10'] ?? {};
    expect(tags).toMatchObject({ cellType: 'Kc167', stain: 'phalloidin', cluster: { kind: 'field', key: 'A9' } });
    // The margin of 25 pixels, and 4 × 29 pixels of the outline within it; the other square lies in the margin.
    expect(ignoredPixels).toBe(100 * 100 - 50 * 50 + 4 * 29);
  });
});

describe('BBBC030', () => {
  const image = squares({ side: 200, corners: [], line: 0, ground: 9 });
  const outlines = squares({ side: 200, corners: [[70, 70], [120, 120]], line: 255, ground: 40 }); // prettier-ignore
  const files = () => ({
    'images/cho01.png': png(image),
    'ground_truth/cho01.png': png(outlines),
    'images/cho02.png': png(image),
    'ground_truth/cho02.png': png(image),
  });

  itReadsPairs({
    id: 'bbbc030',
    files,
    cells: { cho01: 2, cho02: 0 },
    name: 'cho01',
    image: 'images/cho01.png',
    truth: 'ground_truth/cho01.png',
    otherSize: png(squares({ side: 190, corners: [[70, 70]], line: 255, ground: 0 })), // prettier-ignore
  });

  it('scores neither outlines nor the margin', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(bbbc030);
    expect(found.images['cho01']).toMatchObject({
      // The margin of 60 pixels, the first outline, and 39 pixels of the second, which lies half in the margin.
      ignoredPixels: 200 * 200 - 80 * 80 + 4 * 29 + 39,
      tags: { cellType: 'CHO', modality: 'differential interference contrast' },
    });
  });
});

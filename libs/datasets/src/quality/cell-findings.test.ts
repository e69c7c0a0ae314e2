import { cellFindings } from './cell-findings.ts';
import type { ImageMeasures } from './measure-image.ts';
import { measures, several } from './measures.fixture.ts';

const found = (images: readonly ImageMeasures[]) =>
  [...cellFindings(images)].map(({ kind, image, message }) => [kind, image, message]);

/** 21 cells of 90 to 110 pixels. */
const usual = Array.from({ length: 21 }, (_, cell) => 90 + cell);

it('finds nothing odd among usual images', () => {
  expect(found(several(12, 'a', () => ({ areas: usual })))).toEqual([]);
});

it('finds a truth without cells', () => {
  expect(found([measures({ name: 'a' })])).toEqual([['empty', 'a', 'Its truth has no cells.']]);
});

it('compares images of what their authors call one kind', () => {
  const small = several(12, 'a', () => ({ areas: usual, ownKind: 'fluorescence-small' }));
  const large = { areas: usual.map((area) => area * 9) };
  const words = ['size-outlier', 'b', expect.stringContaining('where 100 are usual for blob, fluorescence')];
  expect(found([...several(12, 'a', () => ({ areas: usual })), measures({ name: 'b', ...large })])).toEqual([words]);
  expect(found([...small, measures({ name: 'b', ...large, ownKind: 'fluorescence-large' })])).toEqual([]);
});

describe('few cells', () => {
  const images = several(12, 'a', () => ({ areas: usual }));

  it('are a tenth of those that are usual', () => {
    expect(found([...images, measures({ name: 'b', areas: [100, 100] })])).toEqual([
      [
        'few-cells',
        'b',
        'It has 2 cells. Images of its size and kind (blob, fluorescence) usually have 21. Check that all are outlined.',
      ],
    ]);
    expect(found([...images, measures({ name: 'b', areas: [100, 100, 100] })])).toEqual([]);
  });

  it('are no fault of a small image', () => {
    expect(found([...images, measures({ name: 'b', areas: [100, 100], width: 50 })])).toEqual([]);
  });

  it('are no fault where they cover as much', () => {
    expect(found([...images, measures({ name: 'b', areas: [600, 600] })])).toEqual([]);
  });

  it('are compared with images of the same kind alone', () => {
    expect(found([...images, measures({ name: 'b', areas: [100, 100], tags: { tissue: 'liver' } })])).toEqual([]);
  });
});

describe('sizes', () => {
  const images = several(12, 'a', () => ({ areas: usual }));

  it('of single cells are compared with those of their own image', () => {
    const odd = measures({ name: 'b', areas: [...usual, 1000, 500, 20] });
    expect(found([...images, odd])).toEqual([
      [
        'size-outlier',
        'b',
        'Of its 24 cells 2 are far larger (up to 1,000 pixels) and 1 is far smaller (down to 20 pixels) than is usual for blob, fluorescence; half have 95 to 106.',
      ],
    ]);
  });

  it('may be small at the edge, where a part of a cell is missing', () => {
    expect(found([...images, measures({ areas: [...usual, 20], edge: [21] })])).toEqual([]);
    expect(found([...images, measures({ name: 'b', areas: [...usual, 1000], edge: [21] })])).toHaveLength(1);
  });

  it('vary as much as the cells of the kind do', () => {
    const varied = several(12, 'a', (i) => ({ areas: usual.map((_, cell) => 20 * 1.35 ** ((cell + i) % 12)) }));
    expect(found([...varied, measures({ areas: [...usual, 500] })])).toEqual([]);
  });

  it('of all cells of an image tell another magnification', () => {
    const larger = measures({ name: 'b', areas: usual.map((area) => area * 9), width: 300, height: 300 });
    expect(found([...images, larger])).toEqual([
      [
        'size-outlier',
        'b',
        'Half of its cells have 900 pixels or more, where 100 are usual for blob, fluorescence. Check its magnification.',
      ],
    ]);
  });

  it('are compared in µm² where every image states its pixel size', () => {
    const told = (pixelSizeUm: number) => ({ tags: { pixelSizeUm } });
    const fine = several(12, 'a', () => ({ areas: usual, ...told(0.6) }));
    const larger = { name: 'b', areas: usual.map((area) => area * 9), width: 300, height: 300 };
    expect(found([...fine, measures({ ...larger, ...told(0.2) })])).toEqual([]);
    expect(found([...fine, measures({ ...larger, ...told(0.6) })])).toMatchObject([
      [
        'size-outlier',
        'b',
        'Half of its cells have 324 µm² or more, where 36 are usual for blob, fluorescence. Check its magnification.',
      ],
    ]);
  });
});

describe('parts and specks', () => {
  it('names the cell of most parts', () => {
    const split = { cells: 2, worst: 7, parts: 6, largest: [50, 4, 2, 1] };
    expect(found([measures({ name: 'a', areas: [57, 40, 40], split })])).toEqual([
      ['fragments', 'a', '2 of its 3 cells are in parts that do not touch: cell 7 is in 6 (50, 4, 2, 1, … pixels).'],
    ]);
    const one = { cells: 1, worst: 1, parts: 2, largest: [30, 3] };
    expect(found([measures({ name: 'a', areas: [33], split: one })])).toEqual([
      ['fragments', 'a', '1 of its 1 cell is in parts that do not touch: cell 1 is in 2 (30, 3 pixels).'],
    ]);
  });

  it('takes few pixels for a speck, but not where all cells are as small', () => {
    expect(found([measures({ name: 'a', areas: [9, 100, 120, 10, 3] })])).toEqual([]);
    expect(found([measures({ name: 'a', areas: [9, 100, 120, 110, 3] })])).toEqual([
      ['specks', 'a', '2 of its 5 cells have fewer than 10 pixels, where half have 100 or more.'],
    ]);
    expect(found([measures({ areas: [4, 5, 4, 1] })])).toEqual([]);
  });
});

import * as fc from 'fast-check';
import ndarray from 'ndarray';
import { partAreas } from './cell-parts.ts';
import { cellShapes } from './cell-shapes.ts';
import { toLabelImage } from './to-label-image.ts';

const partsOf = (rows: readonly (readonly number[])[], cell = 1) => {
  const data = Uint8Array.from(rows.flat());
  return partAreas(cellShapes(toLabelImage(ndarray(data, [rows.length, rows[0]!.length]))), cell);
};

it.each([
  [
    'a whole cell',
    [
      [1, 1],
      [1, 0],
    ],
    [3],
  ],
  [
    'a corner that touches',
    [
      [1, 0],
      [0, 1],
    ],
    [2],
  ],
  ['two in a row', [[1, 0, 1, 1]], [2, 1]],
  [
    'a row between them',
    [
      [1, 1, 1],
      [0, 0, 0],
      [0, 1, 0],
    ],
    [3, 1],
  ],
  [
    'arms that meet below',
    [
      [1, 0, 1, 0, 1],
      [1, 0, 1, 0, 1],
      [1, 1, 1, 1, 1],
    ],
    [11],
  ],
  [
    'arms that meet above',
    [
      [1, 1, 1, 1, 1],
      [1, 0, 1, 0, 1],
    ],
    [8],
  ],
  [
    'a ring around a speck',
    [
      [1, 1, 1, 1, 1],
      [1, 0, 0, 0, 1],
      [1, 0, 1, 0, 1],
      [1, 0, 0, 0, 1],
      [1, 1, 1, 1, 1],
    ],
    [16, 1],
  ],
])('counts the pixels of %s', (_, rows, areas) => {
  expect(partsOf(rows)).toEqual(areas);
});

it('looks at one cell alone', () => {
  expect(
    partsOf(
      [
        [1, 2, 1],
        [2, 2, 0],
      ],
      1,
    ),
  ).toEqual([1, 1]);
  expect(
    partsOf(
      [
        [1, 2, 1],
        [2, 2, 0],
      ],
      2,
    ),
  ).toEqual([3]);
});

/** Parts by flooding from pixel to pixel. */
function flooded(rows: readonly (readonly number[])[]): number[] {
  const left = new Set(rows.flatMap((row, y) => row.flatMap((id, x) => (id === 1 ? [`${y},${x}`] : []))));
  const areas: number[] = [];
  for (const start of left) {
    left.delete(start);
    const part = [start];
    for (const at of part) {
      const [y = 0, x = 0] = at.split(',').map(Number);
      for (const dy of [-1, 0, 1])
        for (const dx of [-1, 0, 1]) if (left.delete(`${y + dy},${x + dx}`)) part.push(`${y + dy},${x + dx}`);
    }
    areas.push(part.length);
  }
  return areas.sort((a, b) => b - a);
}

it('finds the same parts as flooding from pixel to pixel', () => {
  const rows = fc.integer({ min: 1, max: 12 }).chain((width) =>
    fc.array(fc.array(fc.constantFrom(0, 1, 1), { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 12,
    }),
  );
  fc.assert(
    fc.property(rows, (drawn) => {
      fc.pre(drawn.flat().includes(1));
      expect(partsOf(drawn)).toEqual(flooded(drawn));
    }),
    { seed: 1, numRuns: 400 },
  );
});

import { cellShapes } from '@cellboard/labels';
import fc from 'fast-check';

import { image } from '../image.fixture.ts';
import { labelled, pairs, runs } from '../laws/arbitrary-pairs.fixture.ts';
import { DIRECTIONS, ExtremePixels } from './extreme-pixels.ts';

describe('ExtremePixels', () => {
  it('are the furthest of a cell in eight directions', () => {
    const extremes = new ExtremePixels();
    const axes = [
      [-1, 0],
      [0, -1],
      [1, -1],
      [-1, -1],
      [1, 0],
      [0, 1],
      [1, 1],
      [-1, 1],
    ] as const;
    fc.assert(
      fc.property(pairs, ([rows]) => {
        const cells = labelled(rows);
        extremes.reset(cellShapes(cells));
        for (let c = 1; c <= cells.cellCount; c++) {
          const own = rows.flatMap((row, y) =>
            row.flatMap((_, x) => (cells.pixels.get(y, x) === c ? [[y, x] as const] : [])),
          );
          const from = extremes.of(c);
          axes.forEach(([down, right], d) => {
            const [y, x] = [extremes.pixels[from + 2 * d]!, extremes.pixels[from + 2 * d + 1]!];
            expect(own).toContainEqual([y, x]);
            expect(down * y + right * x).toBe(Math.max(...own.map(([v, u]) => down * v + right * u)));
          });
        }
      }),
      runs,
    );
    expect(axes).toHaveLength(DIRECTIONS);
  });

  it('are at a distance from a box that no Hausdorff distance is below', () => {
    const shapes = cellShapes(image(['1......', '.......', '....22.', '....22.']));
    const extremes = new ExtremePixels();
    extremes.reset(shapes);
    // From (0, 0) to the box of cell 2, and from its far corner (3, 5) to the one pixel of cell 1.
    expect([extremes.beyond(1, shapes, 2), extremes.beyond(2, shapes, 1)]).toEqual([4 + 16, 9 + 25]);
  });
});

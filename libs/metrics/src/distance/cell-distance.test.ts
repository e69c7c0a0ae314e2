import { cellShapes } from '@cellboard/labels';

import { image } from '../image.fixture.ts';
import { CellDistance } from './cell-distance.ts';

describe('CellDistance', () => {
  const cells = image(['1....', '....2', '1..2.', '.....']);
  const distance = new CellDistance(cellShapes(cells));
  const squared = (cell: number, y: number, x: number) => {
    distance.aim(cell, y);
    distance.enter(y);
    return distance.squared(y, x);
  };

  it('is exact to a cell in several parts, from inside, beside, above and below', () => {
    expect([squared(1, 0, 0), squared(1, 1, 0), squared(1, 0, 3), squared(1, 3, 1)]).toEqual([0, 1, 9, 2]);
    expect([squared(2, 0, 0), squared(2, 3, 4), squared(2, 1, 2)]).toEqual([13, 2, 2]);
  });

  it('passes what is within reach in the row that was entered', () => {
    distance.aim(2, 2);
    distance.enter(2);
    // The cell has column 3 in row 2: with a reach of 1 it passes columns 2, 3 and 4.
    expect([distance.pass(2, 2, 1), distance.pass(2, 1, 1), distance.pass(2, 4, 0)]).toEqual([5, 1, 4]);
  });
});

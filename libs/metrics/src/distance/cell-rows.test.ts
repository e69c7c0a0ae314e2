import { cellShapes } from '@cellboard/labels';

import { image } from '../image.fixture.ts';
import { CellRows } from './cell-rows.ts';

describe('CellRows', () => {
  const shapes = cellShapes(image(['1.1..2', '......', '.1...2', '1.1.1.', '111111']));
  const rows = new CellRows(2);
  const rowOf = (entry: number) => shapes.row[rows.run[entry]!];

  beforeEach(() => {
    rows.reset(shapes);
  });

  it('know where the runs of each row begin and end', () => {
    const first = rows.firstOf(1);
    expect([rows.endOf(1) - first, ...[0, 1, 2, 3].map((r) => rowOf(first + r))]).toEqual([4, 0, 2, 3, 4]);
    expect([0, 1, 2, 3].map((r) => rows.run[first + r + 1]! - rows.run[first + r]!)).toEqual([2, 1, 3, 1]);
  });

  it('find the first row that is not above another, in cells with gaps and without', () => {
    const first = rows.firstOf(1);
    expect([-1, 0, 1, 2, 4, 5].map((y) => rows.notAbove(1, y) - first)).toEqual([0, 0, 1, 1, 3, 4]);
    const other = rows.firstOf(2);
    expect([0, 1, 2, 3].map((y) => rows.notAbove(2, y) - other)).toEqual([0, 1, 1, 2]);
  });

  it('know the first and last column of every band of rows', () => {
    rows.firstOf(2);
    rows.firstOf(1);
    const band = rows.bandOf(1);
    expect([0, 1].map((k) => [rows.left[band + k], rows.right[band + k]])).toEqual([
      [0, 2],
      [0, 5],
    ]);
    expect([rows.left[rows.bandOf(2)], rows.right[rows.bandOf(2)]]).toEqual([5, 5]);
  });
});

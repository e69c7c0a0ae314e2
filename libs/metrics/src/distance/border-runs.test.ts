import { cellShapes } from '@cellboard/labels';

import { image } from '../image.fixture.ts';
import { borderRuns } from './border-runs.ts';

/** The border pixels of every cell, drawn. */
function drawn(rows: readonly string[]): string[] {
  const { first, row, left, right } = borderRuns(cellShapes(image(rows)));
  const marks = rows.map((line) => Array.from(line, () => '.'));
  for (let c = 1; c < first.length - 1; c++) {
    for (let k = first[c]!; k < first[c + 1]!; k++) marks[row[k]!]!.fill(String(c), left[k], right[k]);
  }
  return marks.map((line) => line.join(''));
}

describe('borderRuns', () => {
  it('leaves out pixels with the cell on all four sides', () => {
    expect(drawn(['.....', '.111.', '.111.', '.111.', '.....'])).toEqual(['.....', '.111.', '.1.1.', '.111.', '.....']);
  });

  it('takes the edge of the image and other cells for outside', () => {
    expect(drawn(['1112', '1112', '1112'])).toEqual(['1112', '1.12', '1112']);
  });

  it('keeps the rims of holes and of parts', () => {
    const ring = ['1111111', '1111111', '111.111', '1111111', '1111111'];
    expect(drawn(ring)).toEqual(['1111111', '1..1..1', '1.1.1.1', '1..1..1', '1111111']);
    expect(drawn(['11.11', '11.11'])).toEqual(['11.11', '11.11']);
  });
});

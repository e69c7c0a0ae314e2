import { cellShapes } from '@cellboard/labels';

import { image } from '../image.fixture.ts';
import * as hard from './adversarial.fixture.ts';
import { scatteredCells, sparseRuns } from './scattered-cells.ts';

describe('scatteredCells', () => {
  it('finds none among compact cells', () => {
    expect(scatteredCells(hard.squares(100, 10))).toEqual({ count: 0, cover: 0, tooScattered: false });
    expect(scatteredCells(hard.rowStripes(100, 50))).toEqual({ count: 0, cover: 0, tooScattered: false });
    expect(scatteredCells(image(['...']))).toEqual({ count: 0, cover: 0, tooScattered: false });
  });

  it('takes a thin cell for one piece where its rows touch, at corners, too', () => {
    const diagonal = Array.from({ length: 12 }, (_, y) => '.'.repeat(y) + '1' + '.'.repeat(11 - y));
    expect(scatteredCells(image(diagonal)).count).toBe(0);
    expect(scatteredCells(hard.frameAndDiagonal(100)).count).toBe(0);
  });

  it('counts cells in pieces that leave most of their box to others', () => {
    // Two pixels in a box of 5 × 4 fill 10 %; two of 3 × 4 fill 17 %.
    expect(scatteredCells(image(['1....', '.....', '.....', '....1']))).toEqual({
      count: 1,
      cover: 1,
      tooScattered: false,
    });
    expect(scatteredCells(image(['1..', '...', '...', '..1'])).count).toBe(0);
    // Two runs in one row are pieces, too.
    expect(scatteredCells(image(['1..........1'])).count).toBe(0);
    expect(scatteredCells(image(['1.............1'])).count).toBe(1);
  });

  it('finds n labels of noise to cover the image about n times', () => {
    const { count, cover, tooScattered } = scatteredCells(hard.noise(200, 30, 1));
    expect([count, tooScattered]).toEqual([30, true]);
    expect(cover).toBeCloseTo(30, 0);
    expect(scatteredCells(hard.noise(200, 8, 1)).tooScattered).toBe(false);
  });
});

it('counts the runs of cells that fill little of their boxes', () => {
  // Cell 1 is 5 pixels in a box of 36, cell 2 fills its box of 2, cell 3 is one pixel.
  const scattered = image(['1....1', '..22..', '1.....', '...3..', '......', '1....1']);
  expect(sparseRuns(cellShapes(scattered))).toBe(5);
  expect(sparseRuns(cellShapes(image(['111', '...', '111'])))).toBe(0);
});

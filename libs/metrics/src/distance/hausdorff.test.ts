import { cellShapes, type LabelImage } from '@cellboard/labels';

import { WorkBudget } from '../budget/work-budget.ts';
import { image } from '../image.fixture.ts';
import { columnCombs, noise, rowCombs } from './adversarial.fixture.ts';
import { CellGeometry } from './cell-geometry.ts';
import { Hausdorff } from './hausdorff.ts';
import { usualSettings } from './search-settings.ts';

/** Squared distance of the first cells of two images. */
function squared(a: LabelImage, b: LabelImage, { atLeast = 0, below = Infinity, steps = Infinity } = {}) {
  const budget = new WorkBudget();
  budget.open(steps);
  const cells = [a, b].map((cells) => {
    const of = new CellGeometry(usualSettings, budget);
    of.reset(cellShapes(cells));
    return { of, number: 1 };
  });
  return new Hausdorff(usualSettings, budget).squared(cells[0]!, cells[1]!, { atLeast, below });
}

describe('Hausdorff', () => {
  it('is the largest distance from a pixel of either to the other', () => {
    expect(squared(image(['1....', '.....']), image(['.....', '..11.']))).toBe(1 + 9);
    // The middle of the disc, which no furthest pixel shows.
    const [disc, ring] = [
      ['.111.', '11111', '11111', '11111', '.111.'],
      ['.111.', '1...1', '1...1', '1...1', '.111.'],
    ];
    expect([squared(image(disc), image(ring)), squared(image(ring), image(disc))]).toEqual([4, 4]);
  });

  it('is exact where it is at least what is known already', () => {
    const [a, b] = [rowCombs(60, 7), columnCombs(60, 9)];
    const distance = squared(a, b);
    expect(squared(a, b, { atLeast: distance })).toBe(distance);
    expect(squared(a, b, { atLeast: distance - 1, below: distance + 1 })).toBe(distance);
  });

  it('stops where it is not below what is of interest', () => {
    const [a, b] = [rowCombs(60, 7), columnCombs(60, 9)];
    const distance = squared(a, b);
    expect(squared(a, b, { below: distance })).toBe(distance);
    expect(squared(a, b, { below: 2 })).toBe(2);
  });

  it('stops where the budget is spent', () => {
    expect(squared(noise(60, 3, 1), noise(60, 3, 2), { below: 1000, steps: 10 })).toBe(1000);
  });
});

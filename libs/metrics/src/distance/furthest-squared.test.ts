import { cellShapes } from '@cellboard/labels';

import { image } from '../image.fixture.ts';
import { CellDistance } from './cell-distance.ts';
import { furthestSquared } from './furthest-squared.ts';

describe('furthestSquared', () => {
  const furthest = (source: readonly string[], target: readonly string[], enough = Infinity) => {
    const shapes = cellShapes(image(source));
    const distance = new CellDistance(cellShapes(image(target)));
    distance.aim(1, shapes.bottom[1]!);
    return furthestSquared({ shapes, cell: 1 }, distance, enough);
  };

  it('is the largest distance from a pixel of a cell to the target, in one direction', () => {
    expect(furthest(['1...1', '.....'], ['.....', '11...'])).toBe(1 + 9);
    expect(furthest(['.....', '11...'], ['1...1', '.....'])).toBe(1 + 1);
  });

  it('sees the middle of a run', () => {
    expect(furthest(['111111111'], ['1.......1'])).toBe(16);
  });

  it('stops at a distance that is enough', () => {
    expect(furthest(['1........'], ['........1'], 9)).toBeGreaterThanOrEqual(9);
  });
});

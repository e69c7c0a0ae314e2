import { grey, mask, objects, rows } from './plane.fixture.ts';
import { watershed } from './watershed.ts';

describe('watershed', () => {
  it('parts two hills in the valley, whose bottom is the steeper side’s', () => {
    // The bottom is reached from the right over 6, from the left over 5.
    const height = grey([9, 7, 5, 2, 6, 8, 9]);
    const flooded = watershed({ height, seeds: objects('1.....2'), mask: mask('#######') });
    expect(rows(flooded)).toEqual(['1112222']);
  });

  it('parts an even plane half-way', () => {
    const flooded = watershed({ height: grey([0, 0, 0, 0]), seeds: objects('1..2'), mask: mask('####') });
    expect(rows(flooded)).toEqual(['1122']);
  });

  it('stays within the mask and leaves what no seed reaches', () => {
    const height = grey([5, 5, 5, 5], [5, 5, 5, 5]);
    const flooded = watershed({ height, seeds: objects('1...', '....'), mask: mask('##.#', '#..#') });
    expect(rows(flooded)).toEqual(['11..', '1...']);
  });

  it('goes round along sides, never over corners', () => {
    const height = grey([1, 1], [1, 1]);
    expect(rows(watershed({ height, seeds: objects('1.', '..'), mask: mask('#.', '.#') }))).toEqual(['1.', '..']);
  });

  it('gives a hill without a seed to the one that comes over the higher pass', () => {
    // From the left the pass to the middle hill is 4 high, from the right 2.
    const height = grey([9, 4, 8, 8, 2, 9]);
    const flooded = watershed({ height, seeds: objects('1....2'), mask: mask('######') });
    expect(rows(flooded)).toEqual(['111122']);
  });

  it('ignores seeds outside the mask', () => {
    const flooded = watershed({ height: grey([1, 2]), seeds: objects('1.'), mask: mask('.#') });
    expect(rows(flooded)).toEqual(['..']);
  });
});

import { image } from '../image.fixture.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import { bins } from './bins.ts';
import { scoresByCellSize } from './scores-by-cell-size.ts';

it('scores cells by their size', () => {
  const { cells } = evaluatePair(image(['1.2222', '......', '3333..']), image(['1.....', '......', '3333..']), {
    perCell: true,
  });
  const sliced = scoresByCellSize(cells!.truth, bins([1, 3, 5, 9]));
  expect(sliced.map(({ key, cells: n, dice, missed, matched }) => [key, n, dice, missed, matched])).toEqual([
    ['1 to 3', 1, 1, 0, 1],
    ['3 to 5', 2, 1 / 2, 1 / 2, 1 / 2],
    ['5 to 9', 0, null, null, null],
  ]);
});

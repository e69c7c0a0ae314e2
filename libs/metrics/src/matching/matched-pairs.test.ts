import { chain } from './chain.fixture.ts';
import { pairsAt } from './matched-pairs.ts';

it('reads the entries of the table at the given places', () => {
  const { truth, prediction, intersection, union } = pairsAt(chain, [1, 2]);
  expect([truth, prediction, intersection, union].map((column) => Array.from(column))).toEqual([
    [1, 2],
    [2, 1],
    [3, 3],
    [10, 11],
  ]);
});

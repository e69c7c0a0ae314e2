import { addFractions, scoreOf } from './fraction.ts';

it('divides, and is null where there is nothing to score', () => {
  expect([scoreOf([1, 4]), scoreOf([0, 3]), scoreOf([0, 0])]).toEqual([0.25, 0, null]);
});

it('adds numerators and denominators', () => {
  expect(
    addFractions([
      [1, 2],
      [3, 4],
    ]),
  ).toEqual([4, 6]);
  expect(addFractions([])).toEqual([0, 0]);
});

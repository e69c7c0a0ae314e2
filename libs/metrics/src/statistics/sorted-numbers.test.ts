import { sortedNumbers } from './sorted-numbers.ts';

it('sorts numbers by value, leaves out NaN and keeps the list as it is', () => {
  const values = Float64Array.of(10, NaN, 9, -Infinity);
  expect(Array.from(sortedNumbers(values))).toEqual([-Infinity, 9, 10]);
  expect(Array.from(values)).toEqual([10, NaN, 9, -Infinity]);
});

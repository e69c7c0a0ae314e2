import { grown, grownWith } from './grown.ts';

it('keeps an array that is long enough, and makes a longer one with some to spare', () => {
  const array = Int32Array.of(1, 2, 3);
  expect(grown(array, 3)).toBe(array);
  expect(Array.from(grown(array, 4))).toEqual([0, 0, 0, 0, 0, 0]);
  expect(Array.from(grownWith(array, 4))).toEqual([1, 2, 3, 0, 0, 0]);
  expect(grownWith(array, 2)).toBe(array);
});

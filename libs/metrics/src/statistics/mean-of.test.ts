import { meanOf } from './mean-of.ts';

it('takes the mean of the numbers and is null where there are none', () => {
  expect(meanOf([1, null, 2])).toBe(1.5);
  expect([meanOf([null]), meanOf([])]).toEqual([null, null]);
});

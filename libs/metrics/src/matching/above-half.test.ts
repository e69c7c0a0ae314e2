import { aboveHalf } from './above-half.ts';

it('leaves out pairs with an IoU of exactly one half', () => {
  const pairs = {
    truth: Uint32Array.of(1, 2, 3),
    prediction: Uint32Array.of(1, 2, 3),
    intersection: Uint32Array.of(2, 3, 1),
    union: Uint32Array.of(4, 4, 1),
  };
  expect(aboveHalf(pairs)).toEqual({ count: 2, iouSum: 3 / 4 + 1 });
});

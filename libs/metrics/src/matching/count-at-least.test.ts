import { countAtLeast } from './count-at-least.ts';

it('counts an IoU of exactly 0.6 at 12 twentieths, which 0.6 in floating point would not', () => {
  const pairs = {
    truth: Uint32Array.of(1, 2),
    prediction: Uint32Array.of(1, 2),
    intersection: Uint32Array.of(3, 2),
    union: Uint32Array.of(5, 4),
  };
  expect([10, 11, 12, 13].map((twentieths) => countAtLeast(pairs, twentieths))).toEqual([2, 1, 1, 0]);
});

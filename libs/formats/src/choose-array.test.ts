import { chooseArray, type NamedArray } from './choose-array.ts';

/** Four square cells of 3 × 3 pixels in an image of 12 × 12, moved by some pixels. */
function instances(name: string, shift = 0): NamedArray {
  const values = new Uint8Array(144);
  for (const [id, at] of [0, 6, 72, 78].entries())
    for (const row of [0, 1, 2]) values.fill(id + 1, at + shift + 12 * row, at + shift + 12 * row + 3);
  return { name, shape: [12, 12], read: () => ({ values, width: 12, height: 12 }) };
}

/** Values that change from pixel to pixel. */
const picture: NamedArray = {
  name: 'image',
  shape: [12, 12],
  read: () => ({ values: Uint8Array.from({ length: 144 }, (_, i) => (i * 37) % 251), width: 12, height: 12 }),
};

it('is the one with a name for labels beside a picture', () => {
  expect(chooseArray([picture, instances('masks')], {}).name).toBe('masks');
});

/** Smooth patches of sixteen grey levels, each level in many places, as a photograph of few levels has them. */
const photograph: NamedArray = {
  name: 'X',
  shape: [48, 48],
  read: () => {
    const patch = (i: number) => 7 * Math.floor(i / 48 / 3) + 3 * Math.floor((i % 48) / 3);
    return { values: Uint8Array.from({ length: 48 * 48 }, (_, i) => 1 + (patch(i) % 16)), width: 48, height: 48 };
  },
};

it('is the one with a name for labels beside a photograph of whole numbers', () => {
  expect(chooseArray([photograph, instances('y')], {}).name).toBe('y');
  expect(() => chooseArray([photograph, instances('Z')], {})).toThrow('The file holds the arrays X, Z. Choose');
});

it.each([
  ['pred', 'label'],
  ['y_pred', 'y'],
  ['output', 'mask'],
  ['masks', 'masks_refined'],
  ['coarse_mask', 'final'],
])('is not guessed where "%s" and "%s" both hold instances', (one, other) => {
  const arrays = [instances(one, 1), instances(other)];
  expect(() => chooseArray(arrays, {})).toThrow(`The file holds the arrays ${one}, ${other}. Choose`);
  expect(chooseArray(arrays, { part: one }).name).toBe(one);
});

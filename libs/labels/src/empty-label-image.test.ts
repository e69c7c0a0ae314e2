import { emptyLabelImage } from './empty-label-image.ts';
import { LabelImageError } from './label-image-error.ts';

it('has the size asked for and no cells', () => {
  const { pixels, cellCount, ids } = emptyLabelImage(2, 3);
  expect(pixels.shape).toEqual([2, 3]);
  expect([...pixels.data]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(cellCount).toBe(0);
  expect([...ids]).toEqual([0]);
});

it.each([
  [0, 3],
  [-1, 5],
  [3, 2.5],
  [100_000, 100_000],
])('refuses %d×%d pixels before it makes them', (height, width) => {
  expect(() => emptyLabelImage(height, width)).toThrow(LabelImageError);
});

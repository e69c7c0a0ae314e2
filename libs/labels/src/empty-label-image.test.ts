import { emptyLabelImage } from './empty-label-image.ts';
import { LabelImageError } from './label-image-error.ts';

it('has the size asked for and no cells', () => {
  const { pixels, cellCount, ids } = emptyLabelImage(2, 3);
  expect(pixels.shape).toEqual([2, 3]);
  expect([...pixels.data]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(cellCount).toBe(0);
  expect([...ids]).toEqual([0]);
});

it('refuses an image without pixels', () => {
  expect(() => emptyLabelImage(0, 3)).toThrow(LabelImageError);
});

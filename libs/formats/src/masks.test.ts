import { joinMasks } from './masks.ts';

const mask = (...values: number[]) => ({ values: Uint8Array.from(values), width: values.length, height: 1 });

it('numbers the masks in their order, whatever value their pixels have', () => {
  expect(Array.from(joinMasks([mask(255, 0, 0), mask(0, 0, 7)]).values)).toEqual([1, 0, 2]);
});

it('gives a shared pixel to the cell the rule names', () => {
  const masks = [mask(1, 0, 0), mask(1, 1, 1)];
  expect(Array.from(joinMasks(masks).values)).toEqual([2, 2, 2]);
  expect(Array.from(joinMasks(masks, 'smaller').values)).toEqual([1, 2, 2]);
  expect(() => joinMasks(masks, 'refuse')).toThrow('both claim the pixel');
});

it('refuses masks of several sizes, and none', () => {
  expect(() => joinMasks([mask(1), mask(1, 1)])).toThrow('Mask 2 is 2×1 pixels, but the first is 1×1');
  expect(() => joinMasks([])).toThrow('no masks');
});

import { MARGIN, pixelLookup } from './pixel-lookup.ts';

const inside = (places: Int32Array) => [...places.subarray(MARGIN, places.length - MARGIN)];

it('a screen pixel shows the image pixel under its middle', () => {
  const lookup = pixelLookup({ x: 1, y: 1, scale: 3 }, { width: 8, height: 6 }, { width: 2, height: 2 });
  expect(inside(lookup.columns)).toEqual([-1, 0, 0, 0, 1, 1, 1, -1]);
  expect(inside(lookup.rows)).toEqual([0, 0, 0, 1, 1, 1]);
  expect([lookup.originX, lookup.originY]).toEqual([1, 0]);
});

it('an image that is shown smaller skips pixels', () => {
  const lookup = pixelLookup({ x: 4, y: 4, scale: 0.5 }, { width: 4, height: 4 }, { width: 8, height: 8 });
  expect(inside(lookup.columns)).toEqual([1, 3, 5, 7]);
});

it('pixels beside the panel are looked up for lines that begin there', () => {
  const lookup = pixelLookup({ x: 50, y: 50, scale: 1 }, { width: 10, height: 10 }, { width: 100, height: 100 });
  expect(lookup.columns[0]).toBe(45 - MARGIN);
  expect(lookup.columns.at(-1)).toBe(54 + MARGIN);
});

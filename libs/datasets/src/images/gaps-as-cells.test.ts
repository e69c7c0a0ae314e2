import { cellShapes, ndArray, toLabelImage } from '@cellboard/labels';
import { connectedParts } from './connected-parts.ts';
import { gapsAsCells, hullArea } from './gaps-as-cells.ts';

/** The parts of a mask of 120×120 pixels. */
function partsOf(isCell: (x: number, y: number) => boolean) {
  const size = { width: 120, height: 120 };
  const mask = Uint8Array.from({ length: 120 * 120 }, (_, at) => (isCell(at % 120, Math.floor(at / 120)) ? 1 : 0));
  return toLabelImage(ndArray(connectedParts(mask, size), [120, 120]));
}

/** Round cells of a radius whose middles are 20 apart. */
const round = (radius: number) => (x: number, y: number) =>
  ((x % 20) - 9.5) ** 2 + ((y % 20) - 9.5) ** 2 <= radius ** 2;

it('tells the gaps between touching cells from cells', () => {
  const cells = round(9.7);
  expect(gapsAsCells(partsOf((x, y) => !cells(x, y)))).toMatch(
    /^Its cells fill only \d\d% of their convex hulls, .*black and white may be swapped\.$/,
  );
  expect(gapsAsCells(partsOf(round(8)))).toBeUndefined();
});

it('says nothing of a few parts, of specks, and of long or bent cells', () => {
  expect(gapsAsCells(partsOf((x, y) => x > 10 && x < 30 && y > 10 && y < 50 && !round(10.2)(x, y)))).toBeUndefined();
  expect(gapsAsCells(partsOf((x, y) => x % 6 === 1 && y % 6 === 1))).toBeUndefined();
  expect(gapsAsCells(partsOf((x, y) => x % 20 > 2 && x % 20 < 18 && y % 10 > 3 && y % 10 < 7))).toBeUndefined();
});

it.each([
  ['a square', (x: number, y: number) => x >= 10 && x < 20 && y >= 10 && y < 20, 100],
  // A corner of two squares: the hull adds a triangle between them.
  ['a corner', (x: number, y: number) => x >= 10 && x < 30 && y >= 10 && y < 30 && (x < 20 || y < 20), 350],
  ['a ring', (x: number, y: number) => Math.max(Math.abs(x - 40), Math.abs(y - 40)) === 5, 121],
  ['a stair', (x: number, y: number) => x >= 10 && y >= 10 && x + y < 30, 59.5],
])('the convex hull of %s', (_, isCell, area) => {
  const labels = partsOf(isCell);
  expect(hullArea(cellShapes(labels), 1)).toBe(area);
});

import fc from 'fast-check';
import ndarray from 'ndarray';
import { toLabelImage } from '../to-label-image.ts';
import { cellTable } from './cell-table.ts';
import { arbitraryLabels, labelsOf } from './label-files.fixture.ts';

const { PI, SQRT1_2 } = Math;

it('measures a cell in two pieces', () => {
  const { perimeter, centroidColumn, ...table } = cellTable(
    labelsOf([
      [0, 0, 0, 0, 0],
      [0, 4, 4, 0, 4],
    ]),
  );
  const { area, top, bottom, boxLeft, boxRight, centroidRow } = table;
  expect([area[1], top[1], bottom[1], boxLeft[1], boxRight[1], centroidRow[1]]).toEqual([3, 1, 1, 1, 4, 1]);
  expect(centroidColumn[1]).toBeCloseTo((1 + 2 + 4) / 3, 12);
  // 2 stretches along the row, 3 along columns, 3 along each kind of diagonal
  expect(perimeter[1]).toBeCloseTo((PI / 4) * (5 + 6 * SQRT1_2), 12);
});

it.each([1, 2, 10])('gives the perimeter of a square of %i pixels by the formula', (side) => {
  const { perimeter } = cellTable(labelsOf(Array.from({ length: side }, () => Array<number>(side).fill(1))));
  expect(perimeter[1]).toBeCloseTo((PI / 4) * (2 * side + (4 * side - 2) * SQRT1_2), 12);
});

it.each([20, 50, 100])('gives the perimeter of a disc of radius %i, and of a ring, within 2 percent', (radius) => {
  const side = 2 * radius + 5;
  const data = new Uint8Array(side * side);
  const paint = (within: number, id: number) => {
    for (let i = 0; i < data.length; i++) {
      const [y, x] = [Math.floor(i / side) - side / 2 + 0.5, (i % side) - side / 2 + 0.5];
      if (y * y + x * x <= within * within) data[i] = id;
    }
  };
  const perimeter = () => cellTable(toLabelImage(ndarray(data.slice(), [side, side]))).perimeter[1]!;
  paint(radius, 1);
  expect(Math.abs(perimeter() / (2 * PI * radius) - 1)).toBeLessThan(0.02);
  paint(radius / 2, 0);
  expect(Math.abs(perimeter() / (3 * PI * radius) - 1)).toBeLessThan(0.025);
});

it('measures what counting pixel by pixel measures', () => {
  fc.assert(
    fc.property(arbitraryLabels, (image) => {
      const [height = 0, width = 0] = image.pixels.shape;
      const at = (y: number, x: number) => (y < 0 || x < 0 || y >= height || x >= width ? 0 : image.pixels.get(y, x));
      const table = cellTable(image);
      for (let cell = 1; cell <= image.cellCount; cell++) {
        const pixels = Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width] as const);
        const own = pixels.filter(([y, x]) => at(y, x) === cell);
        /** Stretches begin where the pixel before is of another cell. */
        const begin = (dy: number, dx: number) => own.filter(([y, x]) => at(y - dy, x - dx) !== cell).length;
        const mean = (axis: 0 | 1) => own.reduce((sum, pixel) => sum + pixel[axis], 0) / own.length;
        const [straight, diagonal] = [begin(0, 1) + begin(1, 0), begin(1, 1) + begin(1, -1)];
        expect(table.area[cell]).toBe(own.length);
        expect(table.centroidRow[cell]).toBeCloseTo(mean(0), 10);
        expect(table.centroidColumn[cell]).toBeCloseTo(mean(1), 10);
        expect(table.perimeter[cell]).toBeCloseTo((PI / 4) * (straight + diagonal * SQRT1_2), 10);
      }
    }),
    { seed: 3, numRuns: 60 },
  );
});

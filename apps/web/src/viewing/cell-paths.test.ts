import { ndArray, toLabelImage } from '@cellboard/labels';
import fc from 'fast-check';
import { cellPaths, type Loop } from './cell-paths.ts';
import { drawn } from './testing.fixture.ts';

const whole = (width: number, height: number) => ({ left: 0, top: 0, right: width, bottom: height });

it('a cell is outlined along its pixels, corners only', () => {
  expect(cellPaths(drawn('11.', '11.', '.22'), whole(3, 3))).toEqual(
    new Map([
      [1, [[0, 0, 2, 0, 2, 2, 0, 2]]],
      [2, [[1, 2, 3, 2, 3, 3, 1, 3]]],
    ]),
  );
});

it('a hole is a loop of its own, and parts that touch at a corner stay apart', () => {
  expect(cellPaths(drawn('111', '1.1', '111'), whole(3, 3)).get(1)).toHaveLength(2);
  expect(cellPaths(drawn('1.', '.1'), whole(2, 2)).get(1)).toHaveLength(2);
});

it('what lies outside of the part is cut off', () => {
  const part = { left: 1, top: 1, right: 3, bottom: 2 };
  expect(cellPaths(drawn('1111', '1111', '1111'), part)).toEqual(new Map([[1, [[1, 1, 3, 1, 3, 2, 1, 2]]]]));
});

/** Twice the area within loops, holes taken off: the shoelace formula. */
const area = (loops: readonly Loop[]): number =>
  loops.reduce((sum, loop) => {
    for (let k = 0; k < loop.length; k += 2) {
      const [x, y, nextX, nextY] = [loop[k], loop[k + 1], loop[(k + 2) % loop.length], loop[(k + 3) % loop.length]];
      sum += x! * nextY! - nextX! * y!;
    }
    return sum;
  }, 0);

it('law: loops enclose as many pixels as each cell has', () => {
  const images = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(images, (ids) => {
      const labels = toLabelImage(ndArray(Uint16Array.from(ids), [5, 6]));
      const paths = cellPaths(labels, whole(6, 5));
      for (let cell = 1; cell <= labels.cellCount; cell++) {
        const pixels = labels.pixels.data.filter((value) => value === cell).length;
        expect(area(paths.get(cell) ?? [])).toBe(2 * pixels);
      }
    }),
    { seed: 3, numRuns: 60 },
  );
});

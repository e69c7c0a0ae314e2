import { toLabelImage } from '@cellboard/labels';
import fc from 'fast-check';
import ndarray from 'ndarray';
import { extentOf, paintCells, paintOutlines, type CellShape } from './paint-cells.ts';
import { checkInside, fillContour, fillPolygon, toRing } from './polygon.ts';
import { traceCells } from './trace-cells.ts';

/** Rows of a drawing, `.` outside. */
function draw(
  size: { width: number; height: number },
  fill: (emit: (row: number, from: number, to: number) => void) => void,
): string[] {
  const rows = Array.from({ length: size.height }, () => Array.from({ length: size.width }, () => '.'));
  fill((row, from, to) => rows[row]?.fill('#', from, to));
  return rows.map((row) => row.join(''));
}

const size = { width: 6, height: 5 };
const polygon = (...rings: number[][]) =>
  draw(size, (emit) => {
    fillPolygon(rings.map(toRing), size, emit);
  });
const contour = (ring: number[]) =>
  draw(size, (emit) => {
    fillContour(toRing(ring), size, emit);
  });

describe('fillPolygon: a pixel belongs to the polygon when its centre does', () => {
  it('fills along pixel borders exactly', () => {
    expect(polygon([1, 1, 4, 1, 4, 3, 1, 3])).toEqual(['......', '.###..', '.###..', '......', '......']);
  });

  it('leaves holes', () => {
    expect(polygon([0, 0, 6, 0, 6, 5, 0, 5], [1, 1, 5, 1, 5, 4, 1, 4])).toEqual([
      '######',
      '#....#',
      '#....#',
      '#....#',
      '######',
    ]);
  });

  it('takes centres on a left or upper edge, not on a right or lower one', () => {
    expect(polygon([0.5, 0.5, 2.5, 0.5, 2.5, 2.5, 0.5, 2.5])).toEqual([
      '##....',
      '##....',
      '......',
      '......',
      '......',
    ]);
  });

  it('cuts what lies outside the image', () => {
    expect(polygon([-9, -9, 2, -9, 2, 2, -9, 2])).toEqual(['##....', '##....', '......', '......', '......']);
  });

  it('fills a slanted edge by its centres', () => {
    expect(polygon([0, 0, 5, 5, 0, 5])).toEqual(['......', '#.....', '##....', '###...', '####..']);
  });

  it('does not depend on the direction or the first corner', () => {
    const ring = fc.array(fc.tuple(fc.integer({ min: -2, max: 8 }), fc.integer({ min: -2, max: 8 })), {
      minLength: 3,
      maxLength: 8,
    });
    fc.assert(
      fc.property(ring, fc.nat(7), (points, turn) => {
        const turned = [...points.slice(turn % points.length), ...points.slice(0, turn % points.length)];
        expect(polygon(turned.reverse().flat())).toEqual(polygon(points.flat()));
      }),
      { seed: 2026 },
    );
  });
});

describe('fillContour: corners are the middles of border pixels, which belong to the cell', () => {
  it('fills inside and border', () => {
    expect(contour([1, 1, 3, 1, 3, 3, 1, 3])).toEqual(['......', '.###..', '.###..', '.###..', '......']);
  });

  it('keeps a line of pixels that has no inside', () => {
    expect(contour([1, 1, 4, 4, 1, 1])).toEqual(['......', '.#....', '..#...', '...#..', '....#.']);
  });

  it('draws nothing outside the image, however long the line', () => {
    expect(contour([-900_000, 9, 900_000, 9, 0, 9])).toEqual(['......', '......', '......', '......', '......']);
  });
});

describe('polygons from files', () => {
  it('are refused with too few points, other things than numbers, or far outside', () => {
    expect(() => toRing([1, 2, 3, 4])).toThrow('has 4 numbers, but it needs at least 3 points');
    expect(() => toRing([1, 2, 3, 4, 5, 6, 7])).toThrow('has 7 numbers');
    expect(() => toRing([1, 2, 3, 4, 5, '6'])).toThrow('the coordinate 6, which lies in no image');
    expect(() => toRing([1, 2, 3, 4, 5, NaN])).toThrow('the coordinate NaN');
    expect(() => toRing([1, 2, 3, 4, 5, 2e6])).toThrow('the coordinate 2000000');
    expect(() => {
      checkInside([toRing([7, 7, 8, 7, 8, 8])], { width: 6, height: 5 });
    }).toThrow('A cell at (7, 7) lies outside the image of 6×5');
  });

  it('are refused when their edges cross rows without end', () => {
    const zigzag = toRing(Array.from({ length: 4000 }, (_, i) => [i % 2, (i % 2) * 16_384]).flat());
    expect(() => {
      fillPolygon([zigzag], { width: 2, height: 16_384 }, () => undefined);
    }).toThrow('cross more than');
  });
});

describe('paintCells', () => {
  const box = (id: number, [left, top, right, bottom]: readonly [number, number, number, number]): CellShape => ({
    id,
    spans: (within, emit) => {
      fillPolygon([toRing([left, top, right, top, right, bottom, left, bottom])], within, emit);
    },
  });
  const small = box(1, [1, 0, 3, 1]);
  const large = box(2, [0, 0, 4, 1]);
  const last = box(3, [3, 0, 5, 1]);
  const row = { width: 6, height: 1 };
  const painted = (rule?: 'later' | 'smaller' | 'larger') =>
    Array.from(paintCells([small, large, last], row, rule).values);

  it('gives a shared pixel to the cell the rule names', () => {
    expect(painted()).toEqual([2, 2, 2, 3, 3, 0]);
    expect(painted('later')).toEqual([2, 2, 2, 3, 3, 0]);
    expect(painted('smaller')).toEqual([2, 1, 1, 3, 3, 0]);
    expect(painted('larger')).toEqual([2, 2, 2, 2, 3, 0]);
  });

  it('notes outlines that lie wholly under others', () => {
    const { notes } = paintOutlines([small, large, last], row);
    expect(notes).toEqual([
      '1 of 3 outline lies wholly under others, so that it counts as no cell. Check that no cell is in the file twice.',
    ]);
    expect(paintOutlines([large, small, last], row).notes).toEqual([]);
  });

  it('refuses a shared pixel when asked to, but not the parts of one cell', () => {
    expect(() => paintCells([large, small], row, 'refuse')).toThrow(
      'Cells 2 and 1 both claim the pixel (row 0, column 1)',
    );
    expect(Array.from(paintCells([small, small, box(4, [3, 0, 4, 1])], row, 'refuse').values)).toEqual([
      0, 1, 1, 4, 0, 0,
    ]);
  });

  it('refuses cells that take too long to paint, and images beyond the limits', () => {
    const square = { width: 300, height: 300 };
    const many = Array.from({ length: 20 }, (_, i) => box(i + 1, [0, 0, 300, 300]));
    expect(() => paintCells(many, square)).toThrow('takes more than 1440000 steps');
    expect(() => paintCells(many, square, 'smaller')).toThrow('takes more than 1440000 steps');
    expect(paintCells(many.slice(0, 15), square).values[0]).toBe(15);
    const slivers = Array.from({ length: 5000 }, (_, i) => box(i + 1, [2.1, 0, 2.2, 300]));
    expect(() => paintCells(slivers, square)).toThrow('so finely drawn');
    expect(() => paintCells([], { width: 16_385, height: 1 })).toThrow('at most 16384');
  });

  it('finds the smallest image that holds all points', () => {
    expect(
      extentOf([
        [0, 0, 4.2, 1],
        [2, 7],
      ]),
    ).toEqual({ width: 5, height: 7 });
    expect(extentOf([])).toEqual({ width: 1, height: 1 });
  });
});

describe('traceCells', () => {
  it('traces along pixel borders, with corners only', () => {
    const image = toLabelImage(ndarray(Uint16Array.from([1, 1, 0, 1, 0, 0]), [2, 3]));
    expect(traceCells(image)).toEqual([[{ outline: [2, 0, 2, 1, 1, 1, 1, 2, 0, 2, 0, 0], holes: [] }]]);
  });

  it('keeps pixels that touch at a corner apart, and gives each hole to its part', () => {
    const image = toLabelImage(
      ndarray(
        Uint16Array.from(
          [
            [1, 1, 1, 0, 0],
            [1, 0, 1, 0, 0],
            [1, 1, 1, 0, 0],
            [0, 0, 0, 1, 0],
          ].flat(),
        ),
        [4, 5],
      ),
    );
    expect(traceCells(image)).toEqual([
      [
        { outline: [3, 0, 3, 3, 0, 3, 0, 0], holes: [[1, 1, 1, 2, 2, 2, 2, 1]] },
        { outline: [4, 3, 4, 4, 3, 4, 3, 3], holes: [] },
      ],
    ]);
  });
});

import { cellShapes, type CellShapes, type LabelImage } from '@cellboard/labels';

/** Cells of fewer pixels say little about their shape, and fewer cells little about the image. */
const [FEWEST_PIXELS, FEWEST_CELLS] = [30, 3];

/**
 * Part of their convex hulls that cells fill together at least. In the binary masks of DSB2018 it is 0.71 and more. Of
 * the gaps that are left where its nuclei are grown until they touch, half fill less than 0.55.
 */
const FULL = 0.7;

/**
 * Why the parts of a binary mask are probably the gaps between cells, so that black and white are swapped: their sides
 * are hollow, as those of what lies between round things are.
 *
 * @returns undefined where nothing says so
 */
export function gapsAsCells(labels: LabelImage): string | undefined {
  const shapes = cellShapes(labels);
  let [cells, area, hull] = [0, 0, 0];
  for (let cell = 1; cell <= labels.cellCount; cell++) {
    const own = shapes.area[cell] ?? 0;
    if (own < FEWEST_PIXELS) continue;
    cells++;
    area += own;
    hull += hullArea(shapes, cell);
  }
  if (cells < FEWEST_CELLS || area >= FULL * hull) return undefined;
  return (
    `Its cells fill only ${Math.round((area / hull) * 100)}% of their convex hulls, as gaps between cells do. ` +
    'Check that the cells are not 0: black and white may be swapped.'
  );
}

type Point = readonly [x: number, y: number];

/** The area of the convex hull around the pixels of a cell, in pixels. */
export function hullArea(shapes: CellShapes, cell: number): number {
  const { lefts, rights } = sidesOf(shapes, cell);
  const outline = [...chain(rights, 1), ...chain(lefts, -1).reverse()];
  let [twice, before] = [0, outline.at(-1) ?? ORIGIN];
  for (const point of outline) {
    twice += before[0] * point[1] - point[0] * before[1];
    before = point;
  }
  return Math.abs(twice) / 2;
}

/** The corners of the outermost pixels of a cell in each row, from top to bottom. */
function sidesOf({ first, row, left, right }: CellShapes, cell: number): { lefts: Point[]; rights: Point[] } {
  const [runs, end] = [first[cell] ?? 0, first[cell + 1] ?? 0];
  const lefts: Point[] = [];
  const rights: Point[] = [];
  for (let k = runs; k < end; k++) {
    // Runs come row by row; of several in a row the first and the last count.
    const y = row[k] ?? 0;
    if (k === runs || row[k - 1] !== y) push(lefts, left[k], y);
    if (k === end - 1 || row[k + 1] !== y) push(rights, right[k], y);
  }
  return { lefts, rights };
}

function push(side: Point[], x = 0, y = 0): void {
  side.push([x, y], [x, y + 1]);
}

const ORIGIN: Point = [0, 0];

/** The part of a hull on one side, from top to bottom, of points in that order; the side is 1 for right, −1 for left. */
function chain(points: readonly Point[], side: 1 | -1): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while (kept.length > 1 && side * turn(kept.at(-2), kept.at(-1), point) <= 0) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** Above 0 for a turn to the left of someone who walks down on screen. */
function turn([ax, ay] = ORIGIN, [bx, by] = ORIGIN, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

import { sizeOf, type LabelImage } from '@cellboard/labels';

/** A part of an image, in whole pixels; the right and lower ends are not in it. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Corners of an outline in turn, as x, y, x, y …; the last leads to the first. */
export type Loop = readonly number[];

/** East, south, west and north, along the outline of a cell that lies to the right. */
const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const satisfies readonly (readonly [number, number])[];

/**
 * The outlines of the cells in a part of an image, along the edges of their pixels; those of holes run the other way.
 * What lies outside of the part is cut off. O(pixels of the part).
 *
 * @returns the loops of each cell by its number, in image pixels
 */
export function cellPaths(labels: LabelImage, region: Region): Map<number, Loop[]> {
  const stride = sizeOf(labels)[1] + 1;
  const edges = edgesOf(labels, region, stride);
  const paths = new Map<number, Loop[]>();
  for (const [cell, from] of edges) {
    const loops: Loop[] = [];
    for (const corner of from.keys()) {
      for (let loop = nextLoop(from, corner, stride); loop; loop = nextLoop(from, corner, stride)) loops.push(loop);
    }
    paths.set(cell, loops);
  }
  return paths;
}

/** For each cell the corners at which edges begin, with a bit for the direction of each. */
type Edges = Map<number, Map<number, number>>;

function edgesOf(labels: LabelImage, { left, top, right, bottom }: Region, stride: number): Edges {
  const { data } = labels.pixels;
  const width = stride - 1;
  const edges: Edges = new Map();
  const at = (x: number, y: number): number =>
    x < left || y < top || x >= right || y >= bottom ? 0 : (data[y * width + x] ?? 0);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const cell = at(x, y);
      if (cell === 0) continue;
      const corner = y * stride + x;
      if (at(x, y - 1) !== cell) add(edges, cell, [corner, 0]);
      if (at(x + 1, y) !== cell) add(edges, cell, [corner + 1, 1]);
      if (at(x, y + 1) !== cell) add(edges, cell, [corner + stride + 1, 2]);
      if (at(x - 1, y) !== cell) add(edges, cell, [corner + stride, 3]);
    }
  }
  return edges;
}

function add(edges: Edges, cell: number, [corner, direction]: readonly [number, number]): void {
  let from = edges.get(cell);
  if (!from) edges.set(cell, (from = new Map<number, number>()));
  from.set(corner, (from.get(corner) ?? 0) | (1 << direction));
}

/** Takes a loop that begins at a corner out of the edges; null where none begins there any more. */
function nextLoop(from: Map<number, number>, start: number, stride: number): Loop | null {
  const loop: number[] = [];
  let corner = start;
  let before: number | null = null;
  let direction = directionAt(from, start, 0);
  if (direction === null) return null;
  while (direction !== null) {
    // Corners within a straight line are left out.
    if (direction !== before) loop.push(corner % stride, Math.floor(corner / stride));
    from.set(corner, (from.get(corner) ?? 0) & ~(1 << direction));
    const [dx, dy]: readonly [number, number] = steps[direction] ?? [0, 0];
    corner += dx + dy * stride;
    before = direction;
    direction = corner === start ? null : directionAt(from, corner, direction + 1);
  }
  return loop;
}

/** The first way that goes on from a corner: where two pixels touch by it, the way around the same pixel. */
function directionAt(from: ReadonlyMap<number, number>, corner: number, preferred: number): number | null {
  const bits = from.get(corner) ?? 0;
  for (const turn of [0, 3, 2, 1]) {
    const direction = (preferred + turn) % 4;
    if ((bits & (1 << direction)) !== 0) return direction;
  }
  return null;
}

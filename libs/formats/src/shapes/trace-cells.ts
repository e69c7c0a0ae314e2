import type { LabelImage } from '@cellboard/labels';

/** A closed outline along pixel borders: x and y of its corners in turn. */
export type Outline = readonly number[];

/** One connected part of a cell: pixels that touch at a side. */
export interface CellPart {
  /** Clockwise, as y goes down. */
  readonly outline: Outline;
  /** Counter-clockwise. */
  readonly holes: readonly Outline[];
}

/** East, south, west, north: steps along pixel borders with the cell on the right hand. */
const STEP_X = [1, 0, -1, 0];
const STEP_Y = [0, 1, 0, -1];

/**
 * Traces the cells of a label image along the borders of their pixels, so that filling the outlines again gives the
 * same pixels.
 *
 * @returns for cell 1 … cellCount, at index cell − 1, its parts
 */
export function traceCells(image: LabelImage): CellPart[][] {
  const edges = bordersOf(image);
  const corners = (image.pixels.shape[1] ?? 0) + 1;
  return edges.map((of) => groupParts(followEdges(of, corners)));
}

/** The border steps of each cell as corner × 4 + direction, row by row. */
function bordersOf({ pixels, cellCount }: LabelImage): number[][] {
  const [height = 0, width = 0] = pixels.shape;
  const cells = pixels.data;
  const edges: number[][] = Array.from({ length: cellCount }, () => []);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const cell = cells[i]!;
      if (cell === 0) continue;
      const of = edges[cell - 1]!;
      const corner = i + y; // a row has one more corner than pixels
      if (cells[i - width] !== cell) of.push(corner * 4);
      if (x === width - 1 || cells[i + 1] !== cell) of.push((corner + 1) * 4 + 1);
      if (cells[i + width] !== cell) of.push((corner + width + 2) * 4 + 2);
      if (x === 0 || cells[i - 1] !== cell) of.push((corner + width + 1) * 4 + 3);
    }
  }
  return edges;
}

/** Joins border steps to rings; where two pixels touch at a corner, it turns right and stays with the first. */
function followEdges(edges: readonly number[], corners: number): number[][] {
  const left = new Set(edges);
  const rings: number[][] = [];
  for (const start of edges) {
    if (!left.has(start)) continue;
    const ring: number[] = [];
    let edge = start;
    do {
      left.delete(edge);
      const corner = Math.floor(edge / 4);
      const direction = edge % 4;
      const next = corner + STEP_X[direction]! + STEP_Y[direction]! * corners;
      const turn = [1, 0, 3]
        .map((by) => (direction + by) % 4)
        .find((to) => left.has(next * 4 + to) || next * 4 + to === start);
      // Corners only: a step straight on adds no point.
      if (turn !== undefined && turn !== direction) ring.push(next % corners, Math.floor(next / corners));
      edge = next * 4 + (turn ?? 0);
    } while (edge !== start);
    rings.push(ring);
  }
  return rings;
}

function groupParts(rings: readonly number[][]): CellPart[] {
  const outlines = rings.filter((ring) => signedArea(ring) > 0);
  const holes = rings.filter((ring) => signedArea(ring) < 0);
  const owner = (hole: Outline) => {
    const around = outlines.filter((outline) => isInside(outline, hole[0]!, hole[1]!));
    // A part may lie in the hole of another, so the smallest outline around is the owner.
    return around.reduce((best, outline) => (signedArea(outline) < signedArea(best) ? outline : best));
  };
  const owners = outlines.length === 1 ? holes.map(() => outlines[0]) : holes.map(owner);
  return outlines.map((outline) => ({ outline, holes: holes.filter((_, i) => owners[i] === outline) }));
}

/** Twice the area, positive when the ring runs clockwise with y down. */
function signedArea(ring: Outline): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = i + 2 < ring.length ? i + 2 : 0;
    sum += ring[i]! * ring[next + 1]! - ring[next]! * ring[i + 1]!;
  }
  return sum;
}

/** Whether half a pixel below a corner is inside an outline; no border runs there across the way to the right. */
function isInside(outline: Outline, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i < outline.length; i += 2) {
    const next = i + 2 < outline.length ? i + 2 : 0;
    const [x0, y0, x1, y1] = [outline[i]!, outline[i + 1]!, outline[next]!, outline[next + 1]!];
    // Borders run along the axes, so only vertical ones are crossed.
    if (x0 === x1 && x0 > x && y + 0.5 > Math.min(y0, y1) && y + 0.5 < Math.max(y0, y1)) inside = !inside;
  }
  return inside;
}

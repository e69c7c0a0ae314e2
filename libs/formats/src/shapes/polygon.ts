import { FormatError, NoArea } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { EmitSpan } from './paint-cells.ts';

/** The corners of a polygon, x and y in turn, in pixels from the upper left corner of the image; closed by itself. */
export type Ring = Float64Array;

/** A coordinate beyond this lies in no image. */
const MAX_COORDINATE = 1_000_000;

/** Most crossings of edges and rows in one polygon: a few million points, or one edge in every row. */
const MAX_CROSSINGS = 8_000_000;

/**
 * Checks a polygon from a file.
 *
 * @throws NoArea with fewer than 3 points
 * @throws FormatError CORRUPT if a coordinate is not a number or far outside any image
 */
export function toRing(coordinates: ArrayLike<unknown>): Ring {
  if (coordinates.length < 6 && coordinates.length % 2 === 0) {
    throw new NoArea(
      `A polygon has ${coordinates.length} numbers, but it needs at least 3 points of two. Draw the cell again.`,
    );
  }
  if (coordinates.length % 2 !== 0) {
    throw new FormatError(
      'CORRUPT',
      `A polygon has ${coordinates.length} numbers, but its points have two each. Draw the cell again.`,
    );
  }
  return Float64Array.from(coordinates, (value) => {
    if (typeof value === 'number' && Math.abs(value) <= MAX_COORDINATE) return value;
    throw new FormatError(
      'CORRUPT',
      `A polygon has the coordinate ${String(value).slice(0, 40)}, which lies in no image.`,
    );
  });
}

/**
 * Refuses a cell of which no part can be seen.
 *
 * @throws NoArea if all rings lie outside the image
 */
export function checkInside(rings: readonly Ring[], { width, height }: ImageSize): void {
  const inside = rings.some((ring) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < ring.length; i += 2) {
      left = Math.min(left, ring[i]!);
      right = Math.max(right, ring[i]!);
      top = Math.min(top, ring[i + 1]!);
      bottom = Math.max(bottom, ring[i + 1]!);
    }
    return right >= 0 && bottom >= 0 && left <= width && top <= height;
  });
  if (!inside) {
    const [x, y] = rings[0] ?? [];
    throw new NoArea(`A cell at (${x}, ${y}) lies outside the image of ${width}×${height} pixels.`);
  }
}

/**
 * Fills a polygon with holes: a pixel belongs to it when its centre (x + ½, y + ½) is inside by the even-odd rule.
 * A polygon along pixel borders is filled exactly; centres on an edge belong to the right or lower side.
 *
 * @param rings outlines and holes in any order
 * @throws FormatError TOO_LARGE if the edges cross too many rows
 */
export function fillPolygon(rings: readonly Ring[], { width, height }: ImageSize, emit: EmitSpan): void {
  const crossings: number[][] = [];
  let count = 0;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = i + 2 < ring.length ? i + 2 : 0;
      const edge = downwards(ring, i, next);
      const first = Math.max(0, Math.ceil(edge.top - 0.5));
      const last = Math.min(height, Math.ceil(edge.bottom - 0.5));
      if (last > first) count += last - first;
      if (count > MAX_CROSSINGS) {
        throw new FormatError(
          'TOO_LARGE',
          `The edges of a polygon cross more than ${MAX_CROSSINGS} rows of pixels. Simplify it.`,
        );
      }
      for (let row = first; row < last; row++)
        (crossings[row] ??= []).push(edge.x + (row + 0.5 - edge.top) * edge.slope);
    }
  }
  crossings.forEach((xs, row) => {
    xs.sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const from = Math.max(0, Math.ceil(xs[i]! - 0.5));
      const to = Math.min(width, Math.ceil(xs[i + 1]! - 0.5));
      // Empty spans are given too: they took a step.
      emit(row, from, Math.max(from, to));
    }
  });
}

function downwards(ring: Ring, i: number, next: number): { x: number; top: number; bottom: number; slope: number } {
  const [from, to] = ring[i + 1]! <= ring[next + 1]! ? [i, next] : [next, i];
  const top = ring[from + 1]!;
  const bottom = ring[to + 1]!;
  return { x: ring[from]!, top, bottom, slope: bottom > top ? (ring[to]! - ring[from]!) / (bottom - top) : 0 };
}

/**
 * Fills a polygon whose corners are the middles of its border pixels, as contour tracers of label images write it
 * (OpenCV, Cellpose): inside and border both belong to it, whole numbers are pixel centres.
 */
export function fillContour(ring: Ring, size: ImageSize, emit: EmitSpan): void {
  fillPolygon([ring.map((value) => value + 0.5)], size, emit);
  for (let i = 0; i < ring.length; i += 2) {
    const next = i + 2 < ring.length ? i + 2 : 0;
    drawLine(ring.subarray(i, i + 2), ring.subarray(next, next + 2), { size, emit });
  }
}

/** Steps from pixel to pixel along the longer direction. */
function drawLine(from: Ring, to: Ring, { size, emit }: { size: ImageSize; emit: EmitSpan }): void {
  const steps = Math.ceil(Math.max(Math.abs(to[0]! - from[0]!), Math.abs(to[1]! - from[1]!)));
  // Outside the image there is nothing to draw, however long the line is.
  if (steps > 4 * (size.width + size.height)) return;
  for (let step = 0; step <= steps; step++) {
    const part = steps === 0 ? 0 : step / steps;
    const x = Math.round(from[0]! + (to[0]! - from[0]!) * part);
    const y = Math.round(from[1]! + (to[1]! - from[1]!) * part);
    const isInside = x >= 0 && y >= 0 && x < size.width && y < size.height;
    // A step outside is given as an empty span: it takes time too.
    emit(isInside ? y : 0, isInside ? x : 0, isInside ? x + 1 : 0);
  }
}

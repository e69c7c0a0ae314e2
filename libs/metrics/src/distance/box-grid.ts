import type { CellShapes } from '@cellboard/labels';

const { ceil, floor, max, sqrt } = Math;

/**
 * Finds cells by the top left corner of their boxes, in squares of the image that hold about one cell each.
 * Memory is linear in cells.
 */
export interface BoxGrid {
  /** Side of a square in pixels. */
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  /** Cells of square s are `cells[first[s]]` up to, not including, `cells[first[s + 1]]`. */
  readonly first: Uint32Array;
  readonly cells: Uint32Array;
}

/** Puts cells 1..n into squares; `size` is [height, width] of the image in pixels. O(cells). */
export function boxGrid({ top, boxLeft }: CellShapes, [height, width]: readonly [number, number]): BoxGrid {
  const cellCount = top.length - 1;
  const side = max(1, ceil(sqrt((height * width) / max(1, cellCount))));
  const columns = ceil(width / side);
  const rows = ceil(height / side);
  const squareOf = (c: number) => floor(top[c]! / side) * columns + floor(boxLeft[c]! / side);
  const first = new Uint32Array(columns * rows + 1);
  for (let c = 1; c <= cellCount; c++) first[squareOf(c) + 1]!++;
  for (let s = 1; s < first.length; s++) first[s]! += first[s - 1]!;
  const next = first.slice();
  const cells = new Uint32Array(cellCount);
  for (let c = 1; c <= cellCount; c++) cells[next[squareOf(c)]!++] = c;
  return { side, columns, rows, first, cells };
}

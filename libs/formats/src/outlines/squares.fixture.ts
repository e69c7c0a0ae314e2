/** A rectangle along the borders of pixels: its first column and row, and those behind its last. */
export type Square = readonly [left: number, top: number, right: number, bottom: number];

/** The ids of an image in which rectangles are painted one after the other, numbered from 1. */
export function painted(squares: readonly Square[], width: number, height: number): number[] {
  const ids = new Array<number>(width * height).fill(0);
  for (const [i, [left, top, right, bottom]] of squares.entries()) {
    for (let y = Math.max(0, top); y < Math.min(bottom, height); y++)
      for (let x = Math.max(0, left); x < Math.min(right, width); x++) ids[y * width + x] = i + 1;
  }
  return ids;
}

/** The corners of a rectangle, round it. */
export function corners([left, top, right, bottom]: Square): [number, number][] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/**
 * Rows of a label image of 24×24 pixels with four squares of 6×6 pixels.
 *
 * @param ids of the squares, row by row
 */
export function squares(...ids: readonly [number, number, number, number]): number[][] {
  const idAt = (x: number, y: number) => ids[(x < 12 ? 0 : 1) + (y < 12 ? 0 : 2)] ?? 0;
  const inside = (at: number) => at % 12 >= 3 && at % 12 < 9;
  return Array.from({ length: 24 }, (_, y) =>
    Array.from({ length: 24 }, (_, x) => (inside(x) && inside(y) ? idAt(x, y) : 0)),
  );
}

/** Mean row and column of every cell in pixels; index 0 is unused. */
export interface Centroids {
  readonly row: ArrayLike<number>;
  readonly column: ArrayLike<number>;
}

/**
 * Distance of every cell to its nearest neighbour in pixels, from centroid to centroid; NaN for the only cell of an
 * image. Length cells + 1; index 0 is unused.
 *
 * Cells are looked at in the order of their rows, from each one up and down until the rows alone are as far apart as
 * the nearest found.
 */
export function neighbourDistances({ row, column }: Centroids): Float64Array {
  const distances = new Float64Array(row.length).fill(Number.NaN);
  const order = Uint32Array.from({ length: Math.max(0, row.length - 1) }, (_, i) => i + 1).sort(
    (a, b) => row[a]! - row[b]!,
  );
  for (let at = 0; at < order.length; at++) {
    const cell = order[at]!;
    let nearest = Infinity;
    for (const step of [1, -1]) {
      for (let other = order[at + step], k = at + step; other !== undefined; k += step, other = order[k]) {
        const dy = row[other]! - row[cell]!;
        if (dy * dy >= nearest) break;
        const dx = column[other]! - column[cell]!;
        nearest = Math.min(nearest, dy * dy + dx * dx);
      }
    }
    if (nearest < Infinity) distances[cell] = Math.sqrt(nearest);
  }
  return distances;
}

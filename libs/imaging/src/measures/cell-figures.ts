/** What the cells of an image have in common. */
export interface CellFigures {
  /** Diameter in pixels of the circle as large as the median cell; null without cells. */
  readonly medianDiameterPx: number | null;
  /** Part of all pixels that lie in cells, 0 … 1. */
  readonly covered: number;
}

/**
 * Figures of the cells of an image.
 *
 * @param areas pixels of each cell
 * @param pixels of the whole image
 */
export function cellFigures(areas: Uint32Array, pixels: number): CellFigures {
  let sum = 0;
  for (const area of areas) sum += area;
  const covered = pixels === 0 ? 0 : sum / pixels;
  if (areas.length === 0) return { medianDiameterPx: null, covered };
  const sorted = areas.slice().sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { medianDiameterPx: 2 * Math.sqrt(median / Math.PI), covered };
}

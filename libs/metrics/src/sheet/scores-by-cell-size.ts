import type { TruthCellResult } from '../pair/cell-results.ts';
import { meanOf } from '../statistics/mean-of.ts';
import type { Bins } from './bins.ts';

/** Scores of the truth cells of one bin of sizes. */
export interface SizeSlice {
  /** Area in pixels, as written by the bins. */
  readonly key: string;
  readonly cells: number;
  /** Means over the cells; null where there are none. */
  readonly dice: number | null;
  readonly iou: number | null;
  readonly hd: number | null;
  /** Share of the cells that are matched at IoU ≥ 1/2, and that are missed. */
  readonly matched: number | null;
  readonly missed: number | null;
}

/** Scores by the area of truth cells, one slice for each bin in ascending order. */
export function scoresByCellSize(cells: readonly TruthCellResult[], sizes: Bins): SizeSlice[] {
  const members: TruthCellResult[][] = Array.from({ length: Math.max(1, sizes.edges.length - 1) }, () => []);
  for (const cell of cells) {
    const bin = sizes.binOf(cell.area);
    if (bin !== null) members[bin]!.push(cell);
  }
  return members.map((inBin, bin) => ({
    key: sizes.label(bin),
    cells: inBin.length,
    dice: meanOf(inBin.map((cell) => cell.dice)),
    iou: meanOf(inBin.map((cell) => cell.iou)),
    hd: meanOf(inBin.map((cell) => cell.hd)),
    matched: meanOf(inBin.map((cell) => (cell.class === 'matched' ? 1 : 0))),
    missed: meanOf(inBin.map((cell) => (cell.class === 'missed' ? 1 : 0))),
  }));
}

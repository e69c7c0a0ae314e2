import type { CellSizeBin } from '@cellboard/contract';
import { bins } from '@cellboard/metrics';

/** Truth cells of one area and status, or invented cells of one area. */
export interface SizeCount {
  /** In pixels. */
  readonly area: number;
  readonly status: string;
  readonly cells: number;
  /** Sums over the cells. */
  readonly iou: number;
  readonly dice: number;
  readonly hausdorff: number;
}

const DECILES = 10;

/** Truth cells by the deciles of their area, binned as `quantileBins` of metrics does; bins without a cell are left out. */
export function countBySize(counts: readonly SizeCount[]): CellSizeBin[] {
  const sorted = counts.toSorted((a, b) => a.area - b.area);
  const truth = sorted.filter(({ status }) => status !== 'invented');
  if (truth.length === 0) return [];
  const { edges } = bins(Array.from({ length: DECILES + 1 }, (_, k) => quantile(truth, k / DECILES)));
  const inner = edges.slice(1, -1);
  const members = new Map<number, SizeCount[]>();
  for (const count of sorted) {
    const bin = inner.filter((edge) => count.area >= edge).length;
    members.set(bin, [...(members.get(bin) ?? []), count]);
  }
  return Array.from(members, ([bin, inBin]) =>
    toBin(inBin, { from: edges[bin] ?? 1, to: edges[bin + 1] ?? edges[bin] ?? 1 }),
  );
}

function toBin(counts: readonly SizeCount[], range: { from: number; to: number }): CellSizeBin {
  const truth = counts.filter(({ status }) => status !== 'invented');
  const sum = (of: (count: SizeCount) => number) => truth.reduce((all, count) => all + of(count), 0);
  const of = (wanted: string) =>
    counts.filter(({ status }) => status === wanted).reduce((all, { cells }) => all + cells, 0);
  const cells = sum((count) => count.cells);
  const mean = (value: number) => (cells === 0 ? 0 : value / cells);
  const matched = of('matched');
  return {
    ...range,
    ...{ cells, matched, missed: of('missed'), split: of('split'), merged: of('merged'), boundary: of('boundary') },
    invented: of('invented'),
    detection: mean(matched),
    iou: mean(sum(({ iou }) => iou)),
    dice: mean(sum(({ dice }) => dice)),
    hausdorff: mean(sum(({ hausdorff }) => hausdorff)),
  };
}

/** Quantile of the areas, interpolated linearly between neighbours as that of metrics. */
function quantile(sorted: readonly SizeCount[], p: number): number {
  const total = sorted.reduce((all, { cells }) => all + cells, 0);
  const place = p * (total - 1);
  const [below, above] = [areaAt(sorted, Math.floor(place)), areaAt(sorted, Math.ceil(place))];
  return below + (above - below) * (place - Math.floor(place));
}

/** Area of the cell at a place in the order of areas. */
function areaAt(sorted: readonly SizeCount[], place: number): number {
  let before = 0;
  for (const { area, cells } of sorted) {
    before += cells;
    if (place < before) return area;
  }
  return sorted.at(-1)?.area ?? 0;
}

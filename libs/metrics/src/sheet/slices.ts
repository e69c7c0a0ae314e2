import type { TruthCellResult } from '../pair/cell-results.ts';
import type { PairScores } from '../pair/evaluate-pair.ts';
import { quantile } from '../statistics/intervals.ts';
import { meanOf, summarise, type Summary } from './summarise.ts';

/** Scores of a part of a dataset. */
export interface Slice extends Summary {
  /** What the images of the slice share. */
  readonly key: string;
  readonly images: number;
}

/**
 * Summarises images by what they share: a tag, or the bin of a number ({@link quantileBins}) such as density or contrast.
 *
 * @param keyOf the slice of an image; null leaves it out
 * @returns slices in the order in which their keys first appear
 */
export function summariseBy<T extends Pick<PairScores, 'metrics' | 'fractions'>>(
  images: readonly T[],
  keyOf: (image: T) => string | null,
): Slice[] {
  const slices = new Map<string, T[]>();
  for (const image of images) {
    const key = keyOf(image);
    if (key === null) continue;
    const members = slices.get(key);
    if (members) members.push(image);
    else slices.set(key, [image]);
  }
  return Array.from(slices, ([key, members]) => ({ key, images: members.length, ...summarise(members) }));
}

/** Bins of numbers: bin k holds what is at least edge k and below edge k + 1; the last also holds its upper edge. */
export interface Bins {
  readonly edges: readonly number[];
  /** Bin of a number, from 0; null for numbers outside of all. */
  readonly binOf: (value: number) => number | null;
  /** How a bin is written: `10 to 25`. */
  readonly label: (bin: number) => string;
}

/**
 * Bins with about as many values each.
 *
 * @param count of bins; fewer where many values are equal
 * @throws RangeError if there are no values
 */
export function quantileBins(values: readonly number[], count: number): Bins {
  if (values.length === 0) throw new RangeError('Bins need at least one value, but there is none.');
  const sorted = Float64Array.from(values).sort();
  const edges = Array.from({ length: count + 1 }, (_, k) => quantile(sorted, k / count));
  return bins(edges);
}

/**
 * Bins with the given edges, ascending; equal edges are one.
 *
 * @throws RangeError if they do not ascend
 */
export function bins(edges: readonly number[]): Bins {
  if (edges.some((edge, k) => k > 0 && !(edge >= edges[k - 1]!))) {
    throw new RangeError(`The edges of bins must ascend, but they are ${edges.join(', ')}.`);
  }
  const distinct = edges.filter((edge, k) => k === 0 || edge > edges[k - 1]!);
  const last = Math.max(0, distinct.length - 2);
  return {
    edges: distinct,
    binOf: (value) => {
      if (!(value >= distinct[0]! && value <= distinct[distinct.length - 1]!)) return null;
      return Math.min(
        last,
        distinct.findLastIndex((edge) => edge <= value),
      );
    },
    label: (bin) => `${distinct[bin]!} to ${distinct[bin + 1] ?? distinct[bin]!}`,
  };
}

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

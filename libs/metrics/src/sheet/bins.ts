import { quantile } from '../statistics/quantile.ts';

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

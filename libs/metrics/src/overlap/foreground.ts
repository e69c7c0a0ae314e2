import type { OverlapTable } from './overlap-table.ts';

/** Pixels of the foregrounds and of their intersection. */
export function foreground(table: OverlapTable): { truth: number; prediction: number; both: number } {
  let both = 0;
  for (let k = 0; k < table.shared.length; k++) both += table.shared[k]!;
  return { truth: totalArea(table.truthArea), prediction: totalArea(table.predictionArea), both };
}

/** Pixels of all cells 1..n together. */
export function totalArea(values: Uint32Array): number {
  let total = 0;
  for (let c = 1; c < values.length; c++) total += values[c]!;
  return total;
}

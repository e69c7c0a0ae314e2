import { WorkBudget } from '../budget/work-budget.ts';
import type { OverlapTable } from '../overlap/overlap-table.ts';
import { pairsAt, type MatchedPairs } from './matched-pairs.ts';

const { max } = Math;

/** Steps counted for a predicted cell that is put into the heap, and taken out of it. */
const HEAP_STEPS = 8;

/** Not reached yet. */
const FAR = Infinity;

/** How good pair k of a table is, above 0; pairs at 0 or below may not be matched. */
export type PairScore = (k: number) => number;

/**
 * The one-to-one assignment of truth cells to predicted cells with the largest sum of scores, by default of IoU.
 *
 * Cells that touch, directly or over others, form groups, and each is solved alone by shortest augmenting paths over
 * the pairs that touch (Jonker & Volgenant, Computing 1987, on a sparse graph): memory is linear in pairs, and time
 * is near linear where groups are small.
 *
 * @param budget of steps, without end where left out; where it is spent, the pairs found so far are not the best
 */
export function bestAssignment(
  table: OverlapTable,
  score: PairScore = iouOf(table),
  budget = new WorkBudget(),
): MatchedPairs {
  const weight = new Float64Array(table.truth.length);
  for (let k = 0; k < weight.length; k++) weight[k] = max(0, score(k));
  const matched = new SparseAssignment(table, weight, budget).solve();
  const places: number[] = [];
  for (let t = 1; t < matched.length; t++) if (matched[t]! >= 0) places.push(matched[t]!);
  return pairsAt(table, places);
}

/** IoU of pair k. */
export function iouOf({ truth, prediction, shared, truthArea, predictionArea }: OverlapTable): PairScore {
  return (k) => shared[k]! / (truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - shared[k]!);
}

/**
 * Successive shortest augmenting paths with potentials. Adding truth cells one by one keeps the matching of largest
 * weight among the cells added; a truth cell may also stay alone, or push another one out, which weighs 0.
 */
class SparseAssignment {
  private readonly table: OverlapTable;
  private readonly weight: Float64Array;
  private readonly budget: WorkBudget;
  /** Pair that a truth cell, or a predicted cell, is matched by; -1 for none. */
  private readonly pairOfTruth: Int32Array;
  private readonly pairOfPrediction: Int32Array;
  /** Potentials: truthPrice + predictionPrice ≥ weight on every pair, with equality on matched ones. */
  private readonly truthPrice: Float64Array;
  private readonly predictionPrice: Float64Array;
  private readonly distance: Float64Array;
  private readonly settled: Uint8Array;
  private readonly cameBy: Int32Array;
  private reached: number[] = [];
  private readonly heap: MinHeap;

  constructor(table: OverlapTable, weight: Float64Array, budget: WorkBudget) {
    this.budget = budget;
    this.table = table;
    this.weight = weight;
    this.pairOfTruth = new Int32Array(table.truthCells + 1).fill(-1);
    this.pairOfPrediction = new Int32Array(table.predictedCells + 1).fill(-1);
    this.truthPrice = new Float64Array(table.truthCells + 1);
    this.predictionPrice = new Float64Array(table.predictedCells + 1);
    this.distance = new Float64Array(table.predictedCells + 1).fill(FAR);
    this.settled = new Uint8Array(table.predictedCells + 1);
    this.cameBy = new Int32Array(table.predictedCells + 1).fill(-1);
    this.heap = new MinHeap();
  }

  solve(): Int32Array {
    for (let t = 1; t <= this.table.truthCells && !this.budget.isSpent; t++) this.add(t);
    return this.pairOfTruth;
  }

  /** Finds the cheapest way to give truth cell `start` its place: to a free predicted cell, or at the cost of one. */
  private add(start: number): void {
    const { first, prediction } = this.table;
    let price = 0;
    for (let k = first[start]!; k < first[start + 1]!; k++) {
      price = max(price, this.weight[k]! - this.predictionPrice[prediction[k]!]!);
    }
    this.truthPrice[start] = price;
    // Ending at a truth cell leaves it alone and costs its price; ending at a free predicted cell costs its price, 0.
    let best = price;
    let end = { alone: start, prediction: 0 };
    this.relax(start, 0);
    for (let p = this.heap.pop(); p > 0 && this.distance[p]! < best; p = this.heap.pop()) {
      if (this.settled[p] === 1) continue;
      this.settled[p] = 1;
      const pair = this.pairOfPrediction[p]!;
      const reach = this.distance[p]!;
      if (pair < 0) {
        best = reach;
        end = { alone: 0, prediction: p };
        break;
      }
      const next = this.table.truth[pair]!;
      if (reach + this.truthPrice[next]! < best) {
        best = reach + this.truthPrice[next]!;
        end = { alone: next, prediction: p };
      }
      this.relax(next, reach);
    }
    this.reprice(start, best);
    this.augment(start, end);
  }

  private relax(t: number, base: number): void {
    const { first, prediction } = this.table;
    const { weight, truthPrice, predictionPrice, distance } = this;
    // Most pairs only fail a comparison, which costs a quarter of a step.
    this.budget.spent += (first[t + 1]! - first[t]!) >> 2;
    for (let k = first[t]!; k < first[t + 1]!; k++) {
      const p = prediction[k]!;
      if (weight[k] === 0 || this.settled[p] === 1) continue;
      const reach = base + max(0, truthPrice[t]! + predictionPrice[p]! - weight[k]!);
      if (reach >= distance[p]!) continue;
      if (distance[p] === FAR) this.reached.push(p);
      distance[p] = reach;
      this.cameBy[p] = k;
      this.heap.push(p, reach);
      this.budget.spent += HEAP_STEPS;
    }
  }

  private reprice(start: number, best: number): void {
    this.truthPrice[start]! -= best;
    for (const p of this.reached) {
      const slack = best - this.distance[p]!;
      const pair = this.pairOfPrediction[p]!;
      if (this.settled[p] === 1 && slack > 0) {
        this.predictionPrice[p]! += slack;
        if (pair >= 0) this.truthPrice[this.table.truth[pair]!]! -= slack;
      }
    }
  }

  /** Changes partners along the path that ends at a predicted cell, or at the truth cell that is left alone. */
  private augment(start: number, end: { alone: number; prediction: number }): void {
    if (end.alone !== start) {
      if (end.alone > 0) this.pairOfTruth[end.alone] = -1;
      for (let p = end.prediction; ;) {
        const pair = this.cameBy[p]!;
        const t = this.table.truth[pair]!;
        const given = this.pairOfTruth[t]!;
        this.pairOfTruth[t] = pair;
        this.pairOfPrediction[p] = pair;
        if (t === start) break;
        p = this.table.prediction[given]!;
      }
    }
    for (const p of this.reached) {
      this.distance[p] = FAR;
      this.settled[p] = 0;
    }
    this.reached = [];
    this.heap.clear();
  }
}

/** Predicted cells by distance; a cell may be pushed again with a smaller one. */
class MinHeap {
  private readonly cells: number[] = [];
  private readonly keys: number[] = [];

  clear(): void {
    this.cells.length = 0;
    this.keys.length = 0;
  }

  push(cell: number, key: number): void {
    const { cells, keys } = this;
    let at = cells.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! <= key) break;
      cells[at] = cells[parent]!;
      keys[at] = keys[parent]!;
      at = parent;
    }
    cells[at] = cell;
    keys[at] = key;
  }

  /** The nearest cell, or 0 when there is none. */
  pop(): number {
    const { cells, keys } = this;
    const top = cells[0] ?? 0;
    const cell = cells.pop();
    const key = keys.pop();
    if (cell === undefined || key === undefined || cells.length === 0) return top;
    let at = 0;
    for (let child = 1; child < cells.length; child = 2 * at + 1) {
      if (child + 1 < cells.length && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      cells[at] = cells[child]!;
      keys[at] = keys[child]!;
      at = child;
    }
    cells[at] = cell;
    keys[at] = key;
    return top;
  }
}

import type { CellShapes } from '@cellboard/labels';

import { WorkBudget } from '../budget/work-budget.ts';
import { BoundHeap } from './bound-heap.ts';
import { BoxTree } from './box-tree.ts';
import { CellDistance } from './cell-distance.ts';
import { CellGeometry } from './cell-geometry.ts';
import { furthestSquared } from './furthest-squared.ts';
import { Hausdorff } from './hausdorff.ts';
import { noCells } from './no-cells.ts';
import { usualSettings, type SearchSettings } from './search-settings.ts';

const { abs, max } = Math;

/** Steps counted for measuring a pair of cells, and for a bound from furthest pixels, besides those of their parts. */
const PAIR_STEPS = 64;
const BOUND_STEPS = 16;

/** How nodes of the tree stand in the heap: node k as −1 − k, since cells are above 0. */
const ROOT = -1;

/** The cells of both images. */
export interface SearchedImages {
  readonly truth: CellShapes;
  readonly prediction: CellShapes;
}

/**
 * Finds the predicted cell at the smallest Hausdorff distance, for one truth cell after another.
 *
 * A likely cell is measured first. A tree of boxes then gives the others in the order of a lower bound: the furthest
 * pixels of a cell in eight directions are at least as far from another cell as they are from its box. The search ends
 * where no bound is below the best distance.
 *
 * One object serves many pairs of images: it keeps its memory.
 */
export class NearestSearch {
  /** The nearest predicted cell so far, and its squared distance in pixels². */
  best = 0;
  bestSquared = Infinity;
  /** Pairs of cells measured since the images were given. */
  measured = 0;
  readonly budget = new WorkBudget();
  private readonly smallRuns: number;
  private readonly truth: CellGeometry;
  private readonly prediction: CellGeometry;
  private readonly hausdorff: Hausdorff;
  private readonly tree: BoxTree;
  private readonly heap = new BoundHeap();
  private toTruth = new CellDistance(noCells);
  private toPrediction = new CellDistance(noCells);
  private cell = 0;

  constructor(settings: SearchSettings = usualSettings) {
    this.smallRuns = settings.smallRuns;
    this.truth = new CellGeometry(settings, this.budget);
    this.prediction = new CellGeometry(settings, this.budget);
    this.hausdorff = new Hausdorff(settings, this.budget);
    this.tree = new BoxTree(settings.leafCells, this.budget);
  }

  /** Begins with other images; the prediction must have cells. The search gives up after so many steps. */
  begin({ truth, prediction }: SearchedImages, steps: number): void {
    this.budget.open(steps);
    this.measured = 0;
    this.use(truth, prediction);
    this.tree.build(prediction);
  }

  /** Lets go of the images. */
  end(): void {
    this.use(noCells, noCells);
  }

  /**
   * Finds the predicted cell that is nearest to a truth cell, unless the budget is spent.
   *
   * @param guess a predicted cell that is likely near, or 0
   */
  find(cell: number, guess: number): void {
    this.cell = cell;
    this.best = 0;
    this.bestSquared = Infinity;
    if (guess > 0) this.measure(guess, 0);
    const { heap, budget } = this;
    heap.clear();
    if (this.bestSquared > 0) heap.push(0, 0, ROOT);
    while (heap.least < this.bestSquared && !budget.isSpent) {
      const bound = heap.least;
      const item = heap.pop();
      if (item > 0) this.measure(item, bound);
      else this.expand(ROOT - item);
    }
  }

  private use(truth: CellShapes, prediction: CellShapes): void {
    this.truth.reset(truth);
    this.prediction.reset(prediction);
    this.toTruth = new CellDistance(truth);
    this.toPrediction = new CellDistance(prediction);
  }

  private expand(node: number): void {
    const { tree } = this;
    const second = tree.secondOf(node);
    if (second === 0) {
      this.boundCells(tree.firstOf(node), tree.endOf(node));
      return;
    }
    this.budget.spent += 2;
    this.boundNode(node + 1);
    this.boundNode(second);
  }

  private boundNode(node: number): void {
    const bound = this.tree.bound(node, this.truth.shapes, this.cell);
    if (bound < this.bestSquared) this.heap.push(bound, this.tree.leastOf(node), ROOT - node);
  }

  private boundCells(from: number, to: number): void {
    const { cell, best, bestSquared, truth, prediction, budget } = this;
    const { cells } = this.tree;
    const { top, bottom, boxLeft, boxRight } = prediction.shapes;
    const [cellTop, cellBottom] = [truth.shapes.top[cell]!, truth.shapes.bottom[cell]!];
    const [cellLeft, cellRight] = [truth.shapes.boxLeft[cell]!, truth.shapes.boxRight[cell]!];
    budget.spent += to - from;
    for (let k = from; k < to; k++) {
      const p = cells[k]!;
      const side = max(
        abs(cellTop - top[p]!),
        abs(cellBottom - bottom[p]!),
        abs(cellLeft - boxLeft[p]!),
        abs(cellRight - boxRight[p]!),
      );
      // The furthest pixels are at least as far as the sides of the boxes, which cost less.
      if (side * side >= bestSquared || p === best) continue;
      budget.spent += BOUND_STEPS;
      const forth = truth.extremes.beyond(cell, prediction.shapes, p);
      const bound = max(forth, prediction.extremes.beyond(p, truth.shapes, cell));
      if (bound < bestSquared) this.heap.push(bound, p, p);
    }
  }

  private measure(p: number, atLeast: number): void {
    this.measured++;
    this.budget.spent += PAIR_STEPS;
    const squared =
      runCount(this.truth.shapes, this.cell) <= this.smallRuns && runCount(this.prediction.shapes, p) <= this.smallRuns
        ? this.measureSmall(p)
        : this.measureLarge(p, atLeast);
    if (squared >= this.bestSquared) return;
    this.best = p;
    this.bestSquared = squared;
  }

  private measureLarge(p: number, atLeast: number): number {
    return this.hausdorff.squared(
      { of: this.truth, number: this.cell },
      { of: this.prediction, number: p },
      { atLeast, below: this.bestSquared },
    );
  }

  private measureSmall(p: number): number {
    const { cell, bestSquared, toTruth, toPrediction } = this;
    const [truth, prediction] = [this.truth.shapes, this.prediction.shapes];
    toPrediction.aim(p, truth.bottom[cell]!);
    const forth = furthestSquared({ shapes: truth, cell }, toPrediction, bestSquared);
    let both = forth;
    if (forth < bestSquared) {
      toTruth.aim(cell, prediction.bottom[p]!);
      both = max(forth, furthestSquared({ shapes: prediction, cell: p }, toTruth, bestSquared));
    }
    this.budget.spent += toTruth.looked + toPrediction.looked;
    toTruth.looked = 0;
    toPrediction.looked = 0;
    return both;
  }
}

function runCount({ first }: CellShapes, cell: number): number {
  return first[cell + 1]! - first[cell]!;
}

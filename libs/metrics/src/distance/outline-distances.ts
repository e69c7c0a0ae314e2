import { cellShapes, type LabelImage } from '@cellboard/labels';

import { WorkBudget } from '../budget/work-budget.ts';
import type { MatchedPairs } from '../matching/matched-pairs.ts';
import { borderRuns } from './border-runs.ts';
import { CellDistance, type TargetRuns } from './cell-distance.ts';
import { RunTrees } from './run-trees.ts';
import { usualSettings } from './search-settings.ts';

const { max, sqrt } = Math;

/** Distances between the outlines of matched cells, one value for each pair, in pixels. */
export interface OutlineDistances {
  /** Largest distance from a border pixel to the other border. */
  readonly hd: Float64Array;
  /** The larger of the two directed 95th percentiles, interpolated linearly. */
  readonly hd95: Float64Array;
  /** Mean over all border pixels of both cells. */
  readonly assd: Float64Array;
  /** Mean of the two directed means. */
  readonly masd: Float64Array;
  /** Share of all border pixels within the tolerance of the other border, 0 to 1. */
  readonly within: Float64Array;
}

/**
 * Measures matched cells by their border pixels: those with a neighbour above, below, left or right that is not of
 * their cell or lies outside the image. Distances are exact, centre to centre.
 *
 * @param images the two images that `pairs` come from
 * @param tolerance of `within`, in pixels
 */
export function outlineDistances(
  images: { readonly truth: LabelImage; readonly prediction: LabelImage },
  pairs: Pick<MatchedPairs, 'truth' | 'prediction'>,
  tolerance: number,
): OutlineDistances {
  const truth = borderRuns(cellShapes(images.truth));
  const prediction = borderRuns(cellShapes(images.prediction));
  const [toTruth, toPrediction] = [new BorderTarget(truth), new BorderTarget(prediction)];
  const count = pairs.truth.length;
  const found = {
    hd: new Float64Array(count),
    hd95: new Float64Array(count),
    assd: new Float64Array(count),
    masd: new Float64Array(count),
    within: new Float64Array(count),
  };
  const scratch = new Scratch();
  for (let k = 0; k < count; k++) {
    const forth = directed(scratch.collect([truth, pairs.truth[k]!], [toPrediction, pairs.prediction[k]!]), tolerance);
    const back = directed(scratch.collect([prediction, pairs.prediction[k]!], [toTruth, pairs.truth[k]!]), tolerance);
    found.hd[k] = max(forth.largest, back.largest);
    found.hd95[k] = max(forth.percentile95, back.percentile95);
    found.assd[k] = (forth.sum + back.sum) / (forth.count + back.count);
    found.masd[k] = (forth.sum / forth.count + back.sum / back.count) / 2;
    found.within[k] = (forth.within + back.within) / (forth.count + back.count);
  }
  return found;
}

/**
 * Runs that are looked at one by one, up and down from a pixel's row, before the tree of the cell's runs is asked:
 * borders near each other need fewer, and a border that is scattered over the image would need thousands.
 */
const NEAR_RUNS = 64;

/** Distances from pixels to the border of a cell, however scattered. */
class BorderTarget {
  private readonly distance: CellDistance;
  private readonly trees = new RunTrees(usualSettings.leafRuns, new WorkBudget());
  private cell = 0;
  private isScattered = false;

  constructor(border: TargetRuns) {
    this.distance = new CellDistance(border);
    this.trees.reset(border);
  }

  /** Chooses the cell, and the row of the first pixel asked for. */
  aim(cell: number, y: number): void {
    this.cell = cell;
    this.isScattered = false;
    this.distance.aim(cell, y);
  }

  /** Tells the row of the pixels asked for next. */
  enter(y: number): void {
    this.distance.enter(y);
  }

  /** Squared distance in pixels² from a pixel, given that of the pixel before it in the row, or Infinity. */
  squared(y: number, x: number, before: number): number {
    if (!this.isScattered) {
      const near = this.distance.squared(y, x, NEAR_RUNS);
      if (this.distance.isSure) return near;
      this.isScattered = true;
    }
    // From a pixel to the next, distances grow by at most 1.
    const below = (sqrt(before) + 1) ** 2 + 1;
    return this.trees.nearest(this.cell, { y, x }, { within: 0, below });
  }
}

/** Squared distances from all border pixels of a cell to the target, in a buffer that is used again. */
class Scratch {
  private squared = new Float64Array(1024);

  collect(
    [{ first, row, left, right }, cell]: readonly [TargetRuns, number],
    [target, targetCell]: readonly [BorderTarget, number],
  ): Float64Array {
    let count = 0;
    target.aim(targetCell, row[first[cell]!]!);
    for (let k = first[cell]!; k < first[cell + 1]!; k++) {
      const y = row[k]!;
      target.enter(y);
      let squared = Infinity;
      for (let x = left[k]!; x < right[k]!; x++) {
        if (count === this.squared.length) this.grow();
        squared = target.squared(y, x, squared);
        this.squared[count++] = squared;
      }
    }
    return this.squared.subarray(0, count);
  }

  private grow(): void {
    const larger = new Float64Array(2 * this.squared.length);
    larger.set(this.squared);
    this.squared = larger;
  }
}

function directed(squared: Float64Array, tolerance: number) {
  squared.sort();
  const count = squared.length;
  let sum = 0;
  let within = 0;
  for (let i = 0; i < count; i++) {
    sum += sqrt(squared[i]!);
    if (squared[i]! <= tolerance * tolerance) within++;
  }
  const place = 0.95 * (count - 1);
  const below = sqrt(squared[Math.floor(place)]!);
  const above = sqrt(squared[Math.ceil(place)]!);
  return {
    count,
    sum,
    within,
    largest: sqrt(squared[count - 1]!),
    percentile95: below + (above - below) * (place - Math.floor(place)),
  };
}

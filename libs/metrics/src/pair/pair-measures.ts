import type { LabelImage } from '@cellboard/labels';

import { stepsFor, WorkBudget } from '../budget/work-budget.ts';
import type { MetricId } from '../catalog/metric-id.ts';
import { coverage, type Coverage } from '../coverage/coverage.ts';
import { nearestPredictions, type NearestPredictions } from '../distance/nearest-predictions.ts';
import { outlineDistances, type OutlineDistances } from '../distance/outline-distances.ts';
import { aggregatedJaccardPlus } from '../matching/aggregated-jaccard.ts';
import { matchHalf } from '../matching/match-half.ts';
import type { MatchedPairs } from '../matching/matched-pairs.ts';
import { bestOverlaps, type BestOverlaps } from '../overlap/best-overlaps.ts';
import { overlapTable, swapped, type OverlapTable } from '../overlap/overlap-table.ts';
import type { Fraction } from '../sheet/fraction.ts';

/** What metrics of one pair of images are read from; every part is worked out once, when first asked for. */
export class PairMeasures {
  readonly truth: LabelImage;
  readonly prediction: LabelImage;
  readonly table: OverlapTable;
  private readonly parts = new Map<string, unknown>();
  private readonly abandoned: MetricId[] = [];

  /** @throws LabelImageError if the images differ in height or width */
  constructor(truth: LabelImage, prediction: LabelImage) {
    this.truth = truth;
    this.prediction = prediction;
    this.table = overlapTable(truth, prediction);
  }

  get reverseTable(): OverlapTable {
    return this.once('reverseTable', () => swapped(this.table));
  }

  get best(): BestOverlaps {
    return this.once('best', () => bestOverlaps(this.table));
  }

  get reverseBest(): BestOverlaps {
    return this.once('reverseBest', () => bestOverlaps(this.reverseTable));
  }

  get nearest(): NearestPredictions {
    return this.once('nearest', () => {
      const nearest = nearestPredictions(this.truth, this.prediction, this.table);
      if (nearest.givenUp) this.abandoned.push('mHD');
      return nearest;
    });
  }

  /** For every predicted cell the nearest truth cell. No metric is read from it, so giving it up gives up none. */
  get reverseNearest(): NearestPredictions {
    return this.once('reverseNearest', () => nearestPredictions(this.prediction, this.truth, this.reverseTable));
  }

  /** AJI+ as a fraction. */
  get ajiPlus(): Fraction {
    return this.once('ajiPlus', () => {
      const budget = new WorkBudget();
      budget.open(stepsFor(this.table.pixels));
      const fraction = aggregatedJaccardPlus(this.table, budget);
      if (budget.isSpent) this.abandoned.push('ajiPlus');
      return fraction;
    });
  }

  /** Metrics that have been given up so far, because they took more steps than their budget. */
  get givenUp(): readonly MetricId[] {
    return this.abandoned;
  }

  /** Pairs with IoU ≥ 1/2. */
  get matches(): MatchedPairs {
    return this.once('matches', () => matchHalf(this.table));
  }

  /** Outlines of the matched pairs, with a tolerance of 2 pixels. */
  get outlines(): OutlineDistances {
    return this.once('outlines', () => outlineDistances(this, this.matches, 2));
  }

  get coverage(): Coverage {
    return this.once('coverage', () => coverage(this.table));
  }

  private once<T>(name: string, make: () => T): T {
    if (!this.parts.has(name)) this.parts.set(name, make());
    return this.parts.get(name) as T;
  }
}

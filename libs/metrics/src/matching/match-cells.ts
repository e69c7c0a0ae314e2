import type { OverlapTable } from '../overlap/overlap-table.ts';
import { bestAssignment } from './best-assignment.ts';
import type { MatchedPairs } from './matched-pairs.ts';

/** When two cells count as the same. */
export interface MatchingMode {
  /** Above 0, at most 1, with at most four decimals. */
  readonly threshold: number;
  /**
   * What is compared with the threshold: the shared pixels over the union of both cells (`iou`, where left out), over
   * the truth cell (`truthCoverage`), or over the predicted cell (`predictionCoverage`).
   */
  readonly criterion?: 'iou' | 'truthCoverage' | 'predictionCoverage';
  /** Whether a pair must be above the threshold; where left out, being equal is enough. */
  readonly strict?: boolean;
}

/** One-to-one pairs and what follows from them. */
export interface MatchResult extends MatchedPairs {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  /** Sum of the criterion over the pairs. */
  readonly scoreSum: number;
}

/** Thresholds are compared in whole numbers as so many parts of this. */
const PARTS = 10_000;

/**
 * Matches cells one to one under any threshold and criterion: as many pairs as possible, and of all ways to have so
 * many the one with the largest sum of scores. That is the rule of StarDist's `matching`; greedy matching finds fewer
 * pairs below IoU 1/2.
 *
 * Thresholds are compared in whole numbers: an IoU of exactly 0.6 is at least 0.6.
 *
 * @throws RangeError if the threshold is not above 0 and at most 1, or has more than four decimals
 */
export function matchCells(table: OverlapTable, mode: MatchingMode): MatchResult {
  const { threshold, criterion = 'iou', strict = false } = mode;
  const parts = Math.round(threshold * PARTS);
  if (!(parts > 0 && parts <= PARTS) || Math.abs(parts / PARTS - threshold) > 1e-12) {
    throw new RangeError(
      `The threshold must be above 0 and at most 1, with at most four decimals, but it is ${threshold}.`,
    );
  }
  const base = baseOf(table, criterion);
  // One more pair weighs more than all scores together.
  const most = Math.min(table.truthCells, table.predictedCells) + 1;
  const pairs = bestAssignment(table, (k) => {
    const distance = PARTS * table.shared[k]! - parts * base(k);
    return distance > 0 || (distance === 0 && !strict) ? most + table.shared[k]! / base(k) : 0;
  });
  const tp = pairs.truth.length;
  return {
    ...pairs,
    tp,
    fp: table.predictedCells - tp,
    fn: table.truthCells - tp,
    scoreSum: scoreSum(table, pairs, criterion),
  };
}

type Criterion = NonNullable<MatchingMode['criterion']>;

/** The area in pixels that the shared pixels of pair k are compared with. */
function baseOf(table: OverlapTable, criterion: Criterion): (k: number) => number {
  const { truth, prediction, shared, truthArea, predictionArea } = table;
  switch (criterion) {
    case 'iou':
      return (k) => truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - shared[k]!;
    case 'truthCoverage':
      return (k) => truthArea[truth[k]!]!;
    case 'predictionCoverage':
      return (k) => predictionArea[prediction[k]!]!;
  }
}

function scoreSum({ truthArea, predictionArea }: OverlapTable, pairs: MatchedPairs, criterion: Criterion): number {
  let sum = 0;
  for (let k = 0; k < pairs.truth.length; k++) {
    const base =
      criterion === 'iou'
        ? pairs.union[k]!
        : criterion === 'truthCoverage'
          ? truthArea[pairs.truth[k]!]!
          : predictionArea[pairs.prediction[k]!]!;
    sum += pairs.intersection[k]! / base;
  }
  return sum;
}

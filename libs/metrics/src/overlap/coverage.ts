import type { Fraction } from '../sheet/fraction.ts';
import type { MatchedPairs } from '../matching/match-half.ts';
import { swapped, type OverlapTable } from './overlap-table.ts';

/**
 * What became of a cell. `matched`: it has a partner at IoU ≥ 1/2. `merged`: one predicted cell covers more than half
 * of it and of another truth cell. `split`: two or more predicted cells lie in it with more than half of their area.
 * `boundary`: it was found, but the outlines agree too little. `missed` (truth) and `invented` (prediction): no cell
 * of the other image covers more than half of it or lies in it with more than half of its area.
 */
export type CellClass = 'matched' | 'merged' | 'split' | 'boundary' | 'missed' | 'invented';

/** How cells of both images cover each other; arrays over cells have index 0 unused. */
export interface Coverage {
  /** Predicted cell that covers more than half of the truth cell, or 0. There is at most one. */
  readonly coveredBy: Uint32Array;
  /** Number of truth cells of which a predicted cell covers more than half. */
  readonly covers: Uint32Array;
  /** Truth cell that holds more than half of the predicted cell, or 0. */
  readonly liesIn: Uint32Array;
  /** Number of predicted cells that lie in a truth cell with more than half of their area. */
  readonly holds: Uint32Array;
}

/** Finds who covers more than half of whom, strictly. O(pairs). */
export function coverage({ truth, prediction, shared, truthArea, predictionArea }: OverlapTable): Coverage {
  const found = {
    coveredBy: new Uint32Array(truthArea.length),
    covers: new Uint32Array(predictionArea.length),
    liesIn: new Uint32Array(predictionArea.length),
    holds: new Uint32Array(truthArea.length),
  };
  for (let k = 0; k < truth.length; k++) {
    const t = truth[k]!;
    const p = prediction[k]!;
    if (2 * shared[k]! > truthArea[t]!) {
      found.coveredBy[t] = p;
      found.covers[p]!++;
    }
    if (2 * shared[k]! > predictionArea[p]!) {
      found.liesIn[p] = t;
      found.holds[t]!++;
    }
  }
  return found;
}

/** Classes of the truth cells 1..n; index 0 is unused. */
export function truthClasses({ coveredBy, covers, holds }: Coverage, matches: MatchedPairs): CellClass[] {
  const classes = Array.from(coveredBy, (cover, t): CellClass => {
    if (cover === 0 && holds[t] === 0) return 'missed';
    if (cover > 0 && covers[cover]! > 1) return 'merged';
    return holds[t]! > 1 ? 'split' : 'boundary';
  });
  for (const t of matches.truth) classes[t] = 'matched';
  return classes;
}

/** Classes of the predicted cells 1..n; a cell that covers several is `merged`, one of several in a cell is `split`. */
export function predictionClasses({ covers, liesIn, holds }: Coverage, matches: MatchedPairs): CellClass[] {
  const classes = Array.from(liesIn, (host, p): CellClass => {
    if (host === 0 && covers[p] === 0) return 'invented';
    if (covers[p]! > 1) return 'merged';
    return host > 0 && holds[host]! > 1 ? 'split' : 'boundary';
  });
  for (const p of matches.prediction) classes[p] = 'matched';
  return classes;
}

/** Numbers of errors by coverage; truth and prediction swapped, splits and merges, missed and invented change places. */
export interface CoverageErrors {
  /** Truth cells with two or more predicted cells lying in them, whether or not they are matched. */
  readonly splits: number;
  /** Predicted cells that cover two or more truth cells, whether or not they are matched. */
  readonly merges: number;
  readonly missed: number;
  readonly invented: number;
}

/** Counts splits, merges, missed and invented cells. */
export function coverageErrors({ coveredBy, covers, liesIn, holds }: Coverage): CoverageErrors {
  const errors = { splits: 0, merges: 0, missed: 0, invented: 0 };
  for (let t = 1; t < coveredBy.length; t++) {
    if (holds[t]! > 1) errors.splits++;
    if (coveredBy[t] === 0 && holds[t] === 0) errors.missed++;
  }
  for (let p = 1; p < covers.length; p++) {
    if (covers[p]! > 1) errors.merges++;
    if (covers[p] === 0 && liesIn[p] === 0) errors.invented++;
  }
  return errors;
}

/**
 * SEG of the Cell Tracking Challenge: mean over truth cells of the IoU with the predicted cell that covers more than
 * half of them, else 0. Maška et al., Bioinformatics 2014.
 */
export function segmentationAccuracy(table: OverlapTable, { coveredBy }: Coverage): Fraction {
  const { truth, prediction, shared, truthArea, predictionArea } = table;
  let sum = 0;
  for (let k = 0; k < truth.length; k++) {
    if (coveredBy[truth[k]!] !== prediction[k]) continue;
    sum += shared[k]! / (truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - shared[k]!);
  }
  return [sum, table.truthCells];
}

/**
 * DET of the Cell Tracking Challenge before it is cut off at 0: cost of turning the prediction into the truth, 5 for
 * every cell too many under one predicted cell, 10 for each missed, 1 for each invented, against the cost 10 n of
 * starting from nothing. Matula et al., PLOS ONE 2015.
 */
export function detectionAccuracy({ truthCells }: OverlapTable, { coveredBy, covers }: Coverage): Fraction {
  let cost = 0;
  for (let t = 1; t < coveredBy.length; t++) if (coveredBy[t] === 0) cost += 10;
  for (let p = 1; p < covers.length; p++) cost += covers[p] === 0 ? 1 : 5 * (covers[p]! - 1);
  return [10 * truthCells - cost, 10 * truthCells];
}

/**
 * Splits and merges of Caicedo et al., Cytometry A 2019: truth cells with two or more predicted cells at
 * IoU > 1/10, and the reverse.
 */
export function splitsAndMergesByIou(table: OverlapTable): { splits: number; merges: number } {
  return { splits: withSeveralPartners(table), merges: withSeveralPartners(swapped(table)) };
}

function withSeveralPartners({ truth, prediction, shared, truthArea, predictionArea }: OverlapTable): number {
  const partners = new Uint32Array(truthArea.length);
  for (let k = 0; k < truth.length; k++) {
    const union = truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - shared[k]!;
    if (10 * shared[k]! > union) partners[truth[k]!]!++;
  }
  return partners.reduce((count, n) => count + (n > 1 ? 1 : 0), 0);
}

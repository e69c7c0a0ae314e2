import type { Coverage } from './coverage.ts';

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

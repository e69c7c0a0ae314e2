import type { MetricId } from '../catalog/metric-id.ts';
import type { PairScores } from '../pair/evaluate-pair.ts';
import { meanOf } from '../statistics/mean-of.ts';
import { poolFractions, scoreFrom, type Scores } from './score-sheet.ts';

/** A dataset's scores under both aggregations, which are different numbers and are never mixed. */
export interface Summary {
  /** Mean over images of the image's score; images where it is null are left out. Null if all are. */
  readonly mean: Scores;
  /**
   * Score of all images taken together: counts are summed, scores are computed from summed numerators and
   * denominators, means over cells weigh every cell the same. Entropies weigh every pixel the same.
   */
  readonly pooled: Scores;
}

/** Summarises the scores of a dataset's images, in the order given. No images give no metrics. */
export function summarise(images: readonly Pick<PairScores, 'metrics' | 'fractions'>[]): Summary {
  const ids = new Set(images.flatMap(({ metrics }) => Object.keys(metrics) as MetricId[]));
  const fractions = poolFractions(images.map((image) => image.fractions));
  const mean: Scores = {};
  const pooled: Scores = {};
  for (const id of ids) {
    mean[id] = meanOf(images.map(({ metrics }) => metrics[id] ?? null));
    pooled[id] = isSum(id) ? (fractions[id]?.[0] ?? null) : scoreFrom(fractions, id);
  }
  return { mean, pooled };
}

const SUMS = /^(tp|fp|fn)@|^(splits|merges|missed|invented|countError|truthCells|predictedCells)$/;

/** Counts of cells are summed over images, everything else is divided. */
function isSum(id: MetricId): boolean {
  return SUMS.test(id);
}

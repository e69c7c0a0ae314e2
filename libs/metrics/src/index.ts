export { aggregatedJaccard, aggregatedJaccardPlus } from './aggregated-jaccard.ts';
export { bestOverlaps, type BestOverlaps } from './best-overlap.ts';
export { catalog, catalogEntry, defaultMetrics, isMetricId, resolveMetrics } from './catalog.ts';
export type { CatalogEntry, MetricGroup } from './catalog-entry.ts';
export { competitionRanks, type Direction } from './competition-ranks.ts';
export {
  evaluatePair,
  type EvaluateOptions,
  type LabelInput,
  type PairScores,
  type ScoreFlag,
} from './evaluate-pair.ts';
export { nearestPredictions, type NearestPredictions } from './hausdorff.ts';
export { matchHalf, type MatchedPairs } from './matching.ts';
export { thresholds, type MetricId, type Threshold } from './metric-id.ts';
export { overlapTable, type OverlapTable } from './overlap-table.ts';
export type { Fraction } from './fraction.ts';
export type { Fractions, Scores } from './score-sheet.ts';
export { summarise, type Summary } from './summarise.ts';
export type { CellResult, CellResults, TruthCellResult } from './cell-results.ts';
export type { CellClass } from './coverage.ts';
export { judgedCells, type JudgedOptions } from './judged-cells.ts';
export { outlineDistances, type OutlineDistances } from './outline-distances.ts';

export { aggregatedJaccard, aggregatedJaccardPlus } from './overlap/aggregated-jaccard.ts';
export { bestAssignment, type PairScore } from './matching/best-assignment.ts';
export { bestOverlaps, type BestOverlaps } from './overlap/best-overlaps.ts';
export { catalog, catalogEntry, defaultMetrics, isMetricId, resolveMetrics } from './catalog/catalog.ts';
export type { CatalogEntry, MetricGroup } from './catalog/catalog-entry.ts';
export { competitionRanks, type Direction } from './statistics/competition-ranks.ts';
export {
  evaluatePair,
  type EvaluateOptions,
  type LabelInput,
  type PairScores,
  type ScoreFlag,
} from './pair/evaluate-pair.ts';
export { nearestPredictions, type NearestPredictions } from './distance/nearest-predictions.ts';
export { matchCells, type MatchingMode, type MatchResult } from './matching/match-cells.ts';
export { matchHalf, type MatchedPairs } from './matching/match-half.ts';
export { thresholds, type MetricId, type Threshold } from './catalog/metric-id.ts';
export { overlapTable, type OverlapTable } from './overlap/overlap-table.ts';
export type { Fraction } from './sheet/fraction.ts';
export type { Fractions, Scores } from './sheet/score-sheet.ts';
export { summarise, type Summary } from './sheet/summarise.ts';
export type { CellResult, CellResults, TruthCellResult } from './pair/cell-results.ts';
export {
  coverage,
  coverageErrors,
  detectionAccuracy,
  predictionClasses,
  segmentationAccuracy,
  splitsAndMergesByIou,
  truthClasses,
  type CellClass,
  type Coverage,
  type CoverageErrors,
} from './overlap/coverage.ts';
export { adaptedRandError, entropies, foreground, type Entropies } from './information/entropies.ts';
export { judgedCells, type JudgedOptions } from './pair/judged-cells.ts';
export { outlineDistances, type OutlineDistances } from './distance/outline-distances.ts';
export { bootstrap, type Bootstrap, type BootstrapInput } from './statistics/bootstrap.ts';
export {
  bcaInterval,
  percentileInterval,
  probabilityBeats,
  rankIntervals,
  tiedWithLeader,
  type Interval,
  type RankInterval,
} from './statistics/intervals.ts';
export {
  kendallTau,
  rankingMethods,
  rankModels,
  type RankingMethod,
  type ScoreMatrix,
} from './statistics/rank-models.ts';
export {
  bins,
  quantileBins,
  scoresByCellSize,
  summariseBy,
  type Bins,
  type SizeSlice,
  type Slice,
} from './sheet/slices.ts';
export { holm, wilcoxon, type WilcoxonResult } from './statistics/wilcoxon.ts';

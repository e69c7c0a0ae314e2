export { aggregatedJaccard, aggregatedJaccardPlus } from './aggregated-jaccard.ts';
export { bestAssignment, type PairScore } from './assignment.ts';
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
export { matchCells, type MatchingMode, type MatchResult } from './match-cells.ts';
export { matchHalf, type MatchedPairs } from './matching.ts';
export { thresholds, type MetricId, type Threshold } from './metric-id.ts';
export { overlapTable, type OverlapTable } from './overlap-table.ts';
export type { Fraction } from './fraction.ts';
export type { Fractions, Scores } from './score-sheet.ts';
export { summarise, type Summary } from './summarise.ts';
export type { CellResult, CellResults, TruthCellResult } from './cell-results.ts';
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
} from './coverage.ts';
export { adaptedRandError, entropies, foreground, type Entropies } from './information.ts';
export { judgedCells, type JudgedOptions } from './judged-cells.ts';
export { outlineDistances, type OutlineDistances } from './outline-distances.ts';
export { bootstrap, type Bootstrap, type BootstrapInput } from './bootstrap.ts';
export {
  bcaInterval,
  percentileInterval,
  probabilityBeats,
  rankIntervals,
  tiedWithLeader,
  type Interval,
  type RankInterval,
} from './intervals.ts';
export { kendallTau, rankingMethods, rankModels, type RankingMethod, type ScoreMatrix } from './ranking-methods.ts';
export { bins, quantileBins, scoresByCellSize, summariseBy, type Bins, type SizeSlice, type Slice } from './slices.ts';
export { holm, wilcoxon, type WilcoxonResult } from './wilcoxon.ts';

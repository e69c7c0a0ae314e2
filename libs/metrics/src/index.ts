export { boardMetrics, catalog, catalogEntry, defaultMetrics, isMetricId, resolveMetrics } from './catalog/catalog.ts';
export type { CatalogEntry, MetricGroup } from './catalog/catalog-entry.ts';
export { thresholds, type MetricId, type Threshold } from './catalog/metric-id.ts';

export {
  evaluatePair,
  evaluatePairAndCells,
  type EvaluateOptions,
  type LabelInput,
  type PairScores,
  type ScoreFlag,
} from './pair/evaluate-pair.ts';
export { cellRecords, type CellRecord, type CellRecords, type SideRecords } from './pair/cell-records.ts';
export type { CellResult, CellResults, TruthCellResult } from './pair/cell-results.ts';
export type { PairWarning } from './pair/pair-warnings.ts';
export { judgedCells, type JudgedOptions } from './pair/judged-cells.ts';

export { bestOverlaps, type BestOverlaps } from './overlap/best-overlaps.ts';
export { foreground } from './overlap/foreground.ts';
export { overlapTable, type OverlapTable } from './overlap/overlap-table.ts';

export { aggregatedJaccard, aggregatedJaccardPlus } from './matching/aggregated-jaccard.ts';
export { bestAssignment, type PairScore } from './matching/best-assignment.ts';
export { matchCells, type MatchingMode, type MatchResult } from './matching/match-cells.ts';
export type { MatchedPairs } from './matching/matched-pairs.ts';
export { matchHalf } from './matching/match-half.ts';

export { predictionClasses, truthClasses, type CellClass } from './coverage/cell-classes.ts';
export { coverage, type Coverage } from './coverage/coverage.ts';
export { coverageErrors, type CoverageErrors } from './coverage/coverage-errors.ts';
export { detectionAccuracy } from './coverage/detection-accuracy.ts';
export { segmentationAccuracy } from './coverage/segmentation-accuracy.ts';
export { splitsAndMergesByIou } from './coverage/splits-and-merges-by-iou.ts';

export { adaptedRandError } from './information/adapted-rand-error.ts';
export { entropies, type Entropies } from './information/entropies.ts';

export { nearestPredictions, type NearestPredictions } from './distance/nearest-predictions.ts';
export { scatteredCells, type ScatteredCells } from './distance/scattered-cells.ts';
export { outlineDistances, type OutlineDistances } from './distance/outline-distances.ts';

export { adjustMeans, type Adjustment } from './intervals/adjusted-means.ts';
export { adjustedScores, type CandidateScores } from './intervals/adjusted-scores.ts';
export { boardScores, type BoardScores, type ScoreColumns } from './intervals/board-scores.ts';
export { overallScale, type OverallScale } from './intervals/overall-scale.ts';
export { differenceInterval, type DifferenceInterval } from './intervals/difference-interval.ts';
export { imageClusters, type ClusterKeys, type ImageClusters } from './intervals/image-clusters.ts';
export type { IntervalOptions } from './intervals/interval-options.ts';
export { meanInterval, meanIntervals, type MeanInterval } from './intervals/mean-interval.ts';
export { meanScore, type MeanScore } from './intervals/mean-score.ts';
export { rankShares } from './intervals/rank-shares.ts';
export { signTest, type SignTest } from './intervals/sign-test.ts';
export { simultaneousRanks, type RankRange } from './intervals/simultaneous-ranks.ts';

export { bins, quantileBins, type Bins } from './sheet/bins.ts';
export type { Fraction } from './sheet/fraction.ts';
export type { Fractions, Scores } from './sheet/score-sheet.ts';
export { scoresByCellSize, type SizeSlice } from './sheet/scores-by-cell-size.ts';
export { summarise, type Summary } from './sheet/summarise.ts';
export { summariseBy, type Slice } from './sheet/summarise-by.ts';

export { competitionRanks, type Direction } from './statistics/competition-ranks.ts';
export { holm } from './statistics/holm.ts';
export { kendallTau } from './statistics/kendall-tau.ts';
export { rankingMethods, rankModels, type RankingMethod, type ScoreMatrix } from './statistics/rank-models.ts';
export { wilcoxon, type WilcoxonResult } from './statistics/wilcoxon.ts';

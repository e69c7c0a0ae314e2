export { CELL_STATUSES, MOST_CHANNELS, type CellColumns, type CellStatus } from './cell-records/cell-columns.ts';
export { isRecorded, recordImage, type RecordJob, type RecordResult } from './cell-records/record-image.ts';
export {
  CELL_RECORD_VERSION,
  cellRecordBytes,
  CellRecordWriter,
  type CellRecordHead,
} from './cell-records/write-cell-record.ts';
export { evaluate, type EvaluateOptions, type Evaluation, type EvaluationTiming } from './evaluate.ts';
export type { ImageErrorCode } from './image-error.ts';
export type { ImageJob, ImageSource, KeptLabels, ScoringRequest } from './image-job.ts';
export { isScored, type FileNote, type ImageFailure, type ImageResult, type ImageScore } from './image-result.ts';
export { predictionOfOtherSize } from './image-size.ts';
export { scoreImage } from './score-image.ts';
export {
  scoreSheetJson,
  ScoreSheet,
  ScoreSheetCell,
  ScoreSheetImage,
  ScoreSheetWarning,
  toScoreSheet,
} from './score-sheet.ts';
export {
  createScorer,
  SCORING_LIMITS,
  type ScoreOptions,
  type Scorer,
  type ScorerOptions,
  type ScoringLimits,
} from './scorer.ts';
export { summariseSheet, type SheetSummary } from './summarise-sheet.ts';

import * as z from 'zod';
import { CandidateId, Slug, SubmissionId } from '../identifiers.ts';
import { ImagesQuery } from '../images/image.schema.ts';
import { Aggregation, Metric, MetricId, Scores } from '../metric.schema.ts';
import { CandidateKind } from '../models/model.schema.ts';
import { Exposure } from '../sources/source.schema.ts';
import { PublicSubmission } from '../submissions/submission.schema.ts';
import { SystemStatus } from '../system/system.schema.ts';
import { Task } from '../tasks/task.schema.ts';

/** A slice of a board: only the images whose measures are in these classes, see `measureClasses`. */
export const BoardFilter = ImagesQuery.pick({ size: true, density: true, contrast: true });
export type BoardFilter = z.infer<typeof BoardFilter>;

export const LeaderboardQuery = z.strictObject({
  task: Slug,
  /** The slice of one dataset; the whole task without it. */
  dataset: Slug.optional(),
  aggregation: Aggregation.default('mean'),
  /** Metrics to answer; the usual ones where it is left out. The metric that ranks is always among them. */
  metrics: z.array(MetricId).max(150).optional(),
  /** The board as it stood then; now without it. */
  at: z.iso.datetime().optional(),
  ...BoardFilter.shape,
});
export type LeaderboardQuery = z.infer<typeof LeaderboardQuery>;

/** A candidate's result on one dataset. */
export const DatasetResult = z.strictObject({
  dataset: Slug,
  submissionId: SubmissionId,
  /** The score by the metric that ranks. */
  score: z.number().nullable(),
  /** Images that count: all with truth, those without a prediction as empty ones. */
  imageCount: z.int().min(0),
  /** Images without a prediction. */
  missingCount: z.int().min(0),
  /** Version of the dataset that was scored. */
  datasetVersion: z.int().min(1),
  /** Whether others on the board were scored on a newer version of the dataset, or by a newer one of the metric that ranks. */
  outdated: z.boolean(),
  /** Whether the candidate was trained on these images. */
  exposure: Exposure,
  /** ISO 8601, UTC. */
  evaluatedAt: z.iso.datetime(),
});
export type DatasetResult = z.infer<typeof DatasetResult>;

/** One candidate of a board. */
export const LeaderboardRow = z.strictObject({
  /**
   * 1 is best by the metric that ranks; equal scores share a rank. Null where that score is missing, where results for
   * some datasets of the task are, or where one is outdated.
   */
  rank: z.int().min(1).nullable(),
  candidateId: CandidateId,
  model: Slug,
  modelName: z.string(),
  candidate: Slug,
  candidateName: z.string(),
  kind: CandidateKind,
  developer: z.string(),
  /** Scores of the chosen aggregation. Over several datasets: their mean, each dataset with the same weight. */
  scores: Scores,
  /** Results by dataset, in the order of the board's datasets; datasets without one are left out. */
  results: z.array(DatasetResult),
  /** Images that count on the whole board, also of datasets without a result. */
  imageCount: z.int().min(0),
  /**
   * Those of them without a prediction: counted as empty where their dataset has a result, and not scored elsewhere.
   * Null where a result is on another version of its dataset, which may have other images.
   */
  missingCount: z.int().min(0).nullable(),
  /** Of the newest result; ISO 8601, UTC. */
  evaluatedAt: z.iso.datetime(),
});
export type LeaderboardRow = z.infer<typeof LeaderboardRow>;

/** A board with everything its page shows, so that one request keeps it up to date. */
export const Leaderboard = z.strictObject({
  task: Task,
  /** The slice of one dataset; null for the whole task. */
  dataset: Slug.nullable(),
  aggregation: Aggregation,
  /** The metrics of the board in the catalogue's order. */
  metrics: z.array(Metric),
  /** Those whose scores here are not all of one version of the metric, so that they cannot be compared. */
  mixedVersions: z.array(MetricId),
  /** Every metric that could be asked for. */
  available: z.array(MetricId),
  /** The images that were chosen, and the datasets that have some; null for the whole board. */
  slice: z.strictObject({ images: z.int().min(0), datasets: z.array(Slug) }).nullable(),
  /** Best first; rows without a rank last. */
  rows: z.array(LeaderboardRow),
  /** Newest submissions that wait, run or failed, one for each candidate; empty for a board of the past. */
  activity: z.array(PublicSubmission),
  demo: SystemStatus.shape.demo,
});
export type Leaderboard = z.infer<typeof Leaderboard>;

/** Which scores of single images to answer: of a task or one of its datasets, by the metric that ranks or another. */
export const ImageScoresQuery = LeaderboardQuery.omit({ aggregation: true, metrics: true }).extend({
  metric: MetricId.optional(),
});
export type ImageScoresQuery = z.infer<typeof ImageScoresQuery>;

/** Most scores of single images in one answer: candidates times images. */
export const MOST_IMAGE_SCORES = 1_000_000;

/**
 * What a board's means are made of, column by column: from it intervals follow. Only candidates that have a rank are in it.
 * Empty where there are more than `MOST_IMAGE_SCORES`.
 */
export const ImageScores = z.strictObject({
  metric: MetricId,
  /** For each image its dataset, and the movie, slide or well that it belongs to; null where it is its own. */
  images: z.strictObject({ datasets: z.array(Slug), clusters: z.array(z.string().nullable()) }),
  candidates: z.array(
    z.strictObject({
      candidateId: CandidateId,
      /** One for each image; null where the metric is undefined. */
      scores: z.array(z.number().nullable()),
    }),
  ),
  /** False where there are too many scores to answer. */
  isComplete: z.boolean(),
});
export type ImageScores = z.infer<typeof ImageScores>;

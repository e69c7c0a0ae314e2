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
  /** True to count results on images that a candidate was trained on too, or may have been, in overall scores. */
  seen: z.boolean().optional(),
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
  /** Whether it is part of the overall score: a prediction for each image, and none of them seen in training. */
  counts: z.boolean(),
  /** Whether the candidate was trained on these images. */
  exposure: Exposure,
  /** ISO 8601, UTC. */
  evaluatedAt: z.iso.datetime(),
});
export type DatasetResult = z.infer<typeof DatasetResult>;

/**
 * Why a candidate has no rank: it is a control or an annotator, was scored on an earlier version, has too few results
 * that count, shares no dataset with the others, or has no score by the metric that ranks.
 */
export const Standing = z.enum(['ranked', 'control', 'annotator', 'outdated', 'few', 'apart', 'undefined']);
export type Standing = z.infer<typeof Standing>;

/** One candidate of a board. */
export const LeaderboardRow = z.strictObject({
  /**
   * 1 is best by the metric that ranks; equal scores share a rank. Null where `standing` is another than `ranked`.
   */
  rank: z.int().min(1).nullable(),
  standing: Standing,
  candidateId: CandidateId,
  model: Slug,
  modelName: z.string(),
  candidate: Slug,
  candidateName: z.string(),
  kind: CandidateKind,
  developer: z.string(),
  /**
   * Scores of the chosen aggregation. Over several datasets: the mean adjusted for how hard those are that the candidate
   * has, each dataset with the same weight; distances are averaged on a logarithmic scale. Null for methods without a rank.
   */
  scores: Scores,
  /** Results by dataset, in the order of the board's datasets; datasets without one are left out. */
  results: z.array(DatasetResult),
  /** How many of them count. */
  counted: z.int().min(0),
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
  /** How the overall scores of several datasets come about; null for a board of one. */
  overall: z
    .strictObject({
      /** Datasets that a candidate needs results on to be ranked. */
      needed: z.int().min(1),
      /** Whether results on images that were seen in training count too. */
      seen: z.boolean(),
      /** Whether candidates lack some results, so that their means are adjusted. */
      adjusted: z.boolean(),
    })
    .nullable(),
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
  /** Only these candidates; all that have a rank where left out. */
  candidates: z.array(CandidateId).min(1).max(50).optional(),
});
export type ImageScoresQuery = z.infer<typeof ImageScoresQuery>;

/** Most scores of single images in one answer: candidates times images. */
export const MOST_IMAGE_SCORES = 1_000_000;

/**
 * What a board's means are made of, column by column: from it intervals follow. Only methods with results that count are
 * in it.
 * Empty where there are more than `MOST_IMAGE_SCORES`.
 */
export const ImageScores = z.strictObject({
  metric: MetricId,
  /** For each image its dataset, and the movie, slide or well that it belongs to; null where it is its own. */
  images: z.strictObject({ datasets: z.array(Slug), clusters: z.array(z.string().nullable()) }),
  candidates: z.array(
    z.strictObject({
      candidateId: CandidateId,
      /** Whether it has a rank; the others are needed to adjust means. */
      isRanked: z.boolean(),
      /** The datasets on which its results count. */
      datasets: z.array(Slug),
      /** One for each image; null where the metric is undefined, or without a result. */
      scores: z.array(z.number().nullable()),
    }),
  ),
  /** False where there are too many scores to answer. */
  isComplete: z.boolean(),
});
export type ImageScores = z.infer<typeof ImageScores>;

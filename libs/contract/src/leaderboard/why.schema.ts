import * as z from 'zod';
import { EvaluationCause } from '../evaluations/evaluation.schema.ts';
import { ImageName, Sha256, Slug } from '../identifiers.ts';
import { Metric, MetricId } from '../metric.schema.ts';
import { DatasetResult, Leaderboard, LeaderboardQuery, LeaderboardRow } from './leaderboard.schema.ts';

/** Names one number of a board: the candidate and the metric. */
export const WhyQuery = LeaderboardQuery.omit({ metrics: true }).extend({
  model: Slug,
  candidate: Slug,
  metric: MetricId,
});
export type WhyQuery = z.infer<typeof WhyQuery>;

/** The result on one dataset that a number is made from. */
export const WhyPart = z.strictObject({
  ...DatasetResult.omit({ score: true }).shape,
  datasetName: z.string(),
  /** By the metric that was asked for. */
  score: z.number().nullable(),
  /** Images on which the metric is undefined: they are left out of the mean. */
  undefinedCount: z.int().min(0),
  /** Groups of dependent images, such as movies or slides; an image without one is its own. */
  clusterCount: z.int().min(0),
  /** When its predictions were complete; ISO 8601, UTC. Null where an early release did not write it down. */
  submittedAt: z.iso.datetime().nullable(),
  /** 1 for the first evaluation of the submission on the dataset, raised with every further one. */
  evaluation: z.int().min(1),
  cause: EvaluationCause,
  /** Of the metric that was asked for; null where the evaluation does not have it. */
  metricVersion: z.int().min(1).nullable(),
  /** Of the software that scored. */
  softwareVersion: z.string(),
  /** Names all metrics of the evaluation in their versions; null where an early release made it. */
  metricsHash: Sha256.nullable(),
  /** SHA-256 of the list of predictions: a line `<sha256>  <image>` for each, by name. */
  predictionsHash: Sha256,
  /** The same of what they were scored against: truths and ignore masks. */
  truthHash: Sha256,
  /** Images with the worst scores, worst first. */
  worst: z.array(z.strictObject({ image: ImageName, score: z.number(), missing: z.boolean() })),
});
export type WhyPart = z.infer<typeof WhyPart>;

/** What a number of a board is made from. */
export const Why = z.strictObject({
  task: z.strictObject({ slug: Slug, name: z.string(), primaryMetric: MetricId }),
  dataset: Slug.nullable(),
  metric: Metric,
  slice: Leaderboard.shape.slice,
  overall: Leaderboard.shape.overall,
  /** The candidate's row, with the score by this metric alone and that which ranks. */
  row: LeaderboardRow,
  /** One for each dataset with a result, in the order of the board. */
  parts: z.array(WhyPart),
});
export type Why = z.infer<typeof Why>;

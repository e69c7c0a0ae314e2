import * as z from 'zod';
import { CheckpointId, Slug, SubmissionId } from '../identifiers.ts';
import { Aggregation, Metric, Scores } from '../metric.schema.ts';
import { Task } from '../tasks/task.schema.ts';

export const LeaderboardQuery = z.strictObject({ task: Slug, aggregation: Aggregation.default('mean') });
export type LeaderboardQuery = z.infer<typeof LeaderboardQuery>;

/** One candidate: a checkpoint with its newest scored submission. */
export const LeaderboardRow = z.strictObject({
  /** 1 is best by the task's primary metric; equal scores share a rank; null where that score is missing. */
  rank: z.int().min(1).nullable(),
  checkpointId: CheckpointId,
  submissionId: SubmissionId,
  model: Slug,
  modelName: z.string(),
  checkpoint: Slug,
  checkpointName: z.string(),
  developer: z.string(),
  /** Raw scores of the chosen aggregation. */
  scores: Scores,
  /** Images that count: all of the task, those without a prediction as empty ones. */
  imageCount: z.int().min(0),
  /** Images that had no prediction. */
  missingCount: z.int().min(0),
  /** ISO 8601, UTC. */
  evaluatedAt: z.iso.datetime(),
});
export type LeaderboardRow = z.infer<typeof LeaderboardRow>;

export const Leaderboard = z.strictObject({
  task: Task,
  aggregation: Aggregation,
  /** The metrics of the board in the catalogue's order. */
  metrics: z.array(Metric),
  /** Best first; rows without a rank last. */
  rows: z.array(LeaderboardRow),
});
export type Leaderboard = z.infer<typeof Leaderboard>;

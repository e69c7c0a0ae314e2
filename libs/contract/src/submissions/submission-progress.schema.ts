import * as z from 'zod';
import { SubmissionId } from '../identifiers.ts';
import { EvaluationState, SubmissionStatus } from './submission.schema.ts';

/** What a submission goes through, one after the other; `ended` says nothing about how. */
export const SubmissionStage = z.enum(['open', 'waiting', 'scoring', 'ended']);
export type SubmissionStage = z.infer<typeof SubmissionStage>;

/** A failed attempt of a job that scores some of its images. */
export const FailedAttempt = z.strictObject({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  reason: z.string(),
});
export type FailedAttempt = z.infer<typeof FailedAttempt>;

/** Something that happened to a submission. */
export const SubmissionEvent = z.strictObject({
  at: z.iso.datetime(),
  /** In words, such as "Closed". */
  text: z.string(),
});
export type SubmissionEvent = z.infer<typeof SubmissionEvent>;

/** How far the evaluation of a submission is on one dataset. */
export const DatasetProgress = z.strictObject({
  dataset: z.string(),
  state: EvaluationState,
  imageCount: z.int().min(0),
  scoredCount: z.int().min(0),
  /** The mean over the images scored so far, by the metric that ranks the task; null where there is none yet. */
  partialScore: z.number().nullable(),
});
export type DatasetProgress = z.infer<typeof DatasetProgress>;

/** How far a submission is, for its owners. */
export const SubmissionProgress = z.strictObject({
  submission: SubmissionId,
  status: SubmissionStatus,
  stage: SubmissionStage,
  /** Whether it has ended in one of the final states, which never changes unless it is evaluated again. */
  isFinal: z.boolean(),
  imageCount: z.int().min(0),
  scoredCount: z.int().min(0),
  /** Its place among the submissions that wait, from 1; null where it does not wait. */
  position: z.int().min(1).nullable(),
  /** When its evaluation is likely to begin, from the speed of the last ones; null where that is unknown. */
  expectedStart: z.iso.datetime().nullable(),
  /** Which attempt its slowest part is in, and after how many the site gives up. */
  attempt: z.int().min(1),
  attempts: z.int().min(1),
  failures: z.array(FailedAttempt),
  datasets: z.array(DatasetProgress),
  log: z.array(SubmissionEvent),
});
export type SubmissionProgress = z.infer<typeof SubmissionProgress>;

export const WatchSubmission = z.strictObject({
  submission: SubmissionId,
  /** The id of the last event that was received, where a connection is resumed. */
  lastEventId: z.string().max(100).nullish(),
});
export type WatchSubmission = z.infer<typeof WatchSubmission>;

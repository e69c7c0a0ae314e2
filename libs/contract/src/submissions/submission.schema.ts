import * as z from 'zod';
import { CheckpointId, ImageName, Sha256, Slug, SubmissionId } from '../identifiers.ts';

/** open (takes predictions) → queued → running → scored or rejected. Only the operator's `requeue` leads back, from rejected to queued. */
export const SubmissionStatus = z.enum(['open', 'queued', 'running', 'scored', 'rejected']);
export type SubmissionStatus = z.infer<typeof SubmissionStatus>;

export const NewSubmission = z.strictObject({ task: Slug, model: Slug, checkpoint: Slug });
export type NewSubmission = z.infer<typeof NewSubmission>;

/** One checkpoint's predictions for one task, and how far their evaluation is. */
export const Submission = z.strictObject({
  id: SubmissionId,
  task: Slug,
  model: Slug,
  modelName: z.string(),
  checkpoint: Slug,
  checkpointName: z.string(),
  checkpointId: CheckpointId,
  status: SubmissionStatus,
  /** Images of the task. */
  imageCount: z.int().min(0),
  /** Images that have a prediction. */
  predictionCount: z.int().min(0),
  /** Images evaluated so far. */
  scoredCount: z.int().min(0),
  /** Once rejected: what to mend, image by image; or that the fault is the site's. */
  rejection: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Submission = z.infer<typeof Submission>;

/** Names a submission. */
export const SubmissionQuery = z.strictObject({ submission: SubmissionId });
export type SubmissionQuery = z.infer<typeof SubmissionQuery>;

export const SubmissionsQuery = z.strictObject({
  task: Slug.optional(),
  /** Only those still waiting or running. */
  unfinished: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(100),
});
export type SubmissionsQuery = z.infer<typeof SubmissionsQuery>;

/** What the server answers to an uploaded prediction. */
export const UploadedPrediction = z.strictObject({ image: ImageName, sha256: Sha256, unchanged: z.boolean() });
export type UploadedPrediction = z.infer<typeof UploadedPrediction>;

/** The images of a submission's task, each with the hash of its prediction, so that an upload can go on where it stopped. */
export const SubmissionFiles = z.array(z.strictObject({ image: ImageName, sha256: Sha256.nullable() }));
export type SubmissionFiles = z.infer<typeof SubmissionFiles>;

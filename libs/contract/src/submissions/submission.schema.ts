import * as z from 'zod';
import { CandidateId, ImageName, OneLine, Sha256, Slug, SubmissionId } from '../identifiers.ts';
import { MetricId } from '../metric.schema.ts';
import { pageQuery } from '../page.ts';

/**
 * How far a submission is. `open`: it takes predictions. `queued` and `running`: it is being evaluated. `rejected`:
 * you can fix it, and the report says how. `failed`: the site could not evaluate it. `cancelled`: its owner ended it
 * before it was scored.
 */
export const SubmissionStatus = z.enum(['open', 'queued', 'running', 'scored', 'rejected', 'failed', 'cancelled']);
export type SubmissionStatus = z.infer<typeof SubmissionStatus>;

/**
 * Who sees a submission. `private`: its owners. `published`: everyone, and its scores stand on boards. `withdrawn`: it
 * was published once, and is private again.
 */
export const Publication = z.enum(['private', 'published', 'withdrawn']);
export type Publication = z.infer<typeof Publication>;

export const EvaluationState = z.enum(['queued', 'running', 'scored', 'rejected', 'failed', 'cancelled']);
export type EvaluationState = z.infer<typeof EvaluationState>;

/**
 * How the files of predictions are read where they leave something open: which plane, from 1, which array, or which
 * class of outlines; whether each connected part, or each plane, is a cell; what colours stand for.
 */
export const LabelReading = z.strictObject({
  plane: z.int().min(1).max(1_000_000).optional(),
  array: OneLine.min(1).max(200).optional(),
  class: OneLine.min(1).max(200).optional(),
  components: z.literal(true).optional(),
  objects: z.literal(true).optional(),
  colours: z.enum(['packed', 'distinct']).optional(),
});
export type LabelReading = z.infer<typeof LabelReading>;

export const NewSubmission = z.strictObject({
  task: Slug,
  model: Slug,
  candidate: Slug,
  /** How its files were read, if they were made from files that leave something open. */
  reading: LabelReading.optional(),
});
export type NewSubmission = z.infer<typeof NewSubmission>;

const names = {
  id: SubmissionId,
  task: Slug,
  model: Slug,
  modelName: z.string(),
  candidate: Slug,
  candidateName: z.string(),
  candidateId: CandidateId,
  status: SubmissionStatus,
  /** Images that are scored, of the datasets that it has predictions for, and those scored so far. */
  imageCount: z.int().min(0),
  scoredCount: z.int().min(0),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
};

/** What everyone may know of a submission: whose it is and how far. */
export const PublicSubmission = z.strictObject({ ...names, datasets: z.array(Slug) });
export type PublicSubmission = z.infer<typeof PublicSubmission>;

/** The newest evaluation of a submission on one dataset. */
export const SubmissionDataset = z.strictObject({
  dataset: Slug,
  /** Version of the dataset. */
  version: z.int().min(1),
  /** Null before the submission is closed. */
  state: EvaluationState.nullable(),
  /** Images of the dataset that are scored, and those of them with a prediction. */
  imageCount: z.int().min(0),
  predictionCount: z.int().min(0),
  scoredCount: z.int().min(0),
  /** What you have to fix, image by image; null unless rejected. */
  report: z.string().nullable(),
  /** What failed on the site; for admins. */
  error: z.string().nullable(),
  /** What you have to know about the scores, image by image; null where there is nothing. */
  warnings: z.string().nullable(),
  /** By the metric that ranks the task; null before it is scored, and where it is undefined. */
  score: z.number().nullable(),
});
export type SubmissionDataset = z.infer<typeof SubmissionDataset>;

/** A submission with all that is known about it: one of your own, or one that is published. */
export const Submission = z.strictObject({
  ...names,
  /** Raised with every submission of this installation. */
  number: z.int().min(1),
  predictionCount: z.int().min(0),
  datasets: z.array(SubmissionDataset),
  closedAt: z.iso.datetime().nullable(),
  /** How its files were read; null where nothing had to be chosen. */
  reading: LabelReading.nullable(),
  /** The name of the task and of the metric that ranks it. */
  taskName: z.string(),
  metric: MetricId,
  publication: Publication,
  publishedAt: z.iso.datetime().nullable(),
  /** Whether it is yours, or of one of your teams. Others see neither reports nor errors. */
  own: z.boolean(),
  /** Whether a built-in method makes its predictions. */
  builtIn: z.boolean(),
});
export type Submission = z.infer<typeof Submission>;

/** Names a submission. */
export const SubmissionQuery = z.strictObject({ submission: SubmissionId });
export type SubmissionQuery = z.infer<typeof SubmissionQuery>;

export const CloseSubmission = SubmissionQuery.extend({
  /**
   * Whether everyone may see it, with its scores as soon as there are any. Left out: not before its owner publishes it,
   * unless it belongs to no account.
   */
  publish: z.boolean().optional(),
});
export type CloseSubmission = z.infer<typeof CloseSubmission>;

export const WithdrawSubmission = SubmissionQuery.extend({ reason: z.string().trim().max(500).default('') });
export type WithdrawSubmission = z.infer<typeof WithdrawSubmission>;

export const SubmissionsQuery = z.strictObject({
  task: Slug.optional(),
  /** Only those that wait or run. */
  unfinished: z.boolean().default(false),
  ...pageQuery,
});
export type SubmissionsQuery = z.infer<typeof SubmissionsQuery>;

export const OwnSubmissionsQuery = SubmissionsQuery.extend({
  status: SubmissionStatus.optional(),
  publication: Publication.optional(),
  /** Only those of the account itself and its teams, for an admin too. */
  personal: z.boolean().default(false),
});
export type OwnSubmissionsQuery = z.infer<typeof OwnSubmissionsQuery>;

/** Where a published submission stands on the board of a dataset, by the metric that ranks. */
export const SubmissionPlace = z.strictObject({
  submission: SubmissionId,
  dataset: Slug,
  /** Null for what is shown without a rank, such as controls and results of an older version. */
  rank: z.int().min(1).nullable(),
  rankedCount: z.int().min(0),
});
export type SubmissionPlace = z.infer<typeof SubmissionPlace>;

export const SubmissionPlacesQuery = z.strictObject({ submissions: z.array(SubmissionId).max(100) });
export type SubmissionPlacesQuery = z.infer<typeof SubmissionPlacesQuery>;

/** How many submissions an account may still send to tasks that it sent some to within 24 hours. */
export const SubmissionQuota = z.strictObject({
  /** For each task within 24 hours; null for those without a limit, who have no account. */
  limit: z.int().min(1).nullable(),
  tasks: z.array(
    z.strictObject({
      task: Slug,
      taskName: z.string(),
      used: z.int().min(0),
      left: z.int().min(0),
      /** When the next place opens; null while some are left. */
      opensAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type SubmissionQuota = z.infer<typeof SubmissionQuota>;

/** What the server answers to an uploaded prediction. */
export const UploadedPrediction = z.strictObject({
  dataset: Slug,
  image: ImageName,
  sha256: Sha256,
  unchanged: z.boolean(),
});
export type UploadedPrediction = z.infer<typeof UploadedPrediction>;

export const SubmissionFilesQuery = SubmissionQuery.extend(pageQuery);
export type SubmissionFilesQuery = z.infer<typeof SubmissionFilesQuery>;

/** An image of a submission's task with the hash of its prediction, so that an upload can resume. */
export const SubmissionFile = z.strictObject({ dataset: Slug, image: ImageName, sha256: Sha256.nullable() });
export type SubmissionFile = z.infer<typeof SubmissionFile>;

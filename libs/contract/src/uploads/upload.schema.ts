import * as z from 'zod';
import { OneLine, Sha256, SubmissionId } from '../identifiers.ts';
import { ValidationReport } from '../preflight/validation-report.schema.ts';

export const UploadId = z.uuid().brand<'UploadId'>();
export type UploadId = z.infer<typeof UploadId>;

/**
 * How far an upload is. `receiving`: its bytes arrive, and may go on after an interruption. `checking`: they are all there
 * and are checked against the task. `adding`: its predictions are added to the submission. `added`: all of them are.
 * `refused`: you can fix it, and the report says how. `failed`: the site could not read it.
 */
export const UploadState = z.enum(['receiving', 'checking', 'adding', 'added', 'refused', 'failed']);
export type UploadState = z.infer<typeof UploadState>;

/** Announces a set of predictions: an archive, or one file that holds all of them. */
export const BeginUpload = z.strictObject({
  submission: SubmissionId,
  fileName: OneLine.trim().min(1).max(200),
  bytes: z.int().min(1),
  /** Of the whole file; the same file goes on where it was interrupted. */
  sha256: Sha256,
});
export type BeginUpload = z.infer<typeof BeginUpload>;

/** A set of predictions on its way into a submission. */
export const Upload = z.strictObject({
  id: UploadId,
  submission: SubmissionId,
  fileName: z.string(),
  bytes: z.int().min(1),
  sha256: Sha256,
  state: UploadState,
  /** Bytes that have arrived. */
  received: z.int().min(0),
  /** Predictions to add, and those of them that are added. */
  found: z.int().min(0),
  added: z.int().min(0),
  /** Null before it was checked. */
  report: ValidationReport.nullable(),
  /** Why it was refused or failed, where the report does not say it. */
  error: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  /** When what has arrived is deleted, unless more arrives. */
  expiresAt: z.iso.datetime(),
});
export type Upload = z.infer<typeof Upload>;

/** Names an upload. */
export const UploadQuery = z.strictObject({ submission: SubmissionId, upload: UploadId });
export type UploadQuery = z.infer<typeof UploadQuery>;

/** Path to which the bytes of an upload are sent, by the protocol of https://tus.io. */
export function uploadPath({ submission, upload }: UploadQuery): string {
  return `/api/v1/submissions/${submission}/uploads/${upload}`;
}

import { SubmissionId, UploadId } from '@cellboard/contract';
import * as z from 'zod';

/** Images per job: enough to keep a worker busy, few enough to share among workers and to repeat after a crash. */
export const CHUNK_IMAGES = 16;

const Chunk = z.array(z.uuid()).max(1000);

/**
 * Score some images of a submission; the last chunk to commit finishes the evaluation. Without images it only
 * checks whether the evaluation is complete.
 */
export const EvaluateChunk = z.strictObject({ submission: SubmissionId, evaluation: z.uuid(), images: Chunk });
export type EvaluateChunk = z.infer<typeof EvaluateChunk>;

/** Let a built-in method predict some images of a submission; the last chunk to commit closes the submission. */
export const PredictChunk = z.strictObject({ submission: SubmissionId, images: Chunk });
export type PredictChunk = z.infer<typeof PredictChunk>;

/** Score again what an older version of the metric that ranks a board has scored. */
export const RescoreBoards = z.strictObject({});
export type RescoreBoards = z.infer<typeof RescoreBoards>;

/** Measure the images that were not measured by the newest rules; resumes where an earlier run stopped. */
export const MeasureImages = z.strictObject({});
export type MeasureImages = z.infer<typeof MeasureImages>;

/** Make the label files that are missing or of another version; resumes where an earlier run stopped. */
export const MakeLabelFiles = z.strictObject({});
export type MakeLabelFiles = z.infer<typeof MakeLabelFiles>;

/** Draw the small pictures that are missing or drawn by other rules; resumes where an earlier run stopped. */
export const MakePictures = z.strictObject({});
export type MakePictures = z.infer<typeof MakePictures>;
/** Record every cell of an evaluation, unless that is done. */
export const RecordCells = z.strictObject({ evaluation: z.uuid() });
export type RecordCells = z.infer<typeof RecordCells>;

/** Mail the person who sent a submission how it ended. */
export const MailSubmissionEnd = z.strictObject({ submission: SubmissionId });
export type MailSubmissionEnd = z.infer<typeof MailSubmissionEnd>;
/** Check an uploaded set of predictions and add them to its submission, unless that is done. */
export const AddPredictions = z.strictObject({ upload: UploadId });
export type AddPredictions = z.infer<typeof AddPredictions>;

/** Draw the demo's images and submit the built-in methods; resumes where an earlier run stopped. */
export const PrepareDemo = z.strictObject({});
export type PrepareDemo = z.infer<typeof PrepareDemo>;

import * as z from 'zod';
import { Slug } from '../identifiers.ts';

/** Why an evaluation was made: the first of a submission, asked for again, a newer metric, a newer dataset version. */
export const EvaluationCause = z.enum(['first', 'requeue', 'metric', 'dataset']);
export type EvaluationCause = z.infer<typeof EvaluationCause>;

/** Scores again what stands on the boards of a task with versions of metrics that are not the newest. */
export const Rescore = z.strictObject({ task: Slug });
export type Rescore = z.infer<typeof Rescore>;

export const Rescoring = z.strictObject({
  /** Evaluations that were queued. */
  evaluations: z.int().min(0),
  /** Images that they have to score. */
  images: z.int().min(0),
});
export type Rescoring = z.infer<typeof Rescoring>;

import * as z from 'zod';
import { Slug } from '../identifiers.ts';

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

import * as z from 'zod/mini';
import { textParam, wholeParam } from '../../search/search-params.ts';

/** Fewest and most images in the table. */
export const rowLimits = { min: 3, max: 48 } as const;

/** Candidates that stand beside the truth where none were chosen. */
export const usualCandidates = 3;

/** What the address of a task holds. */
export const TaskSearch = z.object({
  /** One of the task's datasets; all where it is empty. */
  dataset: textParam(64, /^[a-z0-9-]*$/),
  /** Images in the table. */
  n: wholeParam(12, rowLimits),
  /** The columns: `truth` and candidates as `model/candidate`, separated by commas; the usual ones where it is empty. */
  m: textParam(1000, /^[a-z0-9-/,]*$/),
});
export type TaskSearch = z.infer<typeof TaskSearch>;

export const taskSearchDefaults: TaskSearch = TaskSearch.parse({});

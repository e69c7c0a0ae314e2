import * as z from 'zod';
import { OneLine, Sha256 } from '../identifiers.ts';
import { TaskObject } from '../tasks/task.schema.ts';

/** Which cell keeps a pixel that several claim. */
export const OverlapRule = z.enum(['later', 'smaller', 'larger', 'refuse']);
export type OverlapRule = z.infer<typeof OverlapRule>;

/** From what the truths of a dataset version were made, and how. */
export const Provenance = z.strictObject({
  /** The layout by which the files were read, such as `livecell`. */
  layout: OneLine.min(1).max(40),
  /** The only part that was read, such as `test`; null where all was. */
  part: OneLine.min(1).max(200).nullable(),
  outlined: TaskObject,
  overlap: OverlapRule,
  /** Files with the truths; many label images are one entry with their number and joint hash. */
  files: z.array(z.strictObject({ name: OneLine.min(1).max(300), bytes: z.int().min(0), sha256: Sha256 })).max(200),
  /** Version of the software that read them. */
  software: OneLine.min(1).max(80),
});
export type Provenance = z.infer<typeof Provenance>;

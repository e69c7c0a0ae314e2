import * as z from 'zod';
import { invariantWords } from './invariant-words.ts';

export const Invariant = z.enum(Object.keys(invariantWords) as (keyof typeof invariantWords)[]);
export type Invariant = z.infer<typeof Invariant>;

/** Something that breaks an invariant. */
export const BrokenInvariant = z.strictObject({
  invariant: Invariant,
  /** What kind of thing it is, and its id. */
  object: z.enum(['evaluation', 'submission', 'candidate', 'file']),
  subject: z.string(),
  /** ISO 8601, UTC; null where that is unknown. */
  since: z.iso.datetime().nullable(),
});
export type BrokenInvariant = z.infer<typeof BrokenInvariant>;

export const InvariantReport = z.strictObject({
  checkedAt: z.iso.datetime(),
  /** Empty on a sound installation. */
  broken: z.array(BrokenInvariant),
});
export type InvariantReport = z.infer<typeof InvariantReport>;

import * as z from 'zod';

/** What must never be, in words. */
export const invariantWords = {
  overdue: 'An evaluation has not ended within 24 hours.',
  lost: 'A closed submission has no evaluation.',
  twice: 'A submission is evaluated twice at once on one dataset.',
  unscored: 'An evaluation counts as scored without all of its scores.',
  unfinished: 'An evaluation has scores but does not count as scored.',
  board: 'A board shows what is not published or not scored.',
  current: 'A candidate stands on a board twice.',
  quota: 'A daily place was neither used nor given back.',
  file: 'A stored file is empty or of unknown size.',
} as const;

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

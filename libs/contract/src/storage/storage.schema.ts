import * as z from 'zod';
import { Sha256 } from '../identifiers.ts';
import { pageQuery } from '../page.ts';

/** Where a stored file lies, by what it is for. */
export const Shelf = z.enum(['image', 'truth', 'prediction', 'sheet', 'weights', 'upload']);
export type Shelf = z.infer<typeof Shelf>;

export const VerifyQuery = z.strictObject({ shelf: Shelf.optional(), ...pageQuery });
export type VerifyQuery = z.infer<typeof VerifyQuery>;

/** A stored file as it was found: `missing`, or `changed` where its bytes do not have its hash. */
export const FileFault = z.strictObject({
  shelf: Shelf,
  sha256: Sha256,
  fault: z.enum(['missing', 'changed']),
  /**
   * True for a label file that was made again from its original, false where that is not sound; `queued` for a record of
   * cells, which is made again in the background; null for originals.
   */
  rebuilt: z.union([z.boolean(), z.literal('queued')]).nullable(),
});
export type FileFault = z.infer<typeof FileFault>;

/** A look at what belongs together: files, rows, label files and records of cells. */
export const ReviewQuery = z.strictObject({
  shelf: Shelf.optional(),
  /** Also do what can be done without losing anything. */
  repair: z.boolean().default(false),
  ...pageQuery,
});
export type ReviewQuery = z.infer<typeof ReviewQuery>;

/** Something in the store or the database whose counterpart is not there. */
export const StoreFinding = z.strictObject({
  /**
   * `unknownFile`: a file that no row names. `unusedFile`: a file with a row that nothing refers to. `noLabelFile`: a
   * truth, ignore mask or prediction without its label file. `noRecord`: a scored evaluation without a record of cells.
   */
  kind: z.enum(['unknownFile', 'unusedFile', 'noLabelFile', 'noRecord']),
  /** A file as `shelf/sha256`, or the id of an evaluation. */
  subject: z.string(),
  /** `found` where nothing was done, because it was not asked for or would not be safe; `failed` where it cannot be. */
  outcome: z.enum(['found', 'removed', 'made', 'queued', 'failed']),
  /** Why nothing was done, for people; null where there is nothing to say. */
  reason: z.string().nullable(),
});
export type StoreFinding = z.infer<typeof StoreFinding>;

export const StoreReview = z.strictObject({
  findings: z.array(StoreFinding),
  /** Steps that are behind this one, and all of them. */
  step: z.int().min(0),
  steps: z.int().min(1),
  next: z.string().nullable(),
});
export type StoreReview = z.infer<typeof StoreReview>;

/** What a look at some stored files found. */
export const Verification = z.strictObject({
  checked: z.int().min(0),
  bytes: z.int().min(0),
  faults: z.array(FileFault),
  /** Stored files of the shelf in all. */
  total: z.int().min(0),
  next: z.string().nullable(),
});
export type Verification = z.infer<typeof Verification>;

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

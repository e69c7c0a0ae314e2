import type { FormatErrorCode } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';

/** A file that the thread of an `Hdf5Queue` is to read. */
export interface Hdf5Request {
  readonly bytes: Uint8Array;
  readonly choice: LabelChoice;
}

/** How a request ends: with labels, why the file is refused, or that our code failed. */
export type Hdf5Outcome =
  | { readonly labels: LabelRaster }
  | { readonly refused: { readonly code: FormatErrorCode; readonly message: string } }
  | { readonly fault: string };

/** What the thread says: that it has come further, or the outcome, and whether it can read another file. */
export type Hdf5Answer = 'further' | { readonly outcome: Hdf5Outcome; readonly spent: boolean };

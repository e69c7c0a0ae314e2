import type { FormatErrorCode } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';

/** A file that the thread of `readHdf5Labels` is to read. */
export interface Hdf5Request {
  readonly bytes: Uint8Array;
  readonly choice: LabelChoice;
}

/** What the thread says: that it has come further, what came out, why the file is refused, or that our code failed. */
export type Hdf5Answer =
  | 'further'
  | { readonly labels: LabelRaster }
  | { readonly refused: { readonly code: FormatErrorCode; readonly message: string } }
  | { readonly fault: string };

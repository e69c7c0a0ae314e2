import type { LabelChoice } from '@cellboard/formats';
import type { MetricId } from '@cellboard/metrics';

/** A file by its path, or its bytes. */
export type ImageSource = string | Uint8Array;

/** A label file, see docs/label-files.md, and what it has to be. */
export interface KeptLabels {
  readonly path: string;
  /** Of its bytes. */
  readonly sha256: string;
  /** SHA-256 of the file that it was made from. */
  readonly original: string;
  /** Of the image in pixels, where it is known: a label file of another size belongs to another image. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** One image to score. Plain data, so that it can go to another thread. */
export interface ImageJob {
  /** The image's name; it comes back with the result. */
  readonly image: string;
  readonly truth: ImageSource | KeptLabels;
  /** Null where there is none: the image is then scored as if nothing had been predicted. */
  readonly prediction: ImageSource | KeptLabels | null;
  /** Mask whose pixels other than 0 no metric looks at, of the truth's size; null or left out where all count. */
  readonly ignore?: ImageSource | KeptLabels | null;
  /** Path of the image itself: where it is given, every cell is recorded beside the scores. */
  readonly picture?: string;
  /** How the prediction's file is read where it leaves something open; a label file never does. */
  readonly choice?: LabelChoice;
  /** How the truth's file is read where it leaves something open. */
  readonly truthChoice?: LabelChoice;
}

/** What to compute of every image. */
export interface ScoringRequest {
  /** Ids from the catalogue of metrics. */
  readonly metrics: readonly MetricId[];
  /** Also list every truth cell and every predicted cell. */
  readonly perCell: boolean;
}

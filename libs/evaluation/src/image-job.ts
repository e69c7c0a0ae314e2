import type { LabelChoice } from '@cellboard/formats';
import type { MetricId } from '@cellboard/metrics';

/** A file by its path, or its bytes. */
export type ImageSource = string | Uint8Array;

/** One image to score. Plain data, so that it can go to another thread. */
export interface ImageJob {
  /** The image's name; it comes back with the result. */
  readonly image: string;
  readonly truth: ImageSource;
  /** Null where there is none: the image is then scored as if nothing had been predicted. */
  readonly prediction: ImageSource | null;
  /** Mask whose pixels other than 0 no metric looks at, of the truth's size; null or left out where all count. */
  readonly ignore?: ImageSource | null;
  /** How the prediction's file is read where it leaves something open. */
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

import type { PairScores } from '@cellboard/metrics';
import type { CellColumns } from './cell-records/cell-columns.ts';
import { ImageError, type ImageErrorCode } from './image-error.ts';

/** Something about a file that was read. */
export interface FileNote {
  readonly of: 'truth' | 'prediction';
  readonly message: string;
}

/** One scored image. Plain data, and a row of the score sheet with what pooling needs. */
export interface ImageScore extends PairScores {
  readonly image: string;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Pixels that its ignore mask leaves out of every metric; not there without a mask. */
  readonly ignoredPixels?: number;
  /** What is to be said of its files, such as objects that were left out, or why they may be no label images. */
  readonly notes: readonly FileNote[];
  /** Whether there was no prediction, so that it was scored as if nothing had been predicted. */
  readonly missing: boolean;
  /** The record of its cells, or why there is none; only where the job names the image itself. */
  readonly record?: CellColumns | ImageFailure;
  /** Time spent on reading and decoding, and on the metrics, in milliseconds. */
  readonly timing: { readonly decodeMs: number; readonly metricMs: number };
}

/** One image that could not be scored, for a reason that a person can fix. */
export interface ImageFailure {
  readonly image: string;
  readonly error: { readonly code: ImageErrorCode; readonly message: string };
}

/** What became of one image. */
export type ImageResult = ImageScore | ImageFailure;

/** Whether an image was scored. */
export function isScored(result: ImageResult): result is ImageScore {
  return !('error' in result);
}

/**
 * The result of an image that a person can fix.
 *
 * @throws every other error, as it is
 */
export function failureOf(image: string, error: unknown): ImageFailure {
  if (!(error instanceof ImageError)) throw error;
  return { image, error: { code: error.code, message: error.message } };
}

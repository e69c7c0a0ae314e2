import type { TaskImage, ValidationReport } from '@cellboard/contract';

/** What the worker is asked. */
export interface PreflightRequest {
  readonly files: readonly { readonly file: File; readonly path: string }[];
  readonly task: string;
  readonly images: readonly TaskImage[];
}

/** The outlines of a prediction, ready to be drawn over its image. */
export interface Outlines {
  readonly dataset: string;
  readonly image: string;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity, row by row. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** What came of it: the report, and the one file that is sent. */
export interface Checked {
  readonly report: ValidationReport;
  readonly file: File;
  readonly sha256: string;
  readonly outlines: readonly Outlines[];
}

/** What the worker says. */
export type PreflightAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'checked'; readonly checked: Checked }
  | { readonly kind: 'failed'; readonly message: string };

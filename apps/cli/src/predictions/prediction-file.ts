import type { ImageSize, LabelChoice } from '@cellboard/formats';

/** A prediction to send. */
export interface PredictionFile {
  /** Name of the task's image. */
  readonly name: string;
  readonly dataset: string;
  readonly path: string;
  /** How the file is read where it leaves something open, such as which of its images is meant. */
  readonly choice: LabelChoice;
  /** Of the task's image. */
  readonly size: ImageSize | undefined;
}

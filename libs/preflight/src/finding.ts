import type { ValidationCode } from '@cellboard/contract';

/** One thing that is wrong with one file or image. */
export interface Finding {
  readonly code: ValidationCode;
  readonly message: string;
  readonly file?: string;
  readonly dataset?: string | null;
  readonly image?: string | null;
  /** The name that the file should probably have. */
  readonly rename?: string;
}

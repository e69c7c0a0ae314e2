import type { FormatErrorCode } from '@cellboard/formats';
import type { FileErrorCode } from '@cellboard/formats/node';
import type { Tasks } from './tasks.ts';

/** Why a file was not read: its own fault, or that it asked for too much. */
export type RefusalCode =
  | FormatErrorCode
  | FileErrorCode
  /** It took longer than the limit. */
  | 'TIMEOUT'
  /** It took more memory than the limit. */
  | 'OUT_OF_MEMORY'
  /** The process died in any other way. */
  | 'WORKER_DIED';

/** What a decoding process is asked: which task, and with what. */
export interface Request {
  readonly task: keyof Tasks;
  readonly parameters: readonly unknown[];
}

/** What a decoding process says: that it may be asked, what came out, why the file is refused, or that our code failed at it. */
export type Answer =
  | { readonly ready: true }
  | { readonly done: unknown }
  | { readonly refused: Refusal }
  | { readonly fault: { readonly name: string; readonly details: string } };

/** Errors lose their class on the way between processes. */
export interface Refusal {
  readonly code: RefusalCode;
  /** What was found, what was expected and how to fix it. */
  readonly message: string;
  /** For the log alone. */
  readonly details?: string;
}

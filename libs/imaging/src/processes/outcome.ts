import type { Fault, Refusal } from './messages.ts';

/** Why a process gave no answer. */
export type Ending =
  /** It was ended because the task took longer than the limit. */
  | 'timeout'
  /** It was ended because the task took more memory than the limit. */
  | 'memory'
  /** The system or a person ended it (SIGKILL or SIGTERM), as systems do when they run out of memory. */
  | 'killed'
  /** It died in any other way: of a full heap (SIGABRT), or by a fault of a library (SIGSEGV). */
  | 'died'
  /** Nobody waits for the answer any more. */
  | 'stopped';

/** What became of a task. */
export type Outcome =
  | { readonly done: unknown }
  | { readonly refused: Refusal }
  | { readonly fault: Fault }
  | {
      readonly ended: Ending;
      /** The signal or exit code, where it died by itself. */
      readonly how: string;
    };

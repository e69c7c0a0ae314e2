/** What a process is asked: which task, and with what. */
export interface Request {
  readonly task: string;
  readonly parameters: readonly unknown[];
}

/** A task that found something wrong with what it was given. Errors lose their class on the way between processes. */
export interface Refusal {
  readonly code: string;
  /** What was found, what was expected and how to fix it. */
  readonly message: string;
}

/** A task that failed through a fault of ours. The details are for the log alone. */
export interface Fault {
  readonly name: string;
  readonly details: string;
}

/** What a process says: that it may be asked, or what became of a task. */
export type Answer =
  { readonly ready: true } | { readonly done: unknown } | { readonly refused: Refusal } | { readonly fault: Fault };

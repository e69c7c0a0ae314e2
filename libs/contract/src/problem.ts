import type { problemTable } from './problem-table.ts';

/** What can go wrong for a person. The codes are public: clients branch on them, so none is ever renamed. */
export type ProblemCode = keyof typeof problemTable;

/** An expected failure: what happened and what to do now. Everything else is a bug, and stays an Error. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

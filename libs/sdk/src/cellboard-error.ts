import type { ProblemCode, ProblemDetails } from '@cellboard/contract';
import { TRPCClientError } from '@trpc/client';

/** Why a request failed: a problem that the server names, or one of the two below. */
export type CellboardErrorCode =
  | ProblemCode
  /** Nothing answered at the address. */
  | 'UNREACHABLE'
  /** The answer is not from Cellboard, or from a newer or older version. */
  | 'NOT_UNDERSTOOD';

/** A request failed. The message says what happened and what to do. */
export class CellboardError extends Error {
  override readonly name = 'CellboardError';
  readonly code: CellboardErrorCode;
  /** Names the request in the server's log; null where no server answered. */
  readonly requestId: string | null;

  constructor(
    code: CellboardErrorCode,
    message: string,
    options: ErrorOptions & { readonly requestId?: string | null } = {},
  ) {
    super(message, options);
    this.code = code;
    this.requestId = options.requestId ?? null;
  }
}

/** Nothing answered at an address. */
export function unreachable(url: string, cause: unknown): CellboardError {
  return new CellboardError(
    'UNREACHABLE',
    `No Cellboard server answers at ${url}. Start it with "npm start", or use the right address.`,
    { cause },
  );
}

/** The answer cannot be understood. */
export function notUnderstood(url: string, cause?: unknown): CellboardError {
  return new CellboardError(
    'NOT_UNDERSTOOD',
    `The answer from ${url} is not from a Cellboard server of this version. Check the address, or update the older of the two.`,
    { cause },
  );
}

/** The error that a server's problem stands for. */
export function fromProblem({ code, detail, requestId }: ProblemDetails, cause?: unknown): CellboardError {
  return new CellboardError(code, detail, { cause, requestId });
}

/** Whether an answer describes a problem (RFC 9457) of Cellboard. */
export function isProblem(answer: unknown): answer is ProblemDetails {
  if (typeof answer !== 'object' || answer === null) return false;
  const { code, detail, requestId } = answer as Partial<Record<keyof ProblemDetails, unknown>>;
  return [code, detail, requestId].every((part) => typeof part === 'string');
}

/** Turns a failed call of a procedure into our error; any other error stays as it is. */
export function fromCallError(error: unknown, url: string): unknown {
  if (!(error instanceof TRPCClientError)) return error;
  const problem = (error.data as { readonly problem?: unknown } | null | undefined)?.problem;
  if (isProblem(problem)) return fromProblem(problem, error);
  // fetch fails with a TypeError where nothing answers; everything else is an answer of something else.
  return error.cause?.name === 'TypeError' ? unreachable(url, error) : notUnderstood(url, error);
}

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

/** What servers of this and of earlier releases say of an input that they do not know. */
const UNKNOWN_INPUT = /There is nothing of the name |Unrecognized key/;

/** Calls of this client have no other inputs than its release knows, so a server that refuses one is older. */
function ofOlderServer(problem: ProblemDetails, url: string): ProblemDetails {
  if (problem.code !== 'REQUEST_INVALID' || !UNKNOWN_INPUT.test(problem.detail)) return problem;
  const names = problem.detail.match(/"[^"]+"/g)?.join(', ') ?? 'what was asked';
  const detail = `The server at ${url} does not know ${names}: it is older than this program. Update the server, or use the program of its version.`;
  return { ...problem, detail };
}

/** Turns a failed call of a procedure into our error; any other error stays as it is. */
export function fromCallError(error: unknown, url: string): unknown {
  if (!(error instanceof TRPCClientError)) return error;
  const problem = (error.data as { readonly problem?: unknown } | null | undefined)?.problem;
  if (isProblem(problem)) return fromProblem(ofOlderServer(problem, url), error);
  // fetch fails with a TypeError where nothing answers; everything else is an answer of something else.
  return error.cause?.name === 'TypeError' ? unreachable(url, error) : notUnderstood(url, error);
}

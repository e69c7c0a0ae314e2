import type { ProblemCode } from '@cellboard/contract';
import { TRPCClientError } from '@trpc/client';

/** Why a request failed: a problem the server names, or one of the three below. */
export type CellboardErrorCode =
  | ProblemCode
  /** Nothing answered at the address. */
  | 'UNREACHABLE'
  /** Something answered that is not Cellboard, or a newer or older one. */
  | 'NOT_UNDERSTOOD'
  /** A fault of the server; report it with the request's id. */
  | 'INTERNAL';

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
    `No Cellboard server answers at ${url}. Start it with "npm start", or give the right address.`,
    { cause },
  );
}

/** Something answered that cannot be understood. */
export function notUnderstood(url: string, cause?: unknown): CellboardError {
  return new CellboardError(
    'NOT_UNDERSTOOD',
    `What answers at ${url} is not a Cellboard server of this version. Check the address, and update the older one.`,
    {
      cause,
    },
  );
}

/** Brings a failed call of a procedure to our words; whatever is no failed call stays what it is. */
export function fromCallError(error: unknown, url: string): unknown {
  if (!(error instanceof TRPCClientError)) return error;
  const data = error.data as
    { readonly code?: string; readonly problem?: ProblemCode | null; readonly requestId?: string | null } | undefined;
  if (data !== undefined) {
    const requestId = data.requestId ?? null;
    const code = data.problem ?? (data.code === 'BAD_REQUEST' ? 'REQUEST_INVALID' : 'INTERNAL');
    return new CellboardError(code, inWords(error.message), { cause: error, requestId });
  }
  // fetch fails with a TypeError where nothing answers; everything else is an answer that is none of ours.
  return error.cause?.name === 'TypeError' ? unreachable(url, error) : notUnderstood(url, error);
}

/** A refused input comes as a JSON list of what is wrong with it; everything else is words already. */
function inWords(message: string): string {
  if (!message.startsWith('[')) return message;
  try {
    const issues = JSON.parse(message) as readonly {
      readonly path: readonly PropertyKey[];
      readonly message: string;
    }[];
    return issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join(' ');
  } catch {
    return message;
  }
}

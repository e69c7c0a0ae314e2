import type { ProblemCode } from '@cellboard/contract';
import type { AppRouter } from '@cellboard/contract/router';
import { TRPCClientError } from '@trpc/client';

/** A failed request in words for a person. */
export interface Failure {
  readonly message: string;
  /** What went wrong, as programs know it; null where the server was not reached or the page itself failed. */
  readonly code: ProblemCode | null;
  /** Names the request in the server's log; null where the server was not reached. */
  readonly requestId: string | null;
  /** True where asking again cannot help, because what was asked for does not exist or is not valid. */
  readonly final: boolean;
}

const unreachable =
  'The server cannot be reached. Check that Cellboard is still running and that you are connected, then try again.';

/** Turns whatever a query failed with into words, the request's id and whether trying again makes sense. */
export function describeFailure(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) {
    return { message: 'This part of the page failed. Reload the page.', code: null, requestId: null, final: false };
  }
  const { data } = error as TRPCClientError<AppRouter>;
  if (!data) return { message: unreachable, code: null, requestId: null, final: false };
  const { detail, code, requestId, status } = data.problem;
  return { message: detail, code, requestId, final: status < 500 };
}

/** Whether a query failed for good. */
export const isFinal = (error: unknown): boolean => error != null && describeFailure(error).final;

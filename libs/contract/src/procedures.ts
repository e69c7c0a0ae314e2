import { initTRPC, TRPCError } from '@trpc/server';
import { requireAccess } from './access/access.ts';
import type { ProcedureName } from './access/policies.ts';
import type { Principal } from './access/principal.ts';
import { Problem } from './problem.ts';
import { internalDetail, problemDetails, type ProblemDetails } from './problem-details.ts';
import { problemTable } from './problem-table.ts';
import { issuesInWords } from './issues-in-words.ts';

/** Who is asking, and nothing else. */
export interface Caller {
  readonly principal: Principal;
  /** Names this request in the log and in messages of unexpected failures. */
  readonly requestId: string;
}

/** Names of requests that were refused before their context was made. */
const requestIds = new WeakMap<TRPCError, string>();

/** Says which request an error belongs to, where it may have been refused before its context was made. */
export function nameRequest(error: TRPCError, requestId: string): void {
  requestIds.set(error, requestId);
}

/**
 * Streams end after some minutes and browsers connect again, with a session that still has to be good. Pings keep servers in
 * between from taking a quiet stream for a dead one.
 */
const streams = {
  maxDurationMs: 5 * 60_000,
  ping: { enabled: true, intervalMs: 10_000 },
  client: { reconnectAfterInactivityMs: 30_000 },
};

const t = initTRPC
  .context<Caller>()
  .meta<{ action: ProcedureName }>()
  .create({
    isDev: false,
    sse: streams,
    errorFormatter: ({ shape, error, ctx }) => {
      const problem = describe(error, ctx?.requestId ?? requestIds.get(error) ?? 'unknown');
      return { ...shape, message: problem.detail, data: { ...shape.data, problem } };
    },
  });

/** An unexpected failure keeps its message for the log; the caller learns only how to report it. */
function describe(error: TRPCError, requestId: string): ProblemDetails {
  const { cause } = error;
  if (cause instanceof Problem) return problemDetails(cause.code, cause.message, requestId);
  if (error.code === 'INTERNAL_SERVER_ERROR') return problemDetails('INTERNAL', internalDetail(requestId), requestId);
  if (error.code === 'NOT_FOUND') return problemDetails('PAGE_NOT_FOUND', error.message, requestId);
  const detail = cause?.name === 'SyntaxError' ? 'The input is not valid JSON.' : ownWords(error);
  return { ...problemDetails('REQUEST_INVALID', detail, requestId), status: statusOf(error) };
}

/** What tRPC itself refuses, in sentences. */
function ownWords(error: TRPCError): string {
  if (/^Batch call/.test(error.message))
    return 'The request calls too many procedures at once. Send fewer in each batch.';
  return issuesInWords(error);
}

/** Parse errors, wrong methods and too long batches keep the status that tRPC gives them. */
function statusOf({ code }: TRPCError): number {
  return { METHOD_NOT_SUPPORTED: 405, PAYLOAD_TOO_LARGE: 413, UNSUPPORTED_MEDIA_TYPE: 415 }[code as string] ?? 400;
}

const named = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof Problem)) return result;
  const problem = result.error.cause;
  throw new TRPCError({ code: problemTable[problem.code].trpc, message: problem.message, cause: problem });
});

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;

/** A procedure under its name in the policy table, which says who may call it. */
export function procedure(action: ProcedureName) {
  return named.meta({ action }).use(({ ctx, next }) => {
    requireAccess(ctx.principal, action);
    return next();
  });
}

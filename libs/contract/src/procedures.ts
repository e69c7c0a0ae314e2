import { initTRPC, TRPCError } from '@trpc/server';
import { Problem, type ProblemCode } from './problem.ts';
import { problemStatus } from './problem-status.ts';

/** Who may call a procedure. */
export type Access = 'everyone' | 'operator';

/** Who is asking, and nothing else. */
export interface Caller {
  readonly isOperator: boolean;
  /** Names this request in the log and in messages of unexpected failures. */
  readonly requestId: string;
}

/** What travels with an error beside its message. */
interface ErrorData {
  readonly problem: ProblemCode | null;
  readonly requestId: string | null;
}

const t = initTRPC
  .context<Caller>()
  .meta<{ access: Access }>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const data: ErrorData = {
        problem: error.cause instanceof Problem ? error.cause.code : null,
        requestId: ctx?.requestId ?? null,
      };
      return { ...shape, message: wordsFor(error, data.requestId), data: { ...shape.data, ...data } };
    },
  });

/** An unexpected failure keeps its words for the log; the caller learns only that it is ours and how to name it. */
function wordsFor(error: TRPCError, requestId: string | null): string {
  if (error.code !== 'INTERNAL_SERVER_ERROR') return error.message;
  return `Something went wrong on our side. If it happens again, report it with this number: ${requestId ?? 'unknown'}.`;
}

const named = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof Problem)) return result;
  const problem = result.error.cause;
  throw new TRPCError({ code: problemStatus[problem.code].trpc, message: problem.message, cause: problem });
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Open to everyone. */
export const publicProcedure = named.meta({ access: 'everyone' });

/** For the operator of this installation, who holds the operator token. */
export const operatorProcedure = named.meta({ access: 'operator' }).use(({ ctx, next }) => {
  if (!ctx.isOperator) {
    throw new Problem('OPERATOR_ONLY', 'This needs the operator token. Send it as "Authorization: Bearer <token>".');
  }
  return next();
});

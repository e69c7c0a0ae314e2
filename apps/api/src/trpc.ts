import { Problem, problemTable } from '@cellboard/contract';
import { createAppRouter, nameRequest, type AppRouter, type Caller, type Services } from '@cellboard/contract/router';
import { routerServices } from '@cellboard/server';
import type { INestApplicationContext } from '@nestjs/common';
import { TRPCError } from '@trpc/server';
import type { CreateFastifyContextOptions, FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { CHALLENGE, RETRY_AFTER } from './http/answer-error.ts';
import { knownFailure } from './http/known-failure.ts';

/** What a browser asks for at once when a page opens is a handful. */
const MAX_BATCH = 20;

/** One router speaks for all services; its context says who is asking and nothing else. */
export function trpcOptions(app: INestApplicationContext): FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] {
  return {
    router: createAppRouter(explained(routerServices(app))),
    maxBatchSize: MAX_BATCH,
    createContext: ({ req }: CreateFastifyContextOptions): Caller => {
      refuseOtherFields(req.query);
      return { principal: req.principal, requestId: req.id };
    },
    responseMeta: ({ errors, info }) => ({
      headers: headersFor(errors.map(({ code }) => code)),
      ...(info?.isBatchCall !== true && statusFor(errors)),
    }),
    onError: ({ error, path, req }) => {
      nameRequest(error, req.id);
      if (getHTTPStatusCodeFromError(error) >= 500)
        req.log.error({ err: error.cause ?? error, path }, 'procedure failed');
    },
  };
}

/** Fields of a query that tRPC reads. */
const FIELDS: readonly string[] = ['input', 'batch'];

/** A filter beside the input, such as `?within=foo`, would be passed over, and every row would come. */
function refuseOtherFields(query: unknown): void {
  const other = Object.keys(query ?? {}).find((field) => !FIELDS.includes(field));
  if (other === undefined) return;
  const cause = new Problem(
    'REQUEST_INVALID',
    `The address has the field "${other.slice(0, 60)}", but a query has only ${FIELDS.join(' and ')}. Put it into the JSON of "input", such as ?input={"limit":10}.`,
  );
  throw new TRPCError({ code: 'BAD_REQUEST', message: cause.message, cause });
}

/** What a client should know that is refused for now, or for lack of a token. */
function headersFor(codes: readonly TRPCError['code'][]): Record<string, string> {
  return {
    ...(codes.includes('SERVICE_UNAVAILABLE') && { 'retry-after': RETRY_AFTER }),
    ...(codes.includes('UNAUTHORIZED') && { 'www-authenticate': CHALLENGE }),
  };
}

/** tRPC has no code for a full disk, and would answer 500. */
function statusFor([error]: readonly TRPCError[]): { status?: number } {
  const isFull = error?.cause instanceof Problem && error.cause.code === 'DISK_FULL';
  return isFull ? { status: problemTable.DISK_FULL.http } : {};
}

/** Services whose passing failures, such as a database that is away, are problems with a code. */
function explained(services: Services): Services {
  const explain = <T extends object>(service: T): T =>
    new Proxy(service, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return async (...input: unknown[]): Promise<unknown> => {
          try {
            return await (value.apply(target, input) as Promise<unknown>);
          } catch (error) {
            throw knownFailure(error) ?? error;
          }
        };
      },
    });
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [name, explain(service as object)]),
  ) as unknown as Services;
}

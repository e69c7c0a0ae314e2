import { internalDetail, Problem, problemDetails, type ProblemDetails } from '@cellboard/contract';
import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { frameworkDetail } from './framework-details.ts';
import { knownFailure } from './known-failure.ts';

/** Seconds after which a client may try again what is unavailable now. */
export const RETRY_AFTER = '5';

/** How a client that is not signed in can sign in (RFC 9110, 11.6.1). */
export const CHALLENGE = 'Bearer realm="Cellboard"';

/**
 * Answers any error as problem+json. An unexpected one keeps its message for the log; the caller learns only how to
 * report it.
 */
export function answerError(
  error: unknown,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  if (hasGone(request)) {
    request.log.debug({ err: error }, 'the client broke off the request');
    return reply.hijack(); // nobody is left to read an answer
  }
  const details = describeError(error, request.id);
  if (details.status >= 500) request.log.error({ err: error }, 'request failed');
  if (details.status === 503) void reply.header('retry-after', RETRY_AFTER);
  // The rest of the body may never come, or be long.
  if (details.status === 408 || details.status === 413) void reply.header('connection', 'close');
  if (details.status === 401) void reply.header('www-authenticate', CHALLENGE);
  return reply
    .status(details.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(details));
}

/** Whether the client closed its connection before it had sent the whole request. */
function hasGone({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

function describeError(error: unknown, requestId: string): ProblemDetails {
  const problem = error instanceof Problem ? error : knownFailure(error);
  if (problem) return problemDetails(problem.code, problem.message, requestId);
  const status = statusOf(error);
  if (status === 404) return problemDetails('PAGE_NOT_FOUND', 'There is nothing at this address.', requestId);
  if (error instanceof Error && status >= 400 && status < 500) {
    return { ...problemDetails('REQUEST_INVALID', frameworkDetail(error), requestId), status };
  }
  return problemDetails('INTERNAL', internalDetail(requestId), requestId);
}

/** Fastify and Nest put the status on their errors, each in its own way. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
}

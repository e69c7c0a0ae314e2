import { Problem, problemStatus, type ErrorAnswer } from '@cellboard/contract';
import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** An error as HTTP tells it. */
interface Told {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Answers any error as JSON. An unexpected one keeps its words for the log; the caller learns only its number. */
export function answerError(
  error: unknown,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): void {
  const told = tell(error, request.id);
  if (told.status >= 500) request.log.error({ err: error }, 'request failed');
  const answer: ErrorAnswer = { error: { code: told.code, message: told.message, requestId: request.id } };
  void reply.status(told.status).header('cache-control', 'no-store').type('application/json').send(answer);
}

function tell(error: unknown, requestId: string): Told {
  if (error instanceof Problem)
    return { status: problemStatus[error.code].http, code: error.code, message: error.message };
  const status = statusOf(error);
  if (status === 404) return { status, code: 'PAGE_NOT_FOUND', message: 'There is nothing at this address.' };
  if (error instanceof Error && status >= 400 && status < 500)
    return { status, code: 'REQUEST_INVALID', message: error.message };
  return {
    status: 500,
    code: 'INTERNAL',
    message: `Something went wrong on our side. If it happens again, report it with this number: ${requestId}.`,
  };
}

/** Fastify and Nest put the status on their errors, each in its own way. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
}

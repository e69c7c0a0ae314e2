import { Problem } from '@cellboard/contract';
import type { FastifyInstance } from 'fastify';
import { answerError } from './answer-error.ts';

/** Refuses requests without the header that HTTP/1.1 demands. Node could do that, but its answer says nothing. */
export function requireHost(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const { httpVersion, headers } = request.raw;
    if (httpVersion !== '1.1' || headers.host !== undefined) return;
    void reply.header('connection', 'close');
    const problem = new Problem(
      'REQUEST_INVALID',
      'The request has no header Host. Send the name of the server in it.',
    );
    return answerError(problem, { request, reply });
  });
}

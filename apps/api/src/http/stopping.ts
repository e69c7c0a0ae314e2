import { Problem } from '@cellboard/contract';
import type { FastifyInstance } from 'fastify';
import { answerError } from './answer-error.ts';

/**
 * Lets open requests end before the server stops: from the moment it is closed it refuses new requests, and it goes on
 * listening until the last open one is answered, so that every client gets an answer.
 */
export function endOpenRequests(fastify: FastifyInstance): void {
  let stopping = false;
  let open = 0;
  let lastIsDone: (() => void) | undefined;
  fastify.addHook('onRequest', async (request, reply) => {
    if (stopping) {
      const problem = new Problem('SERVER_STOPPING', 'The server is stopping. Try again in a few seconds.');
      return answerError(problem, { request, reply });
    }
    open++;
    reply.raw.once('close', () => {
      open--;
      if (open === 0) lastIsDone?.();
    });
  });
  fastify.addHook('onSend', (_request, reply, payload) => {
    if (stopping) void reply.header('connection', 'close');
    return Promise.resolve(payload);
  });
  fastify.addHook('preClose', async () => {
    stopping = true;
    if (open > 0) {
      await new Promise<void>((resolve) => {
        lastIsDone = resolve;
      });
    }
    // Browsers open connections ahead of need, which Node would wait for.
    fastify.server.closeAllConnections();
  });
}

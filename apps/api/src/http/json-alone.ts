import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import { answerError } from './answer-error.ts';

/** Refuses forms, text and files where nobody reads them. The forms of other sites can send nothing else. */
export function takeJsonAlone(fastify: FastifyInstance, isMeant: (request: FastifyRequest) => boolean): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const type = request.headers['content-type'];
    if (type === undefined || !isMeant(request) || /^application\/json(?:\s*;|$)/i.test(type)) return;
    return answerError(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(type), { request, reply });
  });
}

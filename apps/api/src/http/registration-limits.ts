import type { Limit, Throttles } from '@cellboard/server';
import type { FastifyInstance } from 'fastify';
import { answerError } from './answer-error.ts';
import { networkOf } from './network-of.ts';

/** Procedures that anyone may call and that cost us something: a message, or the hash of a password. */
const limited: Readonly<Record<string, Limit>> = {
  'registration.ask': 'ask',
  'registration.askReset': 'ask',
  'registration.check': 'link',
  'registration.confirmEmail': 'link',
  'registration.finish': 'link',
  'registration.reset': 'link',
};

/** Counts calls of these procedures for each network address, also those that come in one request. */
export function limitRegistration(fastify: FastifyInstance, throttles: Throttles): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const { path } = request.params as { readonly path?: string };
    const calls = (path ?? '').split(',').flatMap((name) => limited[name] ?? []);
    try {
      for (const limit of new Set(calls)) {
        const count = calls.filter((one) => one === limit).length;
        await throttles.count(limit, networkOf(request.ip), count);
      }
    } catch (error) {
      return answerError(error, { request, reply });
    }
  });
}

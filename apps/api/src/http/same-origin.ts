import { Problem } from '@cellboard/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sessionSecret } from '../sessions/cookie.ts';
import { answerError } from './answer-error.ts';

/** Methods that change nothing. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a visitor's browser send. Browsers say where a request comes from, and no page can
 * change that; programs without a browser say nothing, and have no cookie that others could misuse.
 *
 * @param origin where the site is, as its settings say
 */
export function refuseOtherSites(fastify: FastifyInstance, origin: string): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (SAFE.has(request.method) || isFromHere(request, origin)) return;
    const problem = new Problem(
      'CROSS_SITE',
      'The request comes from another site. If this is your own site, its operator has to set CELLBOARD_ADDRESS to the address in your browser.',
    );
    return answerError(problem, { request, reply });
  });
}

function isFromHere(request: FastifyRequest, origin: string): boolean {
  const { 'sec-fetch-site': site, origin: from, host } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (from !== undefined) return from === origin || (host !== undefined && URL.parse(from)?.host === host);
  return site !== undefined || sessionSecret(request) === undefined;
}

import { anonymous, type Principal } from '@cellboard/contract';
import type { Sessions } from '@cellboard/server';
import type { FastifyRequest } from 'fastify';
import { sessionSecret } from './cookie.ts';
import type { Authenticator } from './strategies.ts';

/** Who asks: whose token the request carries, or who is signed in. A request with a token needs no cookie. */
export async function whoAsks(
  request: FastifyRequest,
  { authenticator, sessions }: { readonly authenticator: Authenticator; readonly sessions: Sessions },
): Promise<Principal> {
  if (request.headers.authorization !== undefined) return (await authenticator.byToken(request)) ?? anonymous;
  const secret = sessionSecret(request);
  // Files of the pages are the same for everyone.
  if (secret === undefined || request.url.startsWith('/assets/')) return anonymous;
  return (await sessions.principalOf(secret)) ?? anonymous;
}

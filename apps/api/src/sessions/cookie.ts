import type { Sessions } from '@cellboard/server';
import { newSecret, sessionAge } from '@cellboard/server';
import cookie from '@fastify/cookie';
import session from '@fastify/session';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseSessionStore } from './session-store.ts';

/**
 * With this prefix a browser takes the cookie over a secure connection only, for this host alone, and for all of its
 * addresses: no other site, and none of its neighbours, can plant one.
 */
export const SESSION_COOKIE = '__Host-cellboard';

/**
 * Tells the profiles of browsers apart that sign in. It stays when somebody signs out, because it shows who signs in to
 * several accounts; nothing else reads it, and it signs nobody in.
 */
export const BROWSER_COOKIE = '__Host-cellboard-browser';

const BROWSER_SECONDS = 30 * 86_400;

/** What every cookie of ours has. Scripts never see it; other sites' forms do not send it. */
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The secret of a session is 256 random bits and kept as a hash: a signature would prove nothing more. */
const asItIs = {
  sign: (value: string) => value,
  unsign: (value: string) => ({ valid: SECRET.test(value), renew: false, value }),
};

/** Gives requests a session. Nothing is kept, and no cookie set, before somebody signs in. */
export async function addSessions(fastify: FastifyInstance, sessions: Sessions): Promise<void> {
  await fastify.register(cookie, { parseOptions: attributes });
  await fastify.register(session, {
    secret: asItIs,
    store: new DatabaseSessionStore(sessions),
    idGenerator: newSecret,
    cookieName: SESSION_COOKIE,
    cookie: { ...attributes, maxAge: sessionAge.absolute },
    rolling: false,
    saveUninitialized: false,
  });
}

/** Marks the browser of a request for 30 days from now on, and answers its secret. */
export function markBrowser({ cookies }: FastifyRequest, reply: FastifyReply): string {
  const known = cookies[BROWSER_COOKIE];
  const secret = known !== undefined && SECRET.test(known) ? known : newSecret();
  void reply.setCookie(BROWSER_COOKIE, secret, { ...attributes, maxAge: BROWSER_SECONDS });
  return secret;
}

/** The secret in the cookie of a request; undefined where there is none of ours. */
export function sessionSecret({ cookies }: FastifyRequest): string | undefined {
  const secret = cookies[SESSION_COOKIE];
  return secret !== undefined && SECRET.test(secret) ? secret : undefined;
}

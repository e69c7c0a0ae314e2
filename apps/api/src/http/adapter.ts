import type { Orm } from '@cellboard/db';
import { RequestContext } from '@mikro-orm/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance, type FastifyHttpOptions } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { answerError } from './answer-error.ts';
import { answerClientError, answerExpectation, BARE_HEADERS } from './client-error.ts';

/** Longest part of an address: long enough that a name beyond its own limit is refused in words. */
const MAX_PARAM_LENGTH = 5000;

/** Within this time a request must have arrived whole; the largest upload over a slow line takes some minutes. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;

/** Fastify with our log, numbered requests, and errors of the framework itself answered like all others. */
export function createAdapter(logger: Logger, trustedProxies: readonly string[]): FastifyAdapter {
  const options: FastifyHttpOptions<Server> = {
    loggerInstance: logger,
    // What anybody else says about where a request comes from is not believed.
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { requireHostHeader: false }, // refused by requireHost, in the form of all problems
    return503OnClosing: false, // refused by endOpenRequests, likewise
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      void reply.headers({ 'x-request-id': request.id, ...BARE_HEADERS });
      answerError(error, { request, reply });
    },
  };
  return new FastifyAdapter(options);
}

/** Every request gets one identity map of the database, its number in a header, and a line in the log. */
export function watchRequests(fastify: FastifyInstance, orm: Orm): void {
  fastify.server.on('checkExpectation', answerExpectation);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ 'x-request-id': request.id, 'permissions-policy': BARE_HEADERS['permissions-policy'] });
    done();
  });
  // Only now is the body read: before, the context would be lost to the events of the connection.
  fastify.addHook('preHandler', (_request, _reply, done) => {
    RequestContext.create(orm.em, done);
  });
  fastify.addHook('onSend', (_request, reply, payload) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    return Promise.resolve(payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, url } = request;
    request.log.debug({ method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
}

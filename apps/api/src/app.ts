import 'reflect-metadata';
import {
  DatasetDescriptionsService,
  routerServices,
  Sessions,
  SubmissionProgressService,
  Throttles,
  type OperatorToken,
  type Resources,
} from '@cellboard/server';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { Logger, PinoLogger } from 'nestjs-pino';
import { constants } from 'node:zlib';
import type { Logger as Pino } from 'pino';
import { AppModule } from './app.module.ts';
import { createAdapter, watchRequests } from './http/adapter.ts';
import { answerError } from './http/answer-error.ts';
import { ErrorFilter } from './http/error.filter.ts';
import { requireHost } from './http/host-header.ts';
import { takeJsonAlone } from './http/json-alone.ts';
import { limitRegistration } from './http/registration-limits.ts';
import { guardRoutes } from './http/route-access.ts';
import { refuseOtherSites } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { endOpenRequests } from './http/stopping.ts';
import { addSessions } from './sessions/cookie.ts';
import { Authenticator } from './sessions/strategies.ts';
import { whoAsks } from './sessions/who-asks.ts';
import { trpcOptions } from './trpc.ts';
import { pageHead } from './web/pages.ts';
import { findWeb, serveWeb } from './web/web.ts';

/** Answers are compressed while they are sent: a middle setting, as the highest takes longer than it saves. */
const COMPRESSION = { brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } };

type NestOptions = Pick<NestApplicationOptions, 'logger' | 'abortOnError'>;

/** What the application is put together from. */
export interface AppParts {
  readonly resources: Resources;
  readonly token: OperatorToken;
  readonly logger: Pino;
  /** Folder of the built pages. */
  readonly webRoot: string;
}

/** Puts the application together: Nest makes the services, one router calls them, Fastify opens the door. */
export async function createApp({ resources, token, logger, webRoot }: AppParts): Promise<NestFastifyApplication> {
  const options: NestOptions = {
    logger: new Logger(new PinoLogger({ pinoHttp: { logger: withoutGreetings(logger) } }), {}),
    abortOnError: false,
  };
  const module = AppModule.with(resources, token);
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    createAdapter(withoutGreetings(logger), resources.settings.trustedProxies),
    options,
  );
  app.useGlobalFilters(new ErrorFilter());
  const fastify = app.getHttpAdapter().getInstance();
  const web = await findWeb(webRoot);
  watchRequests(fastify, resources.orm);
  await fastify.register(helmet, securityHeaders(web));
  requireHost(fastify);
  // Streams are requests that would not end by themselves.
  fastify.addHook('preClose', (done) => {
    app.get(SubmissionProgressService).onModuleDestroy();
    done();
  });
  endOpenRequests(fastify);
  const sessions = app.get(Sessions);
  await addSessions(fastify, sessions);
  refuseOtherSites(fastify, resources.settings.origin);
  takeJsonAlone(fastify, ({ method }) => method === 'POST'); // files are put
  const proofs = { authenticator: app.get(Authenticator), sessions };
  const assertRoutes = guardRoutes(fastify, (request) => whoAsks(request, proofs));
  await fastify.register(compress, COMPRESSION);
  await fastify.register(multipart, { throwFileSizeLimit: false });
  const octets = ['application/octet-stream', 'application/offset+octet-stream'];
  fastify.addContentTypeParser(octets, (_request, payload, done) => {
    done(null, payload);
  });
  await fastify.register(async (scope) => {
    answerOwnErrors(scope);
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, action: 'ALL /trpc/*' };
    });
    takeJsonAlone(scope, () => true);
    limitRegistration(scope, app.get(Throttles));
    await scope.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: trpcOptions(app) });
  });
  await fastify.register(async (scope) => {
    answerOwnErrors(scope);
    const services = { ...routerServices(app), descriptions: app.get(DatasetDescriptionsService) };
    await serveWeb(scope, web, (path, { principal, protocol, host }) =>
      pageHead(path, { services, principal, origin: `${protocol}://${host}` }),
    );
  });
  await app.init();
  assertRoutes();
  return app;
}

/** Nest answers the errors of its controllers; these routes are not its own. */
function answerOwnErrors(scope: FastifyInstance): void {
  scope.setErrorHandler((error, request, reply) => {
    answerError(error, { request, reply });
  });
}

/** Nest and Fastify greet at level info with every module, route and address, which helps only while looking for a fault. */
function withoutGreetings(logger: Pino): Pino {
  const level = logger.isLevelEnabled('debug') || !logger.isLevelEnabled('warn') ? logger.level : 'warn';
  return logger.child({}, { level });
}

import { policies } from '@cellboard/contract';
import { describeEmbedded } from '@cellboard/db/testing';
import { OperatorToken } from '@cellboard/server';
import { fastify, type FastifyInstance } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemOf } from '../testing/problem.fixture.ts';
import { openSocket, parseAnswer, readToEnd } from '../testing/raw-request.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';
import { guardRoutes } from './route-access.ts';

describe('the table of policies at the start', () => {
  let folder: string;
  let token: OperatorToken;
  let server: FastifyInstance;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-access-'));
    token = await OperatorToken.open(folder);
  });
  beforeEach(() => {
    server = fastify();
  });
  afterEach(() => server.close());
  afterAll(() => rm(folder, { recursive: true }));

  const answer = () => 'ok';
  /** Registers every route of the table but some. */
  function registerAll(...but: string[]): void {
    const routes = Object.keys(policies).filter((action) => action.includes(' ') && !but.includes(action));
    for (const route of routes) {
      const [method = '', url = ''] = route.split(' ');
      server.route({
        method: method === 'ALL' ? ['GET', 'POST'] : method,
        url,
        handler: answer,
        config: config(route),
      });
    }
  }
  const config = (route: string) => (route === 'ALL /trpc/*' ? { action: 'ALL /trpc/*' as const } : {});

  it('is complete where every route has a row and every row a route', async () => {
    const assertRoutes = guardRoutes(server, token);
    registerAll();
    await server.ready();
    expect(assertRoutes).not.toThrow();
  });

  it.each([
    ['GET', '/api/v1/secrets'],
    ['DELETE', '/api/v1/datasets/:dataset/images/:image'],
    ['POST', '/login'],
  ])('stops the start for a route without a row: %s %s', async (method, url) => {
    const assertRoutes = guardRoutes(server, token);
    registerAll();
    await server.register((scope, _options, done) => {
      scope.route({ method, url, handler: answer });
      done();
    });
    await server.ready();
    expect(assertRoutes).toThrow(
      `The route ${method} ${url} has no policy. Add it to the policy table of the contract.`,
    );
  });

  it('stops the start for a row without a route', async () => {
    const assertRoutes = guardRoutes(server, token);
    registerAll('GET /api/v1/health/live', 'PUT /api/v1/datasets/:dataset/images/:image');
    await server.ready();
    expect(assertRoutes).toThrow(
      'The policy table names routes that do not exist: GET /api/v1/health/live, PUT /api/v1/datasets/:dataset/images/:image.',
    );
  });
});

describeEmbedded((database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(database);
  });
  afterAll(() => api.close());

  const closed = Object.entries(policies).flatMap(([action, { allow }]) => {
    const [method = '', path] = action.split(' ');
    return path !== undefined && !(allow as readonly string[]).includes('anonymous') ? [{ method, path }] : [];
  });

  it('has routes that are not for everyone', () => {
    expect(closed.length).toBeGreaterThanOrEqual(2);
  });

  it.each(closed)('$method $path refuses visitors before it reads the body', async ({ method, path }) => {
    const socket = await openSocket(api.port);
    const answer = readToEnd(socket);
    const head = [`${method} ${path.replaceAll(':', '')} HTTP/1.1`, 'host: localhost', 'connection: close'];
    socket.write([...head, 'content-length: 1000000', 'content-type: application/octet-stream', '', ''].join('\r\n'));
    const response = parseAnswer(await answer);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="Cellboard"');
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'SIGN_IN_REQUIRED' });
  });

  it.each(closed)('$method $path lets the operator through', async ({ method, path }) => {
    const response = await api.operate(path.replaceAll(':', ''), { method });
    expect([401, 403]).not.toContain(response.status);
  });
});

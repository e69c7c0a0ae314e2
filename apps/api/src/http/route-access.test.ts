import { anonymous, policies, type CreatedToken } from '@cellboard/contract';
import { describeEmbedded } from '@cellboard/db/testing';
import { fastify, type FastifyInstance } from 'fastify';
import { Browser } from '../testing/browser.fixture.ts';
import { addImage, openDataset, publishDataset } from '../testing/datasets.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { problemOf } from '../testing/problem.fixture.ts';
import { openSocket, parseAnswer, readToEnd } from '../testing/raw-request.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';
import { SESSION_COOKIE } from '../sessions/cookie.ts';
import { guardRoutes } from './route-access.ts';

describe('the table of policies at the start', () => {
  let server: FastifyInstance;
  const visitor = () => Promise.resolve(anonymous);
  beforeEach(() => {
    server = fastify();
  });
  afterEach(() => server.close());

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
    const assertRoutes = guardRoutes(server, visitor);
    registerAll();
    await server.ready();
    expect(assertRoutes).not.toThrow();
  });

  it.each([
    ['GET', '/api/v1/secrets'],
    ['DELETE', '/api/v1/datasets/:dataset/images/:image'],
    ['POST', '/login'],
  ])('stops the start for a route without a row: %s %s', async (method, url) => {
    const assertRoutes = guardRoutes(server, visitor);
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
    const assertRoutes = guardRoutes(server, visitor);
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
  afterEach(() => database.orm.em.fork().execute('delete from throttle'));
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

  describe('what is not published', () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const files = Object.keys(policies).filter((action) => /^GET .*:(?:image|dataset)\b/.test(action));
    let ids: Readonly<Record<'published' | 'hidden' | 'missing', string>>;
    let tokens: readonly (string | null)[];

    beforeAll(async () => {
      const words = { image: png([10, 20, 30], [40, 50, 60]), truth: png([0, 1, 1], [2, 2, 0]) };
      const published = await publishDataset(api, { slug: 'published', ...words });
      await openDataset(api, 'hidden');
      const hidden = await addImage(api, { dataset: 'hidden', ...words });
      ids = { published: published.id, hidden: hidden.id, missing: nowhere };
      const browser = new Browser(api);
      await browser.register('nosy@example.org', { handle: 'nosy', password: 'horses eat no cucumbers' });
      await browser.signIn('nosy@example.org', 'horses eat no cucumbers');
      const token = { name: 'x', scope: 'submit', days: 1 };
      tokens = [null, (await browser.call<CreatedToken>('tokens.create', token)).secret];
    });

    /** The answer of a route, without what names the object. */
    async function answer(action: string, which: keyof typeof ids, token: string | null): Promise<string> {
      const parts: Partial<Record<string, string>> = {
        ...{ ':image': ids[which], ':dataset': which, ':task': 'cells', ':model': 'nowhere' },
        ...{ ':candidate': nowhere, ':format': 'png', ':file': `${nowhere}.csv` },
      };
      const path = action.slice('GET '.length).replaceAll(/:[a-z]+/g, (name) => parts[name] ?? name);
      const response = await api.fetch(path, token === null ? {} : { headers: { authorization: `Bearer ${token}` } });
      const text = response.ok ? '' : await response.text();
      return `${response.status} ${text.replaceAll(new RegExp(`[0-9a-f-]{36}|"?${which}|"requestId":"[^"]+"`, 'g'), '')}`;
    }

    it.each(files)('is answered by %s like what does not exist', async (action) => {
      for (const token of tokens) {
        const hidden = await answer(action, 'hidden', token);
        expect(hidden).toBe(await answer(action, 'missing', token));
        expect(hidden).toMatch(/^404 /);
      }
    });

    it('is all that these routes hide', async () => {
      for (const action of files.filter((one) => /truth\.labels|croissant|thumbnail/.test(one))) {
        expect(await answer(action, 'published', null)).toMatch(/^200 /);
      }
    });
  });

  describe('a request that changes something', () => {
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email: 'somebody@example.org' });
    const ask = (headers: Record<string, string>) =>
      api.fetch('/trpc/registration.ask', { method: 'POST', body, headers: { ...json, ...headers } });
    const own = () => ({ origin: `http://127.0.0.1:${api.port}` });
    const secret = { cookie: `${SESSION_COOKIE}=${'s'.repeat(43)}` };

    it.each([
      ['a browser on the same site', () => ({ ...own(), 'sec-fetch-site': 'same-origin', ...secret })],
      ['a browser that does not say the site', () => ({ ...own(), ...secret })],
      ['the address in the settings', () => ({ origin: 'http://cellboard.test', ...secret })],
      ['a program', () => ({})],
    ])('is taken from %s', async (_, headers) => {
      expect((await ask(headers())).status).toBe(200);
    });

    it.each([
      ['another site', () => ({ origin: 'https://evil.example' })],
      ['a neighbour of the site', () => ({ origin: 'http://evil.cellboard.test' })],
      ['another port', () => ({ origin: 'http://127.0.0.1:1' })],
      ['a sandboxed frame', () => ({ origin: 'null' })],
      ['what is no address', () => ({ origin: 'evil' })],
      ['a link of another site', () => ({ ...own(), 'sec-fetch-site': 'cross-site' })],
      ['a neighbour, as the browser says', () => ({ ...own(), 'sec-fetch-site': 'same-site' })],
      ['nowhere, with a cookie', () => secret],
    ])('is refused from %s, on every route', async (_, headers) => {
      const routes = [
        '/trpc/registration.ask',
        '/api/v1/sign-in',
        '/api/v1/sign-out',
        '/trpc/tasks.create',
        '/nowhere',
      ];
      for (const path of routes) {
        const response = await api.fetch(path, { method: 'POST', body, headers: { ...json, ...headers() } });
        expect(await problemOf(response)).toMatchObject({ status: 403, code: 'CROSS_SITE' });
      }
      for (const { method, path } of closed) {
        const response = await api.operate(path.replaceAll(':', ''), { method, headers: headers() });
        expect((await problemOf(response)).code).toBe('CROSS_SITE');
      }
    });

    it.each([
      ['application/json', 200],
      ['application/json;', 200],
      ['application/json; charset=utf-8', 200],
      [' application/json', 200],
      ['\tapplication/json', 200],
      ['application/jsonp', 415],
      ['application/json-patch+json', 415],
      ['text/plain', 415],
      ['text/plain; application/json', 415],
      ['application/x-www-form-urlencoded', 415],
      ['multipart/form-data; boundary=x', 415],
    ])('of the type %j is answered with %i', async (type, status) => {
      expect((await ask({ 'content-type': type, ...own() })).status).toBe(status);
      const signIn = await api.fetch('/api/v1/sign-in', {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': type },
      });
      expect(signIn.status).toBe(status === 200 ? 400 : 415);
    });
  });
});

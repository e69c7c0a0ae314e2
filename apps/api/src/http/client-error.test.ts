import { describeEmbedded } from '@cellboard/db/testing';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { problemOf } from '../testing/problem.fixture.ts';
import { exchange, openSocket, parseAnswer, readToEnd } from '../testing/raw-request.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';
import { answerClientError, BARE_HEADERS } from './client-error.ts';

const get = (...headers: string[]) => ['GET / HTTP/1.1', 'host: localhost', ...headers, '', ''].join('\r\n');

describeEmbedded((database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(database);
  });
  afterAll(() => api.close());

  it.each([
    ['a method that is none', 'BREW /coffee HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['the first bytes of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['a header that is too long', get(`x-long: ${'x'.repeat(20_000)}`), 431],
    ['too many headers', get(...Array.from({ length: 3000 }, (_, i) => `x-${i}: 1`)), 431],
    ['a header without a colon', get('no colon'), 400],
    ['a character that no header may hold', get('x-bad: a\x01b'), 400],
    ['two lengths that differ', get('content-length: 1', 'content-length: 2'), 400],
    ['a length beside chunks', get('content-length: 5', 'transfer-encoding: chunked'), 400],
    ['a length that is no number', get('content-length: ten'), 400],
    ['a chunk without a length', `${get('transfer-encoding: chunked')}zz\r\n`, 400],
    ['an expectation that nobody knows', get('expect: coffee'), 417],
  ])('%s is answered like every other refusal', async (_what, bytes, status) => {
    const response = parseAnswer(await exchange(api.port, bytes));
    expect(Object.fromEntries(response.headers)).toMatchObject({ ...BARE_HEADERS, connection: 'close' });
    expect(await problemOf(response)).toMatchObject({ status, code: 'REQUEST_INVALID' });
  });

  it.each(['TRACE', 'PROPFIND', 'LINK'])(
    'the method %s, which nothing here has, is no fault of ours',
    async (method) => {
      const { status } = parseAnswer(
        await exchange(api.port, `${method} / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
      );
      expect([status >= 400, status < 500]).toEqual([true, true]);
      expect(api.log.filter((line) => line.includes('request failed'))).toEqual([]);
    },
  );

  it('a request without a host is refused, as HTTP/1.1 demands, and none is needed before', async () => {
    const response = parseAnswer(await exchange(api.port, 'GET /api/v1/health/live HTTP/1.1\r\n\r\n'));
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'x-content-type-options': 'nosniff' });
    const detail = 'The request has no header Host. Send the name of the server in it.';
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'REQUEST_INVALID', detail });
    expect(await exchange(api.port, 'GET /api/v1/health/live HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  });

  it('a request that ends before its body does is answered to who still listens', async () => {
    const socket = await openSocket(api.port);
    const answer = readToEnd(socket);
    const lines = ['PUT /api/v1/datasets/x/images/y HTTP/1.1', 'host: localhost', `authorization: Bearer ${api.token}`];
    const body = ['content-type: application/json', 'content-length: 100', '', '{"half"'];
    socket.end([...lines, ...body].join('\r\n'));
    expect(await problemOf(parseAnswer(await answer))).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
  });

  it('a connection that is reset gets no answer, and the server goes on', async () => {
    const socket = await openSocket(api.port);
    socket.write('GET / HTTP/1.1\r\nhost');
    socket.resetAndDestroy();
    await once(socket, 'close');
    expect((await api.fetch('/api/v1/health/live')).status).toBe(200);
  });
});

describe('a request that takes too long to arrive', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer({ requestTimeout: 200, headersTimeout: 200, connectionsCheckingInterval: 50 });
    server.on('clientError', answerClientError).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  it('is answered with 408', async () => {
    const { port } = server.address() as AddressInfo;
    const response = parseAnswer(await exchange(port, 'GET / HTTP/1.1\r\nhost: local'));
    expect(await problemOf(response)).toMatchObject({
      status: 408,
      detail: expect.stringContaining('too long') as string,
    });
  });
});

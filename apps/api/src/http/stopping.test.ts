import { describeDatabases } from '@cellboard/db/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { problemOf } from '../testing/problem.fixture.ts';
import { openRequest, openSocket, parseAnswer } from '../testing/raw-request.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';

describeDatabases((database) => {
  const body = JSON.stringify({ slug: 'late', name: 'Late', object: 'cell', licence: 'CC0-1.0' });
  const openCall = ({ port, token }: TestApi) => {
    const head = ['POST /trpc/datasets.create HTTP/1.1', `authorization: Bearer ${token}`];
    return openRequest(port, [...head, 'content-type: application/json'], body);
  };

  it('a server that stops answers the open request, refuses new ones, and ends with the last answer', async () => {
    const api = await TestApi.open(database);
    const { answer, end } = await openCall(api);
    let stopped = false;
    const stopping = api.close().then(() => (stopped = true));
    await sleep(100);
    for (const path of ['/', '/api/v1/health/ready', '/trpc/tasks.list?input=%7B%7D', '/nowhere.js']) {
      const response = await api.fetch(path);
      expect(Object.fromEntries(response.headers)).toMatchObject({ 'retry-after': '5', connection: 'close' });
      expect(await problemOf(response)).toMatchObject({ status: 503, code: 'SERVER_STOPPING' });
    }
    expect(stopped).toBe(false);

    end();
    const response = parseAnswer(await answer);
    expect([response.status, response.headers.get('connection')]).toEqual([200, 'close']);
    expect(await response.text()).toContain('"slug":"late"');
    await stopping;
    await expect(api.fetch('/')).rejects.toThrow();
  });

  it('an open request whose client goes away holds nothing up', async () => {
    const api = await TestApi.open(database);
    const { socket } = await openCall(api);
    const stopping = api.close();
    await sleep(100);
    socket.destroy();
    await stopping;
  });

  it('a connection that only waits holds nothing up', async () => {
    const api = await TestApi.open(database);
    await api.fetch('/api/v1/health/live'); // fetch keeps the connection
    await openSocket(api.port).then((socket) => socket.unref());
    await api.close();
  });
});

import { describeEmbedded } from '@cellboard/db/testing';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDataset } from '../testing/datasets.fixture.ts';
import { openSocket } from '../testing/raw-request.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';

/** Long enough for what a server would log of a client that has gone. */
const MOMENT_MS = 300;

describeEmbedded((database) => {
  let web: string;
  let api: TestApi;
  beforeAll(async () => {
    web = await mkdtemp(join(tmpdir(), 'cellboard-gone-'));
    await mkdir(join(web, 'assets'));
    await writeFile(join(web, 'index.html'), '<!doctype html><title>Cellboard</title>');
    await writeFile(join(web, 'assets', 'large-1.bin'), new Uint8Array(64 * 2 ** 20));
    api = await TestApi.open(database, { webRoot: web });
    await openDataset(api, 'open');
  });
  afterAll(async () => {
    await api.close();
    await rm(web, { recursive: true });
  });

  const half = (head: string, type: string) =>
    [
      head,
      'host: localhost',
      `authorization: Bearer ${api.token}`,
      `content-type: ${type}`,
      'content-length: 1000',
      '',
      '{"slug":',
    ].join('\r\n');

  it.each([
    ['in the middle of a call', () => half('POST /trpc/datasets.create HTTP/1.1', 'application/json')],
    [
      'in the middle of a form',
      () => half('PUT /api/v1/datasets/open/images/one HTTP/1.1', 'multipart/form-data; boundary=x'),
    ],
    [
      'in the middle of a file',
      () =>
        half(
          'PUT /api/v1/submissions/00000000-0000-4000-8000-000000000000/predictions/one HTTP/1.1',
          'application/octet-stream',
        ),
    ],
    ['in the middle of an answer', () => 'GET /assets/large-1.bin HTTP/1.1\r\nhost: localhost\r\n\r\n'],
  ])('a client that goes %s is no error in the log', async (_when, request) => {
    const before = api.log.length;
    const socket = await openSocket(api.port);
    socket.on('error', () => undefined);
    const bytes = request();
    socket.write(bytes);
    if (bytes.startsWith('GET')) await once(socket, 'data');
    await sleep(MOMENT_MS);
    socket.resetAndDestroy();
    await sleep(MOMENT_MS);
    const levels = api.log.slice(before).map((line) => (JSON.parse(line) as { level: number }).level);
    expect(levels.filter((level) => level >= 40)).toEqual([]);
    expect((await api.fetch('/api/v1/health/live')).status).toBe(200);
  });
});

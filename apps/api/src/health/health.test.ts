import { describeDatabases } from '@cellboard/db/testing';
import { TestApi } from '../testing/test-api.fixture.ts';

describeDatabases((database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(database);
  });
  afterAll(() => api.close());

  it('tells that the process lives and can work', async () => {
    const live = await api.fetch('/api/v1/health/live');
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await api.fetch('/api/v1/health/ready');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ok', database: true, queue: true, disk: true, files: true },
    ]);
    expect(ready.headers.get('cache-control')).toBe('no-store');
  });

  it('answers monitors that ask for the headers alone', async () => {
    const response = await api.fetch('/api/v1/health/ready', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('says what is missing while the work cannot be done, and stays alive', async () => {
    await database.orm.em.fork().execute('alter schema pgboss rename to pgboss_away');
    const ready = await api.fetch('/api/v1/health/ready');
    const live = await api.fetch('/api/v1/health/live');
    await database.orm.em.fork().execute('alter schema pgboss_away rename to pgboss');
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'unavailable', database: true, queue: false, disk: true, files: true },
    ]);
    expect(live.status).toBe(200);
  });

  it.each(['/health/live', '/health/ready', '/healthz'])('answers nowhere else: %s', async (path) => {
    const response = await api.fetch(path);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  });
});

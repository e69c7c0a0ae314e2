import { imageFiles, type ImageId } from '@cellboard/contract';
import { openDatabase, type Orm } from '@cellboard/db';
import { describeOnPostgres, startPostgres, type PostgresServer } from '@cellboard/db/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseGate } from '../testing/database-gate.fixture.ts';
import { openSubmission, publishDataset, tags } from '../testing/datasets.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { problemOf } from '../testing/problem.fixture.ts';
import { imageForm, TestApi } from '../testing/test-api.fixture.ts';

const json = { 'content-type': 'application/json' };
const truth = png([0, 1, 2], [0, 1, 2]);

describeOnPostgres('a server whose database goes away', (bin) => {
  let postgres: PostgresServer;
  let gate: DatabaseGate;
  let admin: Orm;
  let orm: Orm;
  let api: TestApi;
  let image: ImageId;

  beforeAll(async () => {
    postgres = await startPostgres(bin);
    const url = postgres.createDatabase('cellboard');
    gate = new DatabaseGate(new URL(url));
    await gate.reopen();
    admin = await openDatabase({ kind: 'postgresql', url: postgres.createDatabase('admin') });
    orm = await openDatabase({ kind: 'postgresql', url: gate.url });
    api = await TestApi.open({ kind: 'postgresql', orm }, { settings: { runsJobs: true } });
    const files = { image: png([7, 8, 9], [1, 2, 3]), truth };
    image = (await publishDataset(api, { slug: 'nuclei', object: 'nucleus', ...files })).id;
    await openSubmission(api, 'nuclei');
  });
  afterAll(async () => {
    await api.close();
    await orm.close();
    await gate.shut();
    await admin.close();
    await postgres.stop();
  });

  const list = () => api.fetch('/trpc/tasks.list?input=%7B%7D');
  const picture = () => api.fetch(imageFiles.truth(image));
  const open = () =>
    api.operate('/trpc/submissions.create', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ task: 'nuclei', model: 'model', candidate: 'base' }),
    });
  const upload = () =>
    api.operate('/api/v1/datasets/nuclei/images/two', {
      method: 'PUT',
      body: imageForm({ image: png([1]), truth: png([1]), tags }),
    });

  async function expectAway(): Promise<void> {
    const calls = await Promise.all([list(), open()]);
    const requests = await Promise.all([picture(), upload()]);
    for (const response of calls) {
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await response.json()).toMatchObject({
        error: { data: { problem: { status: 503, code: 'DATABASE_UNAVAILABLE', title: 'Database unavailable' } } },
      });
    }
    for (const response of requests) {
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await problemOf(response)).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    }
  }

  async function expectBack(): Promise<void> {
    const isReady = async () => (await api.fetch('/api/v1/health/ready')).status === 200;
    const until = Date.now() + 120_000;
    while (Date.now() < until && !(await isReady())) await sleep(50);
    expect(await isReady()).toBe(true);
    expect([(await list()).status, (await picture()).status]).toEqual([200, 200]);
  }

  /** Submits a prediction and waits until it is scored. */
  async function evaluate(): Promise<void> {
    const id = await openSubmission(api, 'nuclei');
    await api.operate(`/api/v1/submissions/${id}/predictions/one`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: Uint8Array.from(truth),
    });
    await api.call(['submissions', 'close'], { submission: id });
    const status = async () => (await api.call(['submissions', 'get'], { submission: id }, 'query')).status;
    while ((await status()) !== 'scored') await sleep(50);
  }

  it('works while it is there', async () => {
    await expectBack();
    await evaluate();
  });

  it('answers 503 while nothing listens, goes on serving what needs no database, and works again afterwards', async () => {
    await gate.shut();
    await expectAway();
    const ready = await api.fetch('/api/v1/health/ready');
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'unavailable', database: false, queue: false, disk: true, files: true },
    ]);
    expect((await api.fetch('/api/v1/health/live')).status).toBe(200);
    await gate.reopen();
    await expectBack();
    await evaluate();
  });

  it('answers 503 while the server takes connections and says nothing', async () => {
    gate.freeze();
    await expectAway();
    gate.thaw();
    await expectBack();
    await evaluate();
  });

  /** Ends every connection to the database, also those in use. */
  const terminate = () =>
    admin.em.fork().execute(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'cellboard'`);

  it('survives that an administrator ends every connection, whatever it is doing', async () => {
    for (let round = 0; round < 10; round++) {
      const asking = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? list() : picture()));
      await sleep(5 * round);
      await terminate();
      for (const response of await Promise.all(asking)) {
        expect([200, 503]).toContain(response.status);
      }
    }
    await expectBack();
    await evaluate();
  });

  it('answers 503 while the database lets nobody in, as during a restore', async () => {
    const allow = (allowed: boolean) =>
      admin.em.fork().execute(`alter database cellboard allow_connections ${allowed}`);
    await allow(false);
    await terminate();
    await expectAway();
    await allow(true);
    await expectBack();
    await evaluate();
  });

  it('keeps nothing of what was refused', async () => {
    const arriving = async () => (await api.stored()).filter((name) => !name.includes('/'));
    // Behind the scores a record of cells is written: it is done in a moment, and what was refused would stay.
    for (let tries = 0; tries < 200 && (await arriving()).length > 0; tries++) await sleep(50);
    expect(await arriving()).toEqual([]);
  });
});

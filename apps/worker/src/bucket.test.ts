import { EvaluationEntity, ImageEntity, openDatabase, PredictionEntity, type Orm } from '@cellboard/db';
import { describeOnPostgres, startPostgres, type PostgresServer } from '@cellboard/db/testing';
import { S3Server } from '@cellboard/server/testing';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSite, startWorker, type WorkerProcess } from './worker.fixture.ts';

const PATIENCE_MS = 420_000;

describeOnPostgres('a site and a worker that share nothing but a database and a bucket', (bin) => {
  let postgres: PostgresServer;
  let bucket: S3Server;
  let folder: string;
  let orm: Orm;
  const programs: WorkerProcess[] = [];

  beforeAll(async () => {
    postgres = await startPostgres(bin);
    bucket = await S3Server.start();
    folder = await mkdtemp(join(tmpdir(), 'cellboard-bucket-'));
  }, PATIENCE_MS);

  afterAll(async () => {
    await Promise.all(programs.map((program) => program.end('SIGKILL')));
    await orm.close();
    await postgres.stop();
    await bucket.close();
    await rm(folder, { recursive: true });
  }, PATIENCE_MS);

  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    const begin = performance.now();
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      const said = programs.map((program) => program.said().slice(-2000)).join('\n');
      if (performance.now() - begin > PATIENCE_MS) throw new Error(`It does not come:\n${said}`);
      await sleep(200);
    }
  }

  it(
    'import the demo, score predictions through an outage of the bucket, and show images, all from the bucket',
    async () => {
      const url = postgres.createDatabase('cellboard');
      const settings = { DATABASE_URL: url, THREADS: '1', ...bucket.env };
      const own = (name: string) => ({ ...settings, CELLBOARD_DATA: join(folder, name) });
      const site = startSite({ ...own('site'), PORT: '0', RUN_JOBS: 'false', LOG_LEVEL: 'info' });
      programs.push(site);
      await site.ready;
      const address = /Cellboard is ready: (http:\/\/[^\s"]+)/.exec(site.said())?.[1] ?? '';
      orm = await openDatabase({ kind: 'postgresql', url });
      const worker = startWorker({ ...own('worker'), LOG_LEVEL: 'info' });
      programs.push(worker);
      await worker.ready;

      await until(async () => (await orm.em.fork().count(PredictionEntity)) > 0 || undefined);
      await bucket.stop();
      await sleep(500);
      const ready = await fetch(`${address}/api/v1/health/ready`);
      expect([ready.status, await ready.json()]).toMatchObject([503, { database: true, files: false }]);
      await bucket.start();
      const scored = await until(async () => {
        const found = await orm.em.fork().findOne(EvaluationEntity, { state: 'scored' });
        return found ?? undefined;
      });
      expect(scored.scoredCount).toBe(scored.imageCount);
      expect(await orm.em.fork().count(EvaluationEntity, { state: ['failed', 'rejected'] })).toBe(0);

      const [image] = await orm.em.fork().find(ImageEntity, {}, { limit: 1 });
      const files = `${address}/api/v1/images/${image?.id ?? ''}`;
      for (const path of ['thumbnail.webp?side=160', 'truth.webp?side=160', 'samples.npy', 'original']) {
        const answer = await fetch(`${files}/${path}`);
        expect([path, answer.status, (await answer.arrayBuffer()).byteLength > 100]).toEqual([path, 200, true]);
      }
      for (const name of ['site', 'worker']) expect(await readdir(join(folder, name, 'files'))).toEqual(['incoming']);
      expect(await Promise.all([site.end('SIGTERM'), worker.end('SIGTERM')])).toEqual([0, 0]);
    },
    PATIENCE_MS,
  );
});

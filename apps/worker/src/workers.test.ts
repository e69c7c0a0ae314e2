import { Evaluation, ImageScore, openDatabase, Prediction, Submission, transactional, type Orm } from '@cellboard/db';
import { describeOnPostgres, insertTask, startPostgres, type PostgresServer } from '@cellboard/db/testing';
import { evaluateChunk, FileStore, LocalFileStore, Queue, ServerModule } from '@cellboard/server';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorker, type WorkerProcess } from './worker.fixture.ts';

const IMAGES = 1000;
const PATIENCE_MS = 240_000;

/** 16 × 16 pixels with two cells. */
const labels = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQEAAAAABqCHz+AAAAGklEQVR42mNgoA5ghMJBrYAkwASHg1gB1QEAQqwARyX+AvkAAAAASUVORK5CYII=',
  'base64',
);

/** What happened to the jobs of the queue. */
interface JobTotals {
  readonly completed: number;
  readonly retried: number;
}

describeOnPostgres('three workers on one PostgreSQL', (bin) => {
  let server: PostgresServer;
  let url: string;
  let folder: string;
  let orm: Orm;
  let app: INestApplicationContext;
  let workers: WorkerProcess[];

  beforeAll(async () => {
    server = await startPostgres(bin);
    url = server.createDatabase('cellboard');
    folder = await mkdtemp(join(tmpdir(), 'cellboard-workers-'));
    orm = await openDatabase({ kind: 'postgresql', url });
    const files = await LocalFileStore.open(join(folder, 'files'));
    const settings = {
      version: '0',
      database: 'postgresql',
      threads: 1,
      maxFileBytes: 1e6,
      decodeTimeoutMs: 20_000,
      demo: false,
      runsJobs: false,
    } as const;
    app = await NestFactory.createApplicationContext(ServerModule.with({ orm, files, settings }), {
      logger: ['error'],
      abortOnError: false,
    });
    workers = [];
  }, PATIENCE_MS);

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
    await app.close();
    await orm.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }, PATIENCE_MS);

  /** A queued submission whose every image is a job of its own. */
  async function queueSubmission(): Promise<Evaluation> {
    const em = orm.em.fork();
    const files = app.get(FileStore, { strict: false });
    const { sha256 } = await files.put(labels, 1e6);
    const facts = { width: 16, height: 16, cellCount: 2, truthSha256: sha256 };
    const rows = await insertTask(em, { images: Array.from({ length: IMAGES }, () => facts) });
    const submission = em.create(Submission, { task: rows.task, candidate: rows.candidate, status: 'queued' });
    for (const image of rows.images) em.create(Prediction, { submission, image, sha256 });
    const evaluation = em.create(Evaluation, { submission, attempt: 1, imageCount: IMAGES, softwareVersion: '0' });
    await em.flush();
    const payloads = rows.images.map(({ id }) => ({
      submission: submission.id,
      evaluation: evaluation.id,
      images: [id],
    }));
    await transactional(em, (transaction) => app.get(Queue).add(transaction, evaluateChunk, payloads));
    return evaluation;
  }

  async function scoredOf(evaluation: Evaluation, atLeast: number): Promise<number> {
    for (;;) {
      const { scoredCount } = await orm.em.fork().findOneOrFail(Evaluation, { id: evaluation.id });
      if (scoredCount >= atLeast) return scoredCount;
      await sleep(50);
    }
  }

  it(
    'do each of 1,000 jobs once, though one is killed half-way',
    async () => {
      const evaluation = await queueSubmission();
      const settings = { DATABASE_URL: url, CELLBOARD_DATA: folder, THREADS: '1', LOG_LEVEL: 'error' };
      const begin = performance.now();
      workers = Array.from({ length: 3 }, () => startWorker(settings));
      const killedAt = await scoredOf(evaluation, IMAGES / 2);
      await workers[0]?.end('SIGKILL');
      await scoredOf(evaluation, IMAGES);
      await finished(orm, evaluation);
      const seconds = (performance.now() - begin) / 1000;

      const em = orm.em.fork();
      const [totals] = await em.execute<JobTotals[]>(
        `select count(*) filter (where state = 'completed')::int as completed, sum(retry_count)::int as retried from pgboss.job where name = 'evaluate-chunk'`,
      );
      console.info(
        `killed at ${killedAt}; ${IMAGES} jobs in ${seconds.toFixed(1)} s; ${totals?.retried ?? 0} run again`,
      );
      expect(killedAt).toBeLessThan(IMAGES);
      expect(await em.count(ImageScore, { evaluation: evaluation.id })).toBe(IMAGES);
      expect(await em.findOneOrFail(Evaluation, { id: evaluation.id })).toMatchObject({ scoredCount: IMAGES });
      expect(await em.findOneOrFail(Submission, { id: evaluation.submission.id })).toMatchObject({ status: 'scored' });
      expect(
        await em.execute(`select score, n from performance where metric_id = 'pq' and aggregation = 'mean'`),
      ).toEqual([{ score: 1, n: IMAGES }]);
      expect(await em.execute(`select subject from audit_entry where action = 'submission.scored'`)).toEqual([
        { subject: evaluation.submission.id },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'stop when they are asked to',
    async () => {
      const [, second, third] = workers;
      expect([await second?.end('SIGTERM'), await third?.end('SIGINT')]).toEqual([0, 0]);
    },
    PATIENCE_MS,
  );
});

it(
  'says which settings are missing, and ends',
  async () => {
    const worker = startWorker({});
    await worker.ready;
    expect(await worker.end('SIGTERM')).toBe(1);
    expect(worker.said()).toContain('DATABASE_URL');
  },
  PATIENCE_MS,
);

/** The last image is scored a moment before the evaluation is finished. */
async function finished(orm: Orm, { id }: Evaluation): Promise<void> {
  while ((await orm.em.fork().findOneOrFail(Evaluation, { id })).finishedAt == null) await sleep(50);
}

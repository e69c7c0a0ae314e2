import {
  BoardEntryEntity,
  EvaluationAttemptEntity,
  EvaluationEntity,
  ImageScoreEntity,
  MetricSetEntity,
  openDatabase,
  PredictionEntity,
  SubmissionEntity,
  SubmissionRepository,
  transactional,
  type Orm,
} from '@cellboard/db';
import {
  describeOnPostgres,
  insertTask,
  isCI,
  publishTask,
  startPostgres,
  storedFile,
  type PostgresServer,
} from '@cellboard/db/testing';
import { evaluateChunk, LocalFileStore, Queue, ServerModule } from '@cellboard/server';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorker, type WorkerProcess } from './worker.fixture.ts';

/** The full drill by hand, a small one in CI. */
const IMAGES = isCI ? 300 : 1000;
const PATIENCE_MS = 240_000;

/** 16 × 16 pixels with two cells. */
const labels = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQEAAAAABqCHz+AAAAGklEQVR42mNgoA5ghMJBrYAkwASHg1gB1QEAQqwARyX+AvkAAAAASUVORK5CYII=',
  'base64',
);

/** What is to be evaluated. */
interface Queued {
  readonly images: number;
  /** Hash of every image's truth. */
  readonly truth: string;
}

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
  let truth: string;
  let prediction: string;

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
      scoring: { seconds: 120, memoryBytes: 2 ** 30 },
      submissionsPerDay: 10,
      demo: false,
      runsJobs: false,
      origin: 'https://cellboard.test',
      trustedProxies: [],
      uploads: { folder: join(folder, 'uploads'), maxBytes: 1e6 },
      mail: { smtp: null, folder: '/nowhere', from: 'cellboard@cellboard.test' },
    } as const;
    app = await NestFactory.createApplicationContext(ServerModule.with({ orm, files, settings }), {
      logger: ['error'],
      abortOnError: false,
    });
    workers = [];
    truth = (await files.put('truth', labels, 1e6)).sha256;
    prediction = (await files.put('prediction', labels, 1e6)).sha256;
  }, PATIENCE_MS);

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
    await app.close();
    await orm.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }, PATIENCE_MS);

  /** A queued evaluation of one submission, whose every image is a job of its own. */
  async function queueEvaluation(slug: string, { images, truth }: Queued): Promise<EvaluationEntity> {
    const em = orm.em.fork();
    const facts = { width: 16, height: 16, cellCount: 2, truthSha256: truth };
    const rows = await insertTask(em, { slug, images: Array.from({ length: images }, () => facts) });
    await publishTask(em, rows);
    const { task, candidate, taskDataset } = rows;
    const submission = em.create(SubmissionEntity, { task, candidate });
    const file = await storedFile(em, 'prediction', prediction);
    for (const image of rows.images) em.create(PredictionEntity, { submission, image, file });
    await em.flush();
    submission.close(new Date());
    submission.publish(new Date());
    await em.flush();
    const [set] = await em.findAll(MetricSetEntity);
    const words = { number: 1, cause: 'first', imageCount: images, softwareVersion: '0' } as const;
    const evaluation = em.create(EvaluationEntity, { submission, taskDataset, metricsHash: set!.hash, ...words });
    await em.persist(evaluation).flush();
    const payloads = rows.images.map(({ id }) => ({
      submission: submission.id,
      evaluation: evaluation.id,
      images: [id],
    }));
    await transactional(em, (transaction) => app.get(Queue).add(transaction, evaluateChunk, payloads));
    return evaluation;
  }

  const read = ({ id }: EvaluationEntity) => orm.em.fork().findOneOrFail(EvaluationEntity, { id });

  async function scoredOf(evaluation: EvaluationEntity, atLeast: number): Promise<number> {
    for (;;) {
      const { scoredCount } = await read(evaluation);
      if (scoredCount >= atLeast) return scoredCount;
      await sleep(50);
    }
  }

  /** The last image is scored a moment before the evaluation is finished. */
  async function finished(evaluation: EvaluationEntity): Promise<EvaluationEntity> {
    for (;;) {
      const now = await read(evaluation);
      if (now.finishedAt) return now;
      await sleep(50);
    }
  }

  /** How everyone sees the submission of an evaluation. */
  async function statusOf({ submission }: EvaluationEntity): Promise<string | undefined> {
    const rows = await new SubmissionRepository(orm.em.fork()).publicPage({ unfinished: false, limit: 100 });
    return rows.find(({ id }) => id === submission.id)?.status;
  }

  it(
    `do each of ${IMAGES} jobs once, though one is killed half-way`,
    async () => {
      const evaluation = await queueEvaluation('thousand', { images: IMAGES, truth });
      const settings = { DATABASE_URL: url, CELLBOARD_DATA: folder, THREADS: '1', LOG_LEVEL: 'error' };
      const begin = performance.now();
      workers = Array.from({ length: 3 }, () => startWorker(settings));
      const killedAt = await scoredOf(evaluation, IMAGES / 2);
      await workers[0]?.end('SIGKILL');
      const end = await finished(evaluation);
      const seconds = (performance.now() - begin) / 1000;

      const em = orm.em.fork();
      const [totals] = await em.execute<JobTotals[]>(
        `select count(*) filter (where state = 'completed')::int as completed, sum(retry_count)::int as retried from pgboss.job where name = 'evaluate-chunk'`,
      );
      console.info(
        `killed at ${killedAt}; ${IMAGES} jobs in ${seconds.toFixed(1)} s; ${totals?.retried ?? 0} run again`,
      );
      expect(killedAt).toBeLessThan(IMAGES);
      expect(end).toMatchObject({ state: 'scored', imageCount: IMAGES, scoredCount: IMAGES });
      // What the killed worker had taken counts as failed attempts, with a reason.
      const failures = await em.find(EvaluationAttemptEntity, { evaluation: evaluation.id });
      expect([end.attempts, failures.length]).toEqual([totals?.retried, totals?.retried]);
      for (const { reason } of failures) expect(reason).toContain('stopped answering');
      expect(await statusOf(evaluation)).toBe('scored');
      expect(await em.count(ImageScoreEntity, { evaluation: evaluation.id })).toBe(IMAGES);
      expect(
        await em.execute(
          `select score, n from performance where evaluation_id = ? and metric_id = 'pq' and aggregation = 'mean' and part = 'all'`,
          [evaluation.id],
        ),
      ).toEqual([{ score: 1, n: IMAGES }]);
      expect(await em.count(BoardEntryEntity, { evaluation: evaluation.id })).toBe(1);
      expect(await em.execute(`select subject from audit_entry where action = 'evaluation.scored'`)).toEqual([
        { subject: evaluation.id },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'give up an evaluation that fails every time, and say why',
    async () => {
      const evaluation = await queueEvaluation('lost', { images: 1, truth: 'f'.repeat(64) });
      const end = await finished(evaluation);
      expect(end).toMatchObject({ state: 'failed', scoredCount: 0, attempts: 3 });
      expect(end.error).toContain(`The truth file ${'f'.repeat(64)} is missing from the store. Run "cellboard verify"`);
      expect(await statusOf(evaluation)).toBe('failed');
      expect(await orm.em.fork().count(BoardEntryEntity, { evaluation: evaluation.id })).toBe(0);
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

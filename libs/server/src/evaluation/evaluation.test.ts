import type { SubmissionId } from '@cellboard/contract';
import {
  AuditEntryEntity,
  BoardEntryEntity,
  EvaluationEntity,
  ImageScoreEntity,
  PerformanceEntity,
  StoredFileRepository,
  SubmissionRepository,
  transactional,
} from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { createHash } from 'node:crypto';
import { appendFile, rm } from 'node:fs/promises';
import type { EvaluateChunk } from '../queue/job-payloads.ts';
import { FileStore } from '../storage/file-store.ts';
import { keepsInvariants } from '../testing/invariants.fixture.ts';
import { png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { ChunkScorer } from './chunk-scorer.ts';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';
import { EvaluationsService, evaluator } from './evaluations.service.ts';

describeDatabases((database) => {
  let server: TestServer;
  let images: string[];
  let tasks = 0;
  beforeAll(async () => {
    server = await TestServer.open(database);
    images = (await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }, { cells: 4 }])).map(({ id }) => id);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
  });
  afterEach(keepsInvariants(database));
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const run = (chunk: EvaluateChunk) => server.with(EvaluateChunkJob, (job) => job.run(chunk));
  const get = (submission: SubmissionId) => server.asOperator((api) => api.submissions.get({ submission }));
  const scoresOf = async (evaluation: string) => em().count(ImageScoreEntity, { evaluation });

  async function newTask(): Promise<string> {
    const slug = `task-${++tasks}`;
    await server.asOperator((api) => api.tasks.create(words.task(slug, 'nuclei')));
    return slug;
  }

  /** A queued submission with a prediction for each image, and its evaluation. */
  async function queued(
    predictions: readonly (Uint8Array | null)[],
    task?: string,
  ): Promise<{ submission: SubmissionId; evaluation: string }> {
    const slug = task ?? (await newTask());
    const { id } = await server.asOperator((api) =>
      api.submissions.create({ task: slug, model: 'alpha', candidate: 'base' }),
    );
    for (const [i, bytes] of predictions.entries()) {
      if (bytes === null) continue;
      // As a row that was written before predictions were checked: any bytes.
      const file = await server.with(FileStore, (files) => files.put('prediction', bytes, 2 ** 20));
      await transactional(em(), async (transaction) => {
        await new StoredFileRepository(transaction).add(transaction, file);
        const prediction = { submissionId: id, imageId: images[i] ?? '', sha256: file.sha256 };
        await new SubmissionRepository(transaction).putPrediction(transaction, prediction);
      });
    }
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    const { id: evaluation } = await em().findOneOrFail(EvaluationEntity, { submission: id });
    return { submission: id, evaluation };
  }

  const perfect = () => Promise.all([truthOf(2), truthOf(3), truthOf(4)]);

  it('scores chunk by chunk, and the last one to commit finishes it', async () => {
    const ids = await queued(await perfect());
    await run({ ...ids, images: images.slice(0, 2) });
    expect(await get(ids.submission)).toMatchObject({ status: 'running', scoredCount: 2, finishedAt: null });
    await run({ ...ids, images: images.slice(2) });
    expect(await get(ids.submission)).toMatchObject({
      status: 'scored',
      scoredCount: 3,
      finishedAt: expect.any(String) as string,
    });
    const scores = await em().find(
      PerformanceEntity,
      { evaluation: ids.evaluation, metricVersion: { metric: { $in: ['pq', 'tp@0.5'] } } },
      { orderBy: { metricVersion: 'asc', aggregation: 'asc' } },
    );
    expect(
      scores.map(({ metricVersion, aggregation, score, n }) => [metricVersion.metric.id, aggregation, score, n]),
    ).toEqual([
      ['pq', 'mean', 1, 3],
      ['pq', 'pooled', 1, 3],
      ['tp@0.5', 'mean', 3, 3],
      ['tp@0.5', 'pooled', 9, 3],
    ]);
  });

  it('finishes once when all chunks come at the same time, twice each', async () => {
    const ids = await queued(await perfect());
    await Promise.all([...images, ...images].map((image) => run({ ...ids, images: [image] })));
    expect(await get(ids.submission)).toMatchObject({ status: 'scored', scoredCount: 3 });
    expect(await scoresOf(ids.evaluation)).toBe(3);
    expect(await em().count(AuditEntryEntity, { subject: ids.evaluation, action: 'evaluation.scored' })).toBe(1);
  });

  it('goes on where a killed worker stopped: between its scores and the end', async () => {
    const ids = await queued(await perfect());
    await server.with(EvaluationsService, async (evaluations) => {
      const pending = (await evaluations.start(evaluator, ids.evaluation, images)) ?? [];
      const scored = await server.with(ChunkScorer, (scorer) => scorer.score(pending));
      expect(await evaluations.add(evaluator, ids.evaluation, { scored })).toBe(true);
    }); // killed here: everything is scored, nothing is finished
    expect(await get(ids.submission)).toMatchObject({ status: 'running', scoredCount: 3 });
    await run({ ...ids, images });
    expect(await get(ids.submission)).toMatchObject({ status: 'scored', scoredCount: 3 });
  });

  it('goes on where a killed worker stopped: in the middle of a chunk', async () => {
    const ids = await queued(await perfect());
    await server.with(EvaluationsService, (evaluations) => evaluations.start(evaluator, ids.evaluation, images)); // and killed
    await run({ ...ids, images });
    expect(await get(ids.submission)).toMatchObject({ status: 'scored', scoredCount: 3 });
  });

  it('lets a late writer of a finished evaluation change nothing', async () => {
    const ids = await queued(await perfect());
    await run({ ...ids, images });
    const before = await em().find(PerformanceEntity, { evaluation: ids.evaluation });
    const late = {
      imageId: images[0] ?? '',
      scores: { pq: 0 },
      fractions: {},
      warnings: [],
      problem: 'late',
      missing: false,
    };
    await server.with(EvaluationsService, async (evaluations) => {
      expect(await evaluations.start(evaluator, ids.evaluation, images)).toBeUndefined();
      expect(await evaluations.add(evaluator, ids.evaluation, { scored: [late] })).toBe(false);
      await evaluations.finish(evaluator, ids.evaluation);
    });
    await run({ ...ids, images });
    expect(await em().find(PerformanceEntity, { evaluation: ids.evaluation })).toEqual(before);
    expect(await em().count(AuditEntryEntity, { subject: ids.evaluation, action: 'evaluation.scored' })).toBe(1);
  });

  it('may finish while its submission is cancelled: none waits for the other for ever, and one of the two happens whole', async () => {
    for (let round = 0; round < 6; round++) {
      const task = await newTask();
      const { submission, evaluation } = await queued(await perfect(), task);
      await server.with(EvaluationsService, async (evaluations) => {
        await evaluations.start(evaluator, evaluation, images);
        const scored = { scores: { 'f1@0.5': 1 }, fractions: {}, warnings: [], problem: null, missing: false };
        await evaluations.add(evaluator, evaluation, { scored: images.map((imageId) => ({ imageId, ...scored })) });
      });
      await Promise.all([
        server.with(EvaluationsService, (evaluations) => evaluations.finish(evaluator, evaluation)),
        server.asOperator((api) => api.submissions.cancel({ submission })).catch(() => undefined),
      ]);
      const { status } = await get(submission);
      expect(['scored', 'cancelled']).toContain(status);
      const { rows } = await server.asAnyone((api) => api.leaderboard.get({ task }));
      expect(rows).toHaveLength(status === 'scored' ? 1 : 0);
    }
  });

  it('lets a worker of a cancelled submission change nothing', async () => {
    const ids = await queued(await perfect());
    await server.with(EvaluationsService, (evaluations) => evaluations.start(evaluator, ids.evaluation, images));
    await server.asOperator((api) => api.submissions.cancel({ submission: ids.submission }));
    await run({ ...ids, images });
    expect(await get(ids.submission)).toMatchObject({ status: 'cancelled', datasets: [{ state: 'cancelled' }] });
    expect(await scoresOf(ids.evaluation)).toBe(0);
  });

  it('scores an image without a prediction as an empty one, and counts it', async () => {
    const ids = await queued([await truthOf(2), null, await truthOf(4)]);
    await run({ ...ids, images });
    expect(await em().find(ImageScoreEntity, { evaluation: ids.evaluation, missing: true })).toMatchObject([
      { image: { id: images[1] }, scores: { pq: 0, mDice: 0, predictedCells: 0 } },
    ]);
    const key = { evaluation: ids.evaluation, metricVersion: { metric: 'pq' }, aggregation: 'mean' } as const;
    const pq = await em().findOneOrFail(PerformanceEntity, key);
    expect(pq.score).toBeCloseTo(2 / 3, 12);
  });

  it('rejects with a report that names every bad image and how to fix it', async () => {
    const ids = await queued([Buffer.from("It's not a PNG?"), await truthOf(3), await truthOf(3)]);
    await run({ ...ids, images: images.slice(0, 1) });
    expect(await get(ids.submission)).toMatchObject({ status: 'running', scoredCount: 1 });
    await run({ ...ids, images: images.slice(1) });
    const { status, datasets } = await get(ids.submission);
    const [summary, first, second, ...more] = datasets[0]?.report?.split('\n') ?? [];
    expect([status, summary, more]).toEqual([
      'rejected',
      '2 of 3 predictions could not be scored. Fix them and submit again.',
      [],
    ]);
    expect(first).toMatch(/^image-1: ./);
    expect(second).toMatch(/^image-3: The prediction is 7×2 pixels \(width × height\), but the image is 9×2\./);
    expect(await em().count(PerformanceEntity, { evaluation: ids.evaluation })).toBe(0);
  });

  it.each([
    ['is missing', 'is missing from the store.', (path: string) => rm(path)],
    ['has changed', 'has changed since it was stored.', (path: string) => appendFile(path, 'x')],
  ])('fails the job, and does not blame the submission, where a stored file %s', async (...[, found, damage]) => {
    const bytes = await png([0, 7, 0, 8, 0], [0, 7, 0, 8, found.length]); // a file that no other test has
    const { submission, evaluation } = await queued([bytes]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await server.with(FileStore, (files) => files.withLocal({ shelf: 'prediction', sha256 }, damage));
    const chunk = { submission, evaluation, images };
    const message = `The prediction file ${sha256} ${found} Run "cellboard verify", then restore it from a backup or upload it again.`;
    await expect(run(chunk)).rejects.toThrow(message);
    const running = { state: 'running', scoredCount: 0, report: null, error: message };
    expect(await get(submission)).toMatchObject({ status: 'running', datasets: [running] });
    expect(await em().findOneOrFail(EvaluationEntity, { id: evaluation })).toMatchObject({ attempts: 1 });
    await server.with(EvaluateChunkJob, (job) => job.giveUp(chunk));
    const failed = { state: 'failed', report: null, error: message };
    expect(await get(submission)).toMatchObject({ status: 'failed', datasets: [failed] });
  });

  it('keeps the scores of the later submission on the board, whichever is evaluated first', async () => {
    const task = await newTask();
    const earlier = await queued(await perfect(), task);
    const later = await queued([await truthOf(2), null, null], task);
    await run({ ...later, images });
    await run({ ...earlier, images });
    expect(await get(earlier.submission)).toMatchObject({ status: 'scored' });
    const board = await server.asAnyone((api) => api.leaderboard.get({ task }));
    expect(board.rows).toMatchObject([
      { missingCount: 2, imageCount: 3, results: [{ submissionId: later.submission }] },
    ]);
  });

  it('leaves the later submission alone on the board where both are finished at the same time', async () => {
    for (let round = 0; round < 4; round++) {
      const task = await newTask();
      const both = [await queued([await truthOf(2)], task), await queued([await truthOf(2)], task)];
      const later = both[1]!;
      const finish = async ({ evaluation }: typeof later) =>
        server.with(EvaluationsService, async (evaluations) => {
          await evaluations.start(evaluator, evaluation, images);
          const scored = { scores: { 'f1@0.5': 1 }, fractions: {}, warnings: [], problem: null, missing: false };
          await evaluations.add(evaluator, evaluation, { scored: images.map((imageId) => ({ imageId, ...scored })) });
          await evaluations.finish(evaluator, evaluation);
        });
      await Promise.all((round % 2 === 0 ? both : both.toReversed()).map(finish));
      const entries = await em().find(BoardEntryEntity, { task: { slug: task }, until: null });
      expect(entries.map(({ part, evaluation }) => [part, evaluation.id])).toEqual([['all', later.evaluation]]);
    }
  });

  it('replaces the scores of the earlier submission on the board', async () => {
    const task = await newTask();
    const earlier = await queued([await truthOf(2), null, null], task);
    await run({ ...earlier, images });
    const later = await queued(await perfect(), task);
    await run({ ...later, images });
    const board = await server.asAnyone((api) => api.leaderboard.get({ task }));
    expect(board.rows).toMatchObject([{ results: [{ submissionId: later.submission }], scores: { pq: 1 } }]);
  });
});

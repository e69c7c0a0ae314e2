import type { EvaluateChunk, SubmissionId } from '@cellboard/contract';
import { AuditEntry, Evaluation, ImageScore, Performance, Submission, SubmissionRepository } from '@cellboard/db';
import { describeDatabases } from '@cellboard/db/testing';
import { FileStore } from '../storage/file-store.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { ChunkScorer } from './chunk-scorer.ts';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';
import { EvaluationsService } from './evaluations.service.ts';

describeDatabases((database) => {
  let server: TestServer;
  let images: string[];
  let tasks = 0;
  beforeAll(async () => {
    server = await TestServer.open(database);
    images = (await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }, { cells: 4 }])).map(({ id }) => id);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const run = (chunk: EvaluateChunk) => server.with(EvaluateChunkJob, (job) => job.run(chunk));
  const get = (submission: SubmissionId) => server.asAnyone((api) => api.submissions.get({ submission }));
  const put = async (bytes: Uint8Array) => (await server.with(FileStore, (files) => files.put(bytes, 2 ** 20))).sha256;
  const scoresOf = async (evaluation: string) => em().count(ImageScore, { evaluation });

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
      const sha256 = await put(bytes);
      // As a row that was written before predictions were checked: any bytes.
      await server.with(SubmissionRepository, (rows) => rows.putPrediction(id, images[i] ?? '', sha256));
    }
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    const { id: evaluation } = await em().findOneOrFail(Evaluation, { submission: id });
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
      Performance,
      { evaluation: ids.evaluation, metric: { $in: ['pq', 'tp@0.5'] } },
      { orderBy: { metric: 'asc', aggregation: 'asc' } },
    );
    expect(scores.map(({ metric, aggregation, score, n }) => [metric.id, aggregation, score, n])).toEqual([
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
    expect(await em().count(AuditEntry, { subject: ids.submission, action: 'submission.scored' })).toBe(1);
  });

  it('goes on where a killed worker stopped: between its scores and the end', async () => {
    const ids = await queued(await perfect());
    await server.with(EvaluationsService, async (evaluations) => {
      const pending = (await evaluations.start(ids.evaluation, images)) ?? [];
      const scored = await server.with(ChunkScorer, (scorer) => scorer.score(pending));
      expect(await evaluations.add(ids.evaluation, scored)).toBe(true);
    }); // killed here: everything is scored, nothing is finished
    expect(await get(ids.submission)).toMatchObject({ status: 'running', scoredCount: 3 });
    await run({ ...ids, images });
    expect(await get(ids.submission)).toMatchObject({ status: 'scored', scoredCount: 3 });
  });

  it('goes on where a killed worker stopped: in the middle of a chunk', async () => {
    const ids = await queued(await perfect());
    await server.with(EvaluationsService, (evaluations) => evaluations.start(ids.evaluation, images)); // and killed
    await run({ ...ids, images });
    expect(await get(ids.submission)).toMatchObject({ status: 'scored', scoredCount: 3 });
  });

  it('lets a late writer of a finished evaluation change nothing', async () => {
    const ids = await queued(await perfect());
    await run({ ...ids, images });
    const before = await em().find(Performance, { evaluation: ids.evaluation });
    const late = { imageId: images[0] ?? '', scores: { pq: 0 }, fractions: {}, problem: 'late', missing: false };
    await server.with(EvaluationsService, async (evaluations) => {
      expect(await evaluations.start(ids.evaluation, images)).toBeUndefined();
      expect(await evaluations.add(ids.evaluation, [late])).toBe(false);
      await evaluations.finish(ids.evaluation);
    });
    await run({ ...ids, images });
    expect(await em().find(Performance, { evaluation: ids.evaluation })).toEqual(before);
    expect(await em().count(AuditEntry, { subject: ids.submission, action: 'submission.scored' })).toBe(1);
  });

  it('lets a worker of an earlier attempt change nothing', async () => {
    const ids = await queued(await perfect());
    const writer = em();
    const submission = await writer.findOneOrFail(Submission, { id: ids.submission });
    const second = writer.create(Evaluation, { submission, attempt: 2, imageCount: 3, softwareVersion: '2' });
    await writer.persist(second).flush();

    await run({ ...ids, images });
    expect(await get(ids.submission)).toMatchObject({ status: 'queued', scoredCount: 0 });
    await run({ submission: ids.submission, evaluation: second.id, images });
    expect(await get(ids.submission)).toMatchObject({ status: 'scored', scoredCount: 3 });
    expect([await scoresOf(ids.evaluation), await scoresOf(second.id)]).toEqual([0, 3]);
  });

  it('scores an image without a prediction as an empty one, and counts it', async () => {
    const ids = await queued([await truthOf(2), null, await truthOf(4)]);
    await run({ ...ids, images });
    expect(await em().find(ImageScore, { evaluation: ids.evaluation, missing: true })).toMatchObject([
      { image: { id: images[1] }, scores: { pq: 0, mDice: 0, predictedCells: 0 } },
    ]);
    const pq = await em().findOneOrFail(Performance, { evaluation: ids.evaluation, metric: 'pq', aggregation: 'mean' });
    expect(pq.score).toBeCloseTo(2 / 3, 12);
  });

  it('rejects with a report that names every bad image and how to mend it', async () => {
    const ids = await queued([Buffer.from("It's not a PNG?"), await truthOf(3), await truthOf(3)]);
    await run({ ...ids, images: images.slice(0, 1) });
    expect(await get(ids.submission)).toMatchObject({ status: 'running', scoredCount: 1 });
    await run({ ...ids, images: images.slice(1) });
    const { status, rejection } = await get(ids.submission);
    const [summary, first, second, ...more] = rejection?.split('\n') ?? [];
    expect([status, summary, more]).toEqual([
      'rejected',
      '2 of 3 predictions could not be scored. Mend them and submit again.',
      [],
    ]);
    expect(first).toMatch(/^image-1: ./);
    expect(second).toMatch(/^image-3: The prediction is 7×2 pixels \(width × height\), but the truth is 9×2\./);
    expect(await em().count(Performance, { evaluation: ids.evaluation })).toBe(0);
  });

  it('fails the job, not the submission, where a file is lost that we should have', async () => {
    const ids = await queued(await perfect());
    await em().execute('update prediction set sha256 = ? where submission_id = ? and image_id = ?', [
      'f'.repeat(64),
      ids.submission,
      images[0],
    ]);
    await expect(run({ ...ids, images })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(await get(ids.submission)).toMatchObject({ status: 'running', scoredCount: 0, rejection: null });
  });

  it('keeps the scores of the later submission on the board, whichever is evaluated first', async () => {
    const task = await newTask();
    const earlier = await queued(await perfect(), task);
    const later = await queued([await truthOf(2), null, null], task);
    await run({ ...later, images });
    await run({ ...earlier, images });
    expect(await get(earlier.submission)).toMatchObject({ status: 'scored' });
    const board = await server.asAnyone((api) => api.leaderboard.get({ task }));
    expect(board.rows).toMatchObject([{ submissionId: later.submission, missingCount: 2, imageCount: 3 }]);
  });

  it('replaces the scores of the earlier submission on the board', async () => {
    const task = await newTask();
    const earlier = await queued([await truthOf(2), null, null], task);
    await run({ ...earlier, images });
    const later = await queued(await perfect(), task);
    await run({ ...later, images });
    const board = await server.asAnyone((api) => api.leaderboard.get({ task }));
    expect(board.rows).toMatchObject([{ submissionId: later.submission, scores: { pq: 1 } }]);
  });
});

import type { SubmissionId } from '@cellboard/contract';
import { AuditEntry, Evaluation, Prediction, Submission } from '@cellboard/db';
import { describeDatabases } from '@cellboard/db/testing';
import { createHash } from 'node:crypto';
import { Queue } from '../queue/queue.ts';
import { FileStore } from '../storage/file-store.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { PredictChunkJob } from './predict-chunk.job.ts';
import { SubmissionsService } from './submissions.service.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const nowhere = '00000000-0000-4000-8000-000000000000' as SubmissionId;

describeDatabases((database) => {
  let server: TestServer;
  let tasks = 0;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }, { cells: 1 }]);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
  });
  afterAll(() => server.close());

  /** An open submission to a task of its own. */
  async function open() {
    const task = `task-${++tasks}`;
    await server.asOperator((api) => api.tasks.create(words.task(task, 'nuclei')));
    return create(task);
  }
  const create = (task: string) =>
    server.asOperator((api) => api.submissions.create({ task, model: 'alpha', candidate: 'base' }));
  const close = (submission: SubmissionId) => server.asOperator((api) => api.submissions.close({ submission }));
  const get = (submission: SubmissionId) => server.asAnyone((api) => api.submissions.get({ submission }));
  const add = (submission: SubmissionId, image: string, bytes: Uint8Array) =>
    server.addPrediction(submission, image, bytes);
  const holds = (bytes: Uint8Array) => server.with(FileStore, (store) => store.has(sha256(bytes)));
  const em = () => database.orm.em.fork();

  it('opens one submission of a candidate to a task, however often and at once it is asked', async () => {
    const { id, task } = await open();
    const again = await Promise.all([create(task), create(task), create(task)]);
    expect(again.map((submission) => submission.id)).toEqual([id, id, id]);
    expect(await em().count(AuditEntry, { subject: id, action: 'submission.create' })).toBe(1);
  });

  it('tells what it belongs to and how far it is', async () => {
    const { id, task } = await open();
    const prediction = await truthOf(3);
    await add(id, 'image-2', prediction);
    expect(await get(id)).toEqual({
      id,
      task,
      model: 'alpha',
      modelName: 'Model alpha',
      candidate: 'base',
      candidateName: 'Base',
      candidateId: expect.any(String) as string,
      status: 'open',
      imageCount: 3,
      predictionCount: 1,
      scoredCount: 0,
      rejection: null,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      finishedAt: null,
    });
    expect(await server.asOperator((api) => api.submissions.files({ submission: id }))).toEqual([
      { image: 'image-1', sha256: null },
      { image: 'image-2', sha256: sha256(prediction) },
      { image: 'image-3', sha256: null },
    ]);
  });

  it('takes the same prediction twice without a change, and another instead of it', async () => {
    const { id } = await open();
    const [one, other] = [await truthOf(2), await imageOf(2, 0)];
    const answer = (bytes: Uint8Array, unchanged: boolean) => ({ image: 'image-1', sha256: sha256(bytes), unchanged });
    expect(await add(id, 'image-1', one)).toEqual(answer(one, false));
    expect(await add(id, 'image-1', one)).toEqual(answer(one, true));
    expect(await add(id, 'image-1', other)).toEqual(answer(other, false));
    expect(await em().find(Prediction, { submission: id })).toMatchObject([{ sha256: sha256(other) }]);
    expect(await em().count(AuditEntry, { subject: id, action: 'prediction.put' })).toBe(2);
  });

  it('closes once, with one evaluation and its job, however often and at once it is asked', async () => {
    const { id } = await open();
    await add(id, 'image-1', await truthOf(2));
    const before = await server.with(Queue, (queue) => queue.counts());
    const answers = await Promise.all([close(id), close(id), close(id)]);
    expect(answers.map(({ status }) => status)).toEqual(['queued', 'queued', 'queued']);
    expect(await em().find(Evaluation, { submission: id })).toMatchObject([
      { attempt: 1, imageCount: 3, scoredCount: 0 },
    ]);
    expect((await server.with(Queue, (queue) => queue.counts())).queued - before.queued).toBe(1);
    expect(await em().count(AuditEntry, { subject: id, action: 'submission.close' })).toBe(1);
  });

  it('opens another submission once the first is closed', async () => {
    const { id, task } = await open();
    await add(id, 'image-1', await truthOf(2));
    await close(id);
    expect((await create(task)).id).not.toBe(id);
  });

  it('lists the newest first, of a task and of those that are not finished', async () => {
    const { id, task } = await open();
    await add(id, 'image-1', await truthOf(2));
    await close(id);
    const second = await create(task);
    const ids = async (query: object) =>
      (await server.asAnyone((api) => api.submissions.list(query))).map((row) => row.id);
    expect(await ids({ task })).toEqual([second.id, id]);
    expect(await ids({ task, limit: 1 })).toEqual([second.id]);
    await em().nativeUpdate(Submission, { id }, { status: 'scored' });
    expect(await ids({ task, unfinished: true })).toEqual([second.id]);
    expect(await ids({ limit: 500 })).toEqual(expect.arrayContaining([id, second.id]));
  });

  it('ends where its built-in method is given up, and cannot be evaluated half predicted', async () => {
    const { task, id: own } = await open();
    await em().nativeDelete(Submission, { id: own });
    const { id } = await server.with(SubmissionsService, (service) =>
      service.create({ task, model: 'alpha', candidate: 'base' }, { baseline: 'otsu-watershed' }),
    );
    const chunk = { submission: id, images: [] };
    await server.with(PredictChunkJob, (job) => job.giveUp(chunk));
    await server.with(PredictChunkJob, (job) => job.giveUp(chunk));
    expect(await get(id)).toMatchObject({
      status: 'rejected',
      rejection: expect.stringContaining('no fault of its predictions') as string,
    });
    expect(await em().count(AuditEntry, { subject: id, action: 'submission.give-up' })).toBe(1);
    await expect(server.asOperator((api) => api.submissions.requeue({ submission: id }))).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  describe('refuses', () => {
    it('a closed submission more predictions', async () => {
      const { id } = await open();
      await add(id, 'image-1', await truthOf(2));
      await close(id);
      await expect(add(id, 'image-2', await truthOf(3))).rejects.toMatchObject({
        code: 'SUBMISSION_CLOSED',
        message: expect.stringContaining('is queued') as string,
      });
    });

    it('a prediction that is no label image of its image, and keeps nothing of it', async () => {
      const { id } = await open();
      const [noise, other] = [Buffer.from('no label image'), await truthOf(60)];
      await expect(add(id, 'image-1', noise)).rejects.toMatchObject({
        code: 'PREDICTION_UNREADABLE',
        message: expect.stringMatching(/^image-1: The prediction cannot be read\. The file begins with /) as string,
      });
      await expect(add(id, 'image-1', other)).rejects.toMatchObject({
        code: 'PREDICTION_UNREADABLE',
        message: expect.stringMatching(
          /^image-1: The prediction is 121×2 pixels .* but the image is 5×2\. Resize/,
        ) as string,
      });
      expect([await holds(noise), await holds(other)]).toEqual([false, false]);
      expect((await get(id)).predictionCount).toBe(0);
    });

    it('one prediction and keeps an equal one of another image that is sent at the same time', async () => {
      const { id } = await open();
      const bytes = await imageOf(3, 0); // fits the second image only
      const added = await Promise.allSettled(['image-1', 'image-2', 'image-3'].map((image) => add(id, image, bytes)));
      expect(added.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
      expect(await holds(bytes)).toBe(true);
      expect((await get(id)).predictionCount).toBe(1);
    });

    it('an image that is not in the task', async () => {
      const { id } = await open();
      await expect(add(id, 'image-9', await truthOf(2))).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
    });

    it('to close a submission without any prediction', async () => {
      const { id } = await open();
      await expect(close(id)).rejects.toMatchObject({
        code: 'PRECONDITION_FAILED',
        message: expect.stringContaining('any of the 3 images') as string,
      });
      expect((await get(id)).status).toBe('open');
    });

    it('predictions of people where a built-in method makes them', async () => {
      const { task } = await open();
      await em().nativeDelete(Submission, { task: { slug: task } });
      const { id } = await server.with(SubmissionsService, (service) =>
        service.create({ task, model: 'alpha', candidate: 'base' }, { baseline: 'otsu-watershed' }),
      );
      await expect(add(id, 'image-1', await truthOf(2))).rejects.toMatchObject({
        code: 'SUBMISSION_CLOSED',
        message: expect.stringContaining('otsu-watershed') as string,
      });
      await expect(close(id)).rejects.toMatchObject({ code: 'CONFLICT' }); // it would be scored half predicted
      expect((await get(id)).status).toBe('open');
    });

    it('submissions, tasks and candidates that do not exist', async () => {
      const { task } = await open();
      await expect(get(nowhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(close(nowhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(add(nowhere, 'image-1', await truthOf(2))).rejects.toMatchObject({ code: 'SUBMISSION_NOT_FOUND' });
      await expect(server.asOperator((api) => api.submissions.files({ submission: nowhere }))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(create('no-such-task')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const unknown = { task, model: 'alpha', candidate: 'unknown' };
      await expect(server.asOperator((api) => api.submissions.create(unknown))).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining('no candidate unknown') as string,
      });
    });

    it('writing to whoever is not the operator', async () => {
      const { id, task } = await open();
      await expect(server.asAnyone((api) => api.submissions.close({ submission: id }))).rejects.toMatchObject({
        code: 'UNAUTHORIZED',
      });
      await expect(
        server.asAnyone((api) => api.submissions.create({ task, model: 'alpha', candidate: 'base' })),
      ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    });
  });
});

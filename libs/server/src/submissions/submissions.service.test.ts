import { anonymous, operator, type Principal } from '@cellboard/contract';
import {
  AuditEntryEntity,
  EvaluationEntity,
  PredictionEntity,
  StoredFileEntity,
  SubmissionEntity,
} from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { createHash } from 'node:crypto';
import { demoMaker } from '../demo/demo-words.ts';
import { Queue } from '../queue/queue.ts';
import { FileStore } from '../storage/file-store.ts';
import { keepsInvariants } from '../testing/invariants.fixture.ts';
import { imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { submissionCalls } from '../testing/submissions.fixture.ts';
import { PredictChunkJob } from './predict-chunk.job.ts';
import { SubmissionsService } from './submissions.service.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }, { cells: 1 }]);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
  });
  afterEach(keepsInvariants(database));
  afterAll(() => server.close());

  const { open, create, close, get, add, holds } = submissionCalls(() => server, 'nuclei');
  const em = () => database.orm.em.fork();

  it('opens one submission of a candidate to a task, however often and at once it is asked', async () => {
    const { id, task } = await open();
    const again = await Promise.all([create(task), create(task), create(task)]);
    expect(again.map((submission) => submission.id)).toEqual([id, id, id]);
    expect(await em().count(AuditEntryEntity, { subject: id, action: 'submission.create' })).toBe(1);
  });

  it('says what it belongs to and how far it is', async () => {
    const { id, task, number } = await open();
    const prediction = await truthOf(3);
    await add(id, 'image-2', prediction);
    const nuclei = { dataset: 'nuclei', version: 1, state: null, imageCount: 3, predictionCount: 1, scoredCount: 0 };
    expect(await get(id)).toEqual({
      ...{ id, number, task, model: 'alpha', modelName: 'Model alpha', candidate: 'base', candidateName: 'Base' },
      candidateId: expect.any(String) as string,
      ...{ status: 'open', imageCount: 3, predictionCount: 1, scoredCount: 0 },
      datasets: [{ ...nuclei, report: null, error: null, warnings: null, score: null }],
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      closedAt: null,
      finishedAt: null,
      reading: null,
      ...{
        taskName: `Task ${task}`,
        metric: 'f1@0.5',
        publication: 'private',
        publishedAt: null,
        own: true,
        builtIn: false,
      },
    });
    expect(await server.asOperator((api) => api.submissions.files({ submission: id }))).toEqual({
      items: [
        { dataset: 'nuclei', image: 'image-1', sha256: null },
        { dataset: 'nuclei', image: 'image-2', sha256: sha256(prediction) },
        { dataset: 'nuclei', image: 'image-3', sha256: null },
      ],
      next: null,
    });
  });

  it('accepts the same prediction twice without a change, and another instead of it', async () => {
    const { id } = await open();
    const [one, other] = [await truthOf(2), await imageOf(2, 0)];
    const answer = (bytes: Uint8Array, unchanged: boolean) => {
      return { dataset: 'nuclei', image: 'image-1', sha256: sha256(bytes), unchanged };
    };
    expect(await add(id, 'image-1', one)).toEqual(answer(one, false));
    expect(await add(id, 'image-1', one)).toEqual(answer(one, true));
    expect(await add(id, 'image-1', other)).toEqual(answer(other, false));
    expect(await em().find(PredictionEntity, { submission: id })).toMatchObject([{ file: { sha256: sha256(other) } }]);
    expect(await em().count(AuditEntryEntity, { subject: id, action: 'prediction.put' })).toBe(2);
  });

  it('frees a prediction that was replaced, with its label file, unless another submission names it', async () => {
    const [first, second] = [await open(), await open()];
    const [one, shared] = [await png([0, 9, 0, 8, 0], [0, 9, 0, 0, 0]), await png([7, 9, 0, 8, 0], [0, 9, 0, 0, 0])];
    const stored = async () => {
      const files: string[] = [];
      await server.with(FileStore, async (store) => {
        for await (const file of store.list('prediction')) files.push(file.sha256);
      });
      expect(await em().count(StoredFileEntity, { shelf: 'prediction' })).toBe(files.length);
      return files.length;
    };
    const before = await stored();
    await add(first.id, 'image-1', one);
    expect(await stored()).toBe(before + 2);
    await add(first.id, 'image-1', shared);
    await add(second.id, 'image-1', shared);
    expect([await stored(), await holds(one)]).toEqual([before + 2, false]);
    await add(second.id, 'image-1', one);
    expect([await stored(), await holds(shared)]).toEqual([before + 4, true]);
    // Replaced and sent again at the same time: whatever comes first, no file goes that a row names.
    for (let round = 0; round < 3; round++)
      await Promise.all(
        [add(first.id, 'image-1', one), add(second.id, 'image-1', shared)].concat(
          round % 2 ? [] : add(first.id, 'image-1', shared),
        ),
      );
    const rows = await em().find(
      PredictionEntity,
      { submission: { $in: [first.id, second.id] } },
      { populate: ['file'] },
    );
    for (const { file } of rows)
      expect(await server.with(FileStore, (store) => store.check({ shelf: 'prediction', sha256: file.sha256 }))).toBe(
        true,
      );
    await stored();
  });

  it('closes once, with one evaluation and its job, however often and at once it is asked', async () => {
    const { id } = await open();
    await add(id, 'image-1', await truthOf(2));
    const before = await server.with(Queue, (queue) => queue.counts());
    const answers = await Promise.all([close(id), close(id), close(id)]);
    expect(answers.map(({ status }) => status)).toEqual(['queued', 'queued', 'queued']);
    const evaluations = await em().find(EvaluationEntity, { submission: id });
    expect(evaluations).toMatchObject([{ number: 1, cause: 'first', imageCount: 3, scoredCount: 0, attempts: 0 }]);
    expect((await server.with(Queue, (queue) => queue.counts())).queued - before.queued).toBe(1);
    expect(await em().count(AuditEntryEntity, { subject: id, action: 'submission.close' })).toBe(1);
  });

  it('opens another submission once the first is closed', async () => {
    const { id, task } = await open();
    await add(id, 'image-1', await truthOf(2));
    await close(id);
    expect((await create(task)).id).not.toBe(id);
  });

  it('lists the newest first, page by page, of a task and of those that are not finished', async () => {
    const { id, task } = await open();
    await add(id, 'image-1', await truthOf(2));
    await close(id);
    const second = await create(task);
    const list = (query: object) => server.asOperator((api) => api.submissions.mine(query));
    const first = await list({ task, limit: 1 });
    expect(first.items.map((row) => row.id)).toEqual([second.id]);
    const rest = await list({ task, limit: 1, cursor: first.next });
    expect([rest.items.map((row) => row.id), rest.next]).toEqual([[id], null]);
    expect((await list({ task, unfinished: true })).items).toHaveLength(2);
    await server.asOperator((api) => api.submissions.cancel({ submission: second.id }));
    expect((await list({ task, unfinished: true })).items.map((row) => row.id)).toEqual([id]);
  });

  it('fails where its built-in method is given up, and cannot be evaluated half predicted', async () => {
    const { task, id: own } = await open();
    await em().nativeDelete(SubmissionEntity, { id: own });
    const { id } = await server.with(SubmissionsService, (service) =>
      service.create(demoMaker, { task, model: 'alpha', candidate: 'base' }, 'otsu-watershed'),
    );
    const chunk = { submission: id, images: [] };
    await server.with(PredictChunkJob, (job) => job.giveUp(chunk));
    await server.with(PredictChunkJob, (job) => job.giveUp(chunk));
    const error = expect.stringContaining('The built-in method otsu-watershed failed') as string;
    expect(await get(id)).toMatchObject({ status: 'failed', datasets: [{ state: 'failed', report: null, error }] });
    expect(await em().count(AuditEntryEntity, { subject: id, action: 'submission.give-up' })).toBe(1);
    await expect(server.asOperator((api) => api.submissions.requeue({ submission: id }))).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  describe('belongs to its submitter', () => {
    let ada: Principal;
    let bob: Principal;
    beforeAll(async () => {
      ada = await server.developer('Ada');
      bob = await server.developer('Bob');
      await server.as(ada, (api) => api.models.create(words.model('adas', { developer: 'Ada' })));
      await server.as(bob, (api) => api.models.create(words.model('bobs', { developer: 'Bob' })));
    });

    it('so nobody else sees it, fills it, closes it or takes it back', async () => {
      const { task } = await open();
      const { id } = await create(task, ada, 'adas');
      const bytes = await truthOf(2);
      expect(await get(id, ada)).toMatchObject({ id, status: 'open' });
      await expect(get(id, bob)).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: `There is no submission ${id}, or none that you may see.`,
      });
      await expect(server.addPrediction(id, 'image-1', { bytes, principal: bob })).rejects.toMatchObject({
        code: 'SUBMISSION_NOT_FOUND',
      });
      await expect(close(id, bob)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(server.as(bob, (api) => api.submissions.withdraw({ submission: id }))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(server.as(bob, (api) => api.submissions.files({ submission: id }))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      expect((await server.as(bob, (api) => api.submissions.mine({}))).items).toEqual([]);
      await server.addPrediction(id, 'image-1', { bytes, principal: ada });
      expect(await close(id, ada)).toMatchObject({ status: 'queued' });
    });

    it('and an open one is not handed to another, nor shown to the public', async () => {
      const { task } = await open();
      const { id } = await create(task, ada, 'adas');
      expect((await create(task, operator, 'adas')).id).not.toBe(id);
      expect((await create(task, ada, 'adas')).id).toBe(id);
      expect((await server.asAnyone((api) => api.submissions.list({ task }))).items).toEqual([]);
    });

    it('and is made for models of one’s own only', async () => {
      const { task } = await open();
      await expect(create(task, ada, 'bobs')).rejects.toMatchObject({
        code: 'FORBIDDEN',
        message: 'The model "bobs" belongs to somebody else. Choose another slug for yours.',
      });
    });

    it('and what everyone may know of it says neither why it was rejected nor on which images', async () => {
      const { task } = await open();
      const { id } = await create(task, ada, 'adas');
      await server.addPrediction(id, 'image-1', { bytes: await truthOf(2), principal: ada });
      await server.as(ada, (api) => api.submissions.close({ submission: id, publish: true }));
      const report = 'image-1: Fix it.';
      await em().nativeUpdate(
        EvaluationEntity,
        { submission: id },
        { state: 'rejected', report, finishedAt: new Date() },
      );
      await em().nativeUpdate(SubmissionEntity, { id }, { givenBackAt: new Date() });
      const { items } = await server.asAnyone((api) => api.submissions.list({ task }));
      expect(items).toMatchObject([{ id, status: 'rejected', datasets: ['nuclei'] }]);
      expect(JSON.stringify(items)).not.toContain('image-1');
      expect(await get(id, ada)).toMatchObject({ status: 'rejected', own: true, datasets: [{ report }] });
      expect(await get(id, anonymous)).toMatchObject({ own: false, datasets: [{ report: null, error: null }] });
    });
  });
});

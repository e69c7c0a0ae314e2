import { AuditEntryEntity, transactional } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileStore } from '../storage/file-store.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { prepareDemo, predictChunk } from './jobs.ts';
import { Queue } from './queue.ts';

const payload = {
  submission: '00000000-0000-4000-8000-000000000000',
  images: ['00000000-0000-4000-8000-000000000001'],
};

describeDatabases((database) => {
  let server: TestServer;
  afterEach(() => server.close());

  const counts = () => server.with(Queue, (queue) => queue.counts());
  const add = (times: number, after: () => void = () => undefined) =>
    server.with(Queue, (queue) =>
      transactional(database.orm.em.fork(), async (transaction) => {
        const typed = predictChunk.payload.parse(payload);
        await queue.add(
          transaction,
          predictChunk,
          Array.from({ length: times }, () => typed),
        );
        after();
      }),
    );

  it('adds jobs with the transaction that needs them, or not at all', async () => {
    server = await TestServer.open(database);
    await add(3);
    expect(await counts()).toEqual({ queued: 3, running: 0, failed: 0 });
    const undo = () => {
      throw new Error('undone');
    };
    await expect(add(2, undo)).rejects.toThrow('undone');
    expect(await counts()).toEqual({ queued: 3, running: 0, failed: 0 });
  });

  it('keeps its tables apart from those of the entities', async () => {
    server = await TestServer.open(database);
    expect(await database.orm.schema.getUpdateSchemaSQL()).toBe('');
  });

  it('refuses a job that does not carry what it needs', async () => {
    server = await TestServer.open(database);
    const wrong = { submission: 'none', images: [] } as never;
    const adding = server.with(Queue, (queue) =>
      transactional(database.orm.em.fork(), (transaction) => queue.add(transaction, predictChunk, [wrong])),
    );
    await expect(adding).rejects.toThrow('submission');
  });

  it('evaluates a submission by itself as soon as it is closed', async () => {
    server = await TestServer.open(database, { runsJobs: true });
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }]);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
    await server.asOperator((api) => api.tasks.create(words.task('count', 'nuclei')));
    const { id } = await server.asOperator((api) =>
      api.submissions.create({ task: 'count', model: 'alpha', candidate: 'base' }),
    );
    await server.addPrediction(id, 'image-1', { bytes: await truthOf(2) });
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    const status = async () => (await server.asOperator((api) => api.submissions.get({ submission: id }))).status;
    while ((await status()) !== 'scored') await sleep(100);
    const board = await server.asAnyone((api) => api.leaderboard.get({ task: 'count' }));
    expect(board.rows).toMatchObject([{ rank: 1, model: 'alpha', missingCount: 1, imageCount: 2 }]);
  });

  it('ends a submission whose job was given up, and evaluates it once it is queued again', async () => {
    server = await TestServer.open(database);
    await server.publishDataset('cells', [{ cells: 2 }]);
    await server.asOperator((api) => api.models.create(words.model('beta')));
    await server.asOperator((api) => api.tasks.create(words.task('given-up', 'cells')));
    const { id } = await server.asOperator((api) =>
      api.submissions.create({ task: 'given-up', model: 'beta', candidate: 'base' }),
    );
    const files = await Promise.all([imageOf(2, 10), truthOf(2)]);
    await server.addPrediction(id, 'image-1', { bytes: files[1] });
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    await database.orm.em.fork().execute('update pgboss.job set retry_limit = 0 where state = ?', ['created']);
    await server.close();

    server = await TestServer.open(database, { runsJobs: true }); // its store lacks the files
    const get = () => server.asOperator((api) => api.submissions.get({ submission: id }));
    const until = async (status: string) => {
      while ((await get()).status !== status) await sleep(100);
    };
    await until('failed');
    const { datasets, finishedAt } = await get();
    const error = expect.stringContaining('is missing from the store') as string;
    expect(datasets).toMatchObject([{ state: 'failed', report: null, error }]);
    expect(finishedAt).not.toBeNull();
    expect(await audited(id)).toEqual(['submission.create', 'prediction.put', 'submission.close']);

    await server.with(FileStore, (store) =>
      Promise.all([
        store.put('image', files[0], 2 ** 20),
        store.put('truth', files[1], 2 ** 20),
        store.put('prediction', files[1], 2 ** 20),
      ]),
    );
    const requeue = () => server.asOperator((api) => api.submissions.requeue({ submission: id }));
    const [first] = await Promise.all([requeue(), requeue()]);
    expect(first).toMatchObject({ finishedAt: null, datasets: [{ state: 'queued', report: null, error: null }] });
    await until('scored');
    await expect(requeue()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await audited(id)).slice(3)).toEqual(['submission.requeue']);
  });

  async function audited(subject: string): Promise<string[]> {
    const entries = await database.orm.em.fork().find(AuditEntryEntity, { subject }, { orderBy: { id: 'asc' } });
    return entries.map(({ action }) => action);
  }

  it('holds a single job once, however often it is added', async () => {
    server = await TestServer.open(database);
    const before = await counts();
    for (let i = 0; i < 3; i++) {
      await server.with(Queue, (queue) =>
        transactional(database.orm.em.fork(), (transaction) => queue.add(transaction, prepareDemo, [{}])),
      );
    }
    expect((await counts()).queued - before.queued).toBe(1);
  });
});

import { operator, type Slug } from '@cellboard/contract';
import { AuditEntryEntity, TaskVersionDatasetEntity, TaskVersionEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { PublicationService } from '../datasets/publication.service.ts';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { timeOf } from '../testing/evaluations.fixture.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('base', [{ cells: 1 }, { cells: 2 }]);
    await server.asOperator((api) => api.tasks.create(words.task('own', 'base')));
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const get = (task: Slug) => server.asAnyone((api) => api.tasks.get({ task }));
  const datasetsOf = async (task: Slug) => (await get(task)).datasets.map(({ slug, version }) => `${slug}@${version}`);
  const extend = (task: Slug, ...datasets: Slug[]) =>
    server.asOperator((api) => api.tasks.extend({ task, datasets, changes: 'More images.' }));
  const retire = (dataset: Slug, retired = true) =>
    server.asOperator((api) => api.datasets.retire({ dataset, retired, reason: 'Wrong outlines.' }));

  /** The number of the newest version of every task. */
  const versions = async () =>
    Object.fromEntries(
      (await server.asAnyone((api) => api.tasks.list({ limit: 500 }))).items.map(({ slug, version }) => [
        slug,
        version,
      ]),
    );

  /** What every version of a task lists, as the database keeps it. */
  async function history(slug: Slug): Promise<Record<string, string[]>> {
    const all = await em().find(TaskVersionEntity, { task: { slug } }, { orderBy: { number: 'asc' } });
    const rows = await em().find(
      TaskVersionDatasetEntity,
      { taskVersion: { task: { slug } } },
      { populate: ['taskVersion', 'taskDataset.datasetVersion.dataset'] },
    );
    const names = (number: number) =>
      rows
        .filter(({ taskVersion }) => taskVersion.number === number)
        .map(({ taskDataset: { datasetVersion: one } }) => `${one.dataset.slug}@${one.number}`);
    return Object.fromEntries(all.map(({ number, changes }) => [`${number} ${changes ?? '-'}`, names(number).sort()]));
  }

  describe('a new dataset', () => {
    it('opens a version of the standing task with its object, and of nothing else', async () => {
      const before = await versions();
      await server.publishDataset('stained', [{ cells: 3 }], { object: 'nucleus' });
      expect(await versions()).toEqual({ ...before, nuclei: (before['nuclei'] ?? 0) + 1 });
      expect(await get('nuclei')).toMatchObject({ imageCount: 1, cellCount: 3 });
      expect(await datasetsOf('nuclei')).toEqual(['stained@1']);
      expect(await datasetsOf('cells')).toEqual(['base@1']);
      const row = { action: 'task.publish-version', subject: 'nuclei' };
      expect(await em().find(AuditEntryEntity, row)).toMatchObject([
        { actor: 'operator', before: { datasets: [] }, after: { version: 1, datasets: ['stained@1'] } },
      ]);
    });

    it('whose object nobody has said enters neither', async () => {
      const before = await versions();
      await server.asOperator((api) => api.datasets.create(words.dataset('early')));
      await server.addImage('early', 'one', { image: await imageOf(1, 3), truth: await truthOf(1) });
      await em().execute(`update dataset set object = null where slug = 'early'`);
      await server.asOperator((api) => api.datasets.publish({ dataset: 'early' }));
      expect(await versions()).toEqual(before);
    });

    it('that software has drawn enters neither, but a task of the operator’s own', async () => {
      const before = await versions();
      for (const object of ['cell', 'nucleus'] as const) {
        const slug = `drawn-${object}`;
        await server.with(PublicationService, (publication) =>
          publication.create(operator, words.dataset(slug, { object }), { synthetic: true }),
        );
        await server.addImage(slug, 'one', { image: await imageOf(4, 9), truth: await truthOf(4) });
        await server.asOperator((api) => api.datasets.publish({ dataset: slug }));
        await retire(slug);
        await retire(slug, false);
      }
      expect(await versions()).toEqual(before);
      await server.asOperator((api) => api.tasks.create(words.task('drawn', ['drawn-cell', 'drawn-nucleus'])));
      expect(await get('drawn')).toMatchObject({ synthetic: true, imageCount: 2, cellCount: 8 });
    });

    it('enters with every other that is published at the same time', async () => {
      const number = (await versions())['nuclei'] ?? 0;
      const slugs = ['rush-a', 'rush-b', 'rush-c'];
      for (const slug of slugs) {
        await server.asOperator((api) => api.datasets.create(words.dataset(slug, { object: 'nucleus' })));
        await server.addImage(slug, 'one', { image: await imageOf(1, 3), truth: await truthOf(1) });
      }
      await Promise.all(slugs.map((dataset) => server.asOperator((api) => api.datasets.publish({ dataset }))));
      expect(await get('nuclei')).toMatchObject({ version: number + 3, imageCount: 4 });
      expect(await datasetsOf('nuclei')).toEqual(expect.arrayContaining(slugs.map((slug) => `${slug}@1`)));
    });
  });

  describe('a task of the operator’s own', () => {
    it('changes by being extended, once for the same request, also at once', async () => {
      await server.publishDataset('extra', [{ cells: 5 }]);
      expect(await datasetsOf('own')).toEqual(['base@1']);
      const others = { ...(await versions()), own: 2 };
      await Promise.all([extend('own', 'extra'), extend('own', 'extra', 'base'), extend('own', 'extra')]);
      expect(await extend('own', 'extra')).toMatchObject({ version: 2, imageCount: 3, cellCount: 8 });
      expect(await versions()).toEqual(others);
      expect(await history('own')).toEqual({ '1 -': ['base@1'], '2 More images.': ['base@1', 'extra@1'] });
    });

    it('takes all datasets of a request or none', async () => {
      await server.asOperator((api) => api.datasets.create(words.dataset('open')));
      const before = await history('own');
      for (const last of ['open', 'nowhere']) {
        await expect(extend('own', 'stained', last)).rejects.toMatchObject({
          cause: { code: 'DATASET_NOT_FOUND' },
          message: `There is no published dataset "${last}". Publish it first: a task needs images that never change.`,
        });
      }
      expect(await history('own')).toEqual(before);
    });

    it('takes no dataset that is retired', async () => {
      await server.publishDataset('withdrawn', [{ cells: 1 }]);
      await retire('withdrawn');
      const refusal = {
        code: 'BAD_REQUEST',
        message: expect.stringContaining('The dataset "withdrawn" is retired') as string,
      };
      await expect(extend('own', 'withdrawn')).rejects.toMatchObject(refusal);
      const make = server.asOperator((api) => api.tasks.create(words.task('late', ['base', 'withdrawn'])));
      await expect(make).rejects.toMatchObject(refusal);
      await retire('withdrawn', false);
      await server.asOperator((api) => api.tasks.create(words.task('late', ['base', 'withdrawn'])));
    });

    it('is the only kind that can be extended', async () => {
      for (const task of ['nuclei', 'cells']) {
        await expect(extend(task, 'stained')).rejects.toMatchObject({
          code: 'BAD_REQUEST',
          message: `The task "${task}" takes in every published dataset by itself. Only tasks of your own can be extended.`,
        });
      }
      expect(await datasetsOf('cells')).not.toContain('stained@1');
      await expect(extend('nowhere', 'stained')).rejects.toMatchObject({ cause: { code: 'TASK_NOT_FOUND' } });
    });

    it('keeps its last dataset: it can be retired only once there is another', async () => {
      await server.publishDataset('last', [{ cells: 1 }]);
      await server.asOperator((api) => api.tasks.create(words.task('small', 'last')));
      const before = await versions();
      await expect(retire('last')).rejects.toMatchObject({
        code: 'PRECONDITION_FAILED',
        message: expect.stringContaining('The task "small" would hold 0 images that can be scored') as string,
      });
      expect(await versions()).toEqual(before);
      expect(await server.asAnyone((api) => api.datasets.get({ dataset: 'last' }))).toMatchObject({ retired: false });
      await extend('small', 'base');
      expect(await retire('last')).toMatchObject({ retired: true, boards: [] });
      expect(await datasetsOf('small')).toEqual(['base@1']);
    });
  });

  describe('an earlier version', () => {
    it('lists what it listed, whatever comes and goes', async () => {
      const seen = await history('cells');
      await server.publishDataset('comes', [{ cells: 1 }]);
      await retire('comes');
      await retire('comes', false);
      await server.asOperator((api) => api.datasets.openVersion({ dataset: 'comes', changes: 'Fixed.' }));
      await server.addImage('comes', 'image-1', { image: await imageOf(2, 1), truth: await truthOf(2) });
      await server.asOperator((api) => api.datasets.publish({ dataset: 'comes' }));
      const now = await history('cells');
      expect(now).toMatchObject(seen);
      const added = Object.entries(now).slice(Object.keys(seen).length);
      const own = (datasets: string[]) => datasets.filter((one) => one.startsWith('comes'));
      expect(added.map(([name, datasets]) => [name.replace(/^\d+ /, ''), own(datasets)])).toEqual([
        ['Adds Dataset comes.', ['comes@1']],
        ['Wrong outlines.', []],
        ['Wrong outlines.', ['comes@1']],
        ['Fixed.', ['comes@2']],
      ]);
    });

    it('has the board of its datasets, and ranks by them', async () => {
      await server.publishDataset('first', [{ cells: 1 }]);
      await server.publishDataset('second', [{ cells: 1 }]);
      await server.asOperator((api) => api.models.create(words.model('alpha')));
      const start = await timeOf(database);
      await server.asOperator((api) => api.tasks.create(words.task('grows', 'first', { primaryMetric: 'pq' })));
      await insertEvaluated(database.orm, { task: 'grows', dataset: 'first', model: 'alpha', mean: { pq: 0.5 } });
      const one = await timeOf(database);
      await extend('grows', 'second');
      const two = await timeOf(database);
      await insertEvaluated(database.orm, { task: 'grows', dataset: 'second', model: 'alpha', mean: { pq: 1 } });
      const three = await timeOf(database);
      await retire('second');
      const board = async (more: object = {}) => {
        const { rows } = await server.asAnyone((api) => api.leaderboard.get({ task: 'grows', ...more }));
        return rows.map(({ rank, scores, results }) => [rank, scores['pq'], results.map(({ dataset }) => dataset)]);
      };
      expect(await board({ at: start })).toEqual([]);
      expect(await board({ at: one })).toEqual([[1, 0.5, ['first']]]);
      expect(await board({ at: two })).toEqual([[null, null, ['first']]]);
      expect(await board({ at: three })).toEqual([[1, 0.75, ['first', 'second']]]);
      expect(await board()).toEqual([[1, 0.5, ['first']]]);
      expect(await board({ dataset: 'second', at: three })).toEqual([[1, 1, ['second']]]);
      for (const query of [{ dataset: 'second', at: one }, { dataset: 'second' }]) {
        await expect(board(query)).rejects.toMatchObject({ cause: { code: 'DATASET_NOT_FOUND' } });
      }
    });
  });
});

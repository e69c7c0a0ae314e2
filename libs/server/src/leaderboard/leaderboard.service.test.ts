import { Model } from '@cellboard/db';
import { describeDatabases } from '@cellboard/db/testing';
import { catalog } from '@cellboard/metrics';
import { insertEvaluated, type Evaluated } from '../testing/boards.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }]);
    for (const slug of ['alpha', 'beta', 'gamma', 'delta']) {
      await server.asOperator((api) => api.models.create(words.model(slug, { developer: `Team ${slug}` })));
    }
  });
  afterAll(() => server.close());

  const makeTask = (slug: string, more: object = {}) =>
    server.asOperator((api) => api.tasks.create(words.task(slug, 'nuclei', more)));
  const evaluated = (facts: Evaluated) => insertEvaluated(database.orm, facts);
  const board = (task: string, aggregation?: 'mean' | 'pooled') =>
    server.asAnyone((api) => api.leaderboard.get(aggregation ? { task, aggregation } : { task }));
  const places = async (task: string) => (await board(task)).rows.map(({ rank, model }) => [rank, model]);

  it('ranks the best first, lets equals share a rank, and puts who has no score last', async () => {
    await makeTask('ranks', { primaryMetric: 'pq' });
    for (const [model, pq] of [
      ['alpha', 0.5],
      ['beta', null],
      ['gamma', 0.7],
      ['delta', 0.5],
    ] as const) {
      await evaluated({ task: 'ranks', model, mean: { pq } });
    }
    expect(await places('ranks')).toEqual([
      [1, 'gamma'],
      [2, 'alpha'],
      [2, 'delta'],
      [null, 'beta'],
    ]);
  });

  it('ranks the lowest first where lower is better', async () => {
    await makeTask('distances', { primaryMetric: 'mHD' });
    await evaluated({ task: 'distances', model: 'alpha', mean: { mHD: 20 } });
    await evaluated({ task: 'distances', model: 'beta', mean: { mHD: 3.5 } });
    expect(await places('distances')).toEqual([
      [1, 'beta'],
      [2, 'alpha'],
    ]);
  });

  it('answers whole rows, with the scores of the aggregation that was asked for', async () => {
    await makeTask('whole', { primaryMetric: 'pq' });
    const predictions = { 'image-1': 'a'.repeat(64), 'image-2': null };
    const createdAt = new Date('2026-01-02T03:04:05.000Z');
    const scores = { mean: { pq: 0.25, tp: null }, pooled: { pq: 0.75 } };
    const { id } = await evaluated({
      task: 'whole',
      model: 'alpha',
      createdAt,
      predictions,
      mean: { pq: 0.25, sq: null },
      pooled: scores.pooled,
    });
    const answer = await board('whole', 'pooled');
    expect(answer).toMatchObject({
      aggregation: 'pooled',
      task: { slug: 'whole', imageCount: 2, cellCount: 5, candidateCount: 1 },
    });
    expect(answer.rows).toEqual([
      {
        rank: 1,
        candidateId: expect.any(String) as string,
        submissionId: id,
        model: 'alpha',
        modelName: 'Model alpha',
        candidate: 'base',
        candidateName: 'Base',
        developer: 'Team alpha',
        scores: { pq: 0.75 },
        imageCount: 2,
        missingCount: 1,
        evaluatedAt: '2026-01-02T03:04:05.000Z',
      },
    ]);
    expect((await board('whole')).rows[0]?.scores).toEqual({ pq: 0.25, sq: null });
  });

  it('names the metrics in the order of the catalogue, and fills in null where a candidate has none', async () => {
    await makeTask('metrics', { primaryMetric: 'pq' });
    await evaluated({ task: 'metrics', model: 'alpha', mean: { truthCells: 5, pq: 0.5, mHD: 2 } });
    await evaluated({ task: 'metrics', model: 'beta', mean: { mDice: 0.9, pq: 0.4 } });
    const { metrics, rows } = await board('metrics');
    const inCatalog = catalog.map(({ id }) => id).filter((id) => ['truthCells', 'pq', 'mHD', 'mDice'].includes(id));
    expect(metrics.map(({ id }) => id)).toEqual(inCatalog);
    expect(rows.map(({ scores }) => Object.keys(scores))).toEqual([inCatalog, inCatalog]);
    expect(rows[1]?.scores['mHD']).toBeNull();
    expect(metrics.find(({ id }) => id === 'mHD')).toMatchObject({ direction: 'lower', unit: 'px', range: [0, null] });
    expect(metrics.find(({ id }) => id === 'pq')).toMatchObject({ direction: 'higher', unit: null, range: [0, 1] });
  });

  it('shows the metrics of every board to come while nobody is on it', async () => {
    await makeTask('empty');
    const { rows, metrics } = await board('empty');
    expect(rows).toEqual([]);
    expect(metrics.map(({ id }) => id)).toEqual(expect.arrayContaining(['mDice', 'f1@0.5', 'pq', 'truthCells']));
  });

  it('shows the newest scored submission of a candidate, and no mixture with an older one', async () => {
    await makeTask('newest', { primaryMetric: 'pq' });
    await evaluated({ task: 'newest', model: 'alpha', createdAt: new Date('2026-01-01'), mean: { pq: 0.9, sq: 0.9 } });
    const { id } = await evaluated({
      task: 'newest',
      model: 'alpha',
      createdAt: new Date('2026-02-01'),
      mean: { pq: 0.2 },
    });
    expect((await board('newest')).rows).toMatchObject([{ submissionId: id, scores: { pq: 0.2 } }]);
  });

  it('leaves out what is not eligible', async () => {
    await server.asOperator((api) => api.models.create(words.model('semantic')));
    await database.orm.em
      .fork()
      .nativeUpdate(Model, { slug: 'semantic' }, { eligible: false, eligibilityReason: 'Tells no cells apart.' });
    await makeTask('eligible', { primaryMetric: 'pq' });
    await evaluated({ task: 'eligible', model: 'semantic', mean: { pq: 1 } });
    const { rows, task } = await board('eligible');
    expect(rows).toEqual([]);
    expect(task.candidateCount).toBe(0);
  });

  it('says so when there is no such task', async () => {
    await expect(board('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND', cause: { code: 'TASK_NOT_FOUND' } });
  });
});

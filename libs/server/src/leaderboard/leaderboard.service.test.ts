import type { Slug } from '@cellboard/contract';
import { EvaluationEntity, ModelEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { catalog } from '@cellboard/metrics';
import { insertEvaluated, type Evaluated } from '../testing/boards.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }]);
    await server.publishDataset('yeast', [{ cells: 4 }]);
    for (const slug of ['alpha', 'beta', 'gamma', 'delta']) {
      await server.asOperator((api) => api.models.create(words.model(slug, { developer: `Team ${slug}` })));
    }
  });
  afterAll(() => server.close());

  const makeTask = (slug: string, more: object = {}, datasets: readonly Slug[] = ['nuclei']) =>
    server.asOperator((api) => api.tasks.create(words.task(slug, datasets, more)));
  const evaluated = (facts: Evaluated) => insertEvaluated(database.orm, facts);
  const board = (task: string, more: object = {}) =>
    server.asAnyone((api) =>
      api.leaderboard.get({ task, metrics: ['pq', 'sq', 'mHD', 'mDice', 'truthCells'], ...more }),
    );
  const places = async (task: string, more: object = {}) =>
    (await board(task, more)).rows.map(({ rank, model }) => [rank, model]);

  it('ranks the best first, lets equals share a rank, and puts rows without a score last', async () => {
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
    const finishedAt = new Date('2026-01-02T03:04:05.000Z');
    const scores = { mean: { pq: 0.25, sq: null }, pooled: { pq: 0.75 } };
    const { id } = await evaluated({ task: 'whole', model: 'alpha', finishedAt, predictions, ...scores });
    const answer = await board('whole', { aggregation: 'pooled', metrics: ['pq'] });
    expect(answer).toMatchObject({
      aggregation: 'pooled',
      dataset: null,
      task: { slug: 'whole', version: 1, imageCount: 2, cellCount: 5, candidateCount: 1 },
      mixedVersions: [],
      overall: null,
      activity: [],
    });
    const counts = { imageCount: 2, missingCount: 1, evaluatedAt: '2026-01-02T03:04:05.000Z' };
    const result = {
      dataset: 'nuclei',
      submissionId: id,
      score: 0.75,
      datasetVersion: 1,
      outdated: false,
      exposure: 'unseen',
      counts: false,
    };
    expect(answer.rows).toEqual([
      {
        ...{ rank: 1, candidateId: expect.any(String) as string, model: 'alpha', modelName: 'Model alpha' },
        ...{ candidate: 'base', candidateName: 'Base', kind: 'method', developer: 'Team alpha' },
        ...{ scores: { pq: 0.75 }, results: [{ ...result, ...counts }], ...counts, standing: 'ranked', counted: 1 },
      },
    ]);
    expect((await board('whole', { metrics: ['pq', 'sq'] })).rows[0]?.scores).toEqual({ pq: 0.25, sq: null });
  });

  it('answers the metrics asked for in the order of the catalogue, with null where a candidate has none', async () => {
    await makeTask('metrics', { primaryMetric: 'pq' });
    await evaluated({ task: 'metrics', model: 'alpha', mean: { truthCells: 5, pq: 0.5, mHD: 2, sq: 1 } });
    await evaluated({ task: 'metrics', model: 'beta', mean: { mDice: 0.9, pq: 0.4 } });
    const { metrics, rows, available } = await board('metrics', { metrics: ['truthCells', 'mHD', 'mDice'] });
    const inCatalog = catalog.map(({ id }) => id).filter((id) => ['truthCells', 'pq', 'mHD', 'mDice'].includes(id));
    expect(metrics.map(({ id }) => id)).toEqual(inCatalog);
    expect(rows.map(({ scores }) => Object.keys(scores))).toEqual([inCatalog, inCatalog]);
    expect(rows[1]?.scores['mHD']).toBeNull();
    expect(metrics.find(({ id }) => id === 'mHD')).toMatchObject({ direction: 'lower', unit: 'px', range: [0, null] });
    expect(available).toEqual(catalog.map(({ id }) => id));
  });

  it('shows the usual metrics where none is asked for, and refuses those that do not exist', async () => {
    await makeTask('usual');
    const { rows, metrics } = await server.asAnyone((api) => api.leaderboard.get({ task: 'usual' }));
    expect(rows).toEqual([]);
    expect(metrics.map(({ id }) => id)).toEqual(expect.arrayContaining(['mDice', 'f1@0.5', 'pq']));
    await expect(board('usual', { metrics: ['beauty'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: 'There is no metric beauty. The page /metrics lists them all.',
    });
  });

  it('shows the newest scored submission of a candidate, and no mixture with an older one', async () => {
    await makeTask('newest', { primaryMetric: 'pq' });
    await evaluated({ task: 'newest', model: 'alpha', mean: { pq: 0.9, sq: 0.9 } });
    const { id } = await evaluated({ task: 'newest', model: 'alpha', mean: { pq: 0.2 } });
    expect((await board('newest')).rows).toMatchObject([
      { results: [{ submissionId: id }], scores: { pq: 0.2, sq: null } },
    ]);
  });

  describe('of a task with several datasets', () => {
    beforeAll(async () => {
      await makeTask('both', { primaryMetric: 'pq' }, ['nuclei', 'yeast']);
      await evaluated({ task: 'both', dataset: 'nuclei', model: 'alpha', mean: { pq: 0.25, sq: 0.5 } });
      await evaluated({ task: 'both', dataset: 'yeast', model: 'alpha', mean: { pq: 0.75 } });
      await evaluated({ task: 'both', dataset: 'nuclei', model: 'beta', mean: { pq: 0.9 } });
      await evaluated({ task: 'both', dataset: 'nuclei', model: 'gamma', mean: { pq: 0.5 } });
      await evaluated({ task: 'both', dataset: 'yeast', model: 'gamma', mean: { pq: 0.5 } });
    });

    it('gives each dataset the same weight, and ranks only candidates with results on all of them', async () => {
      const { rows } = await board('both');
      expect(
        rows.map(({ rank, model, scores, results }) => [rank, model, scores['pq'], results.map((one) => one.score)]),
      ).toEqual([
        [1, 'alpha', 0.5, [0.25, 0.75]],
        [1, 'gamma', 0.5, [0.5, 0.5]],
        [null, 'beta', null, [0.9]],
      ]);
    });

    it('has no mean of a metric that one of the datasets lacks', async () => {
      const { rows } = await board('both');
      expect(rows[0]?.scores).toMatchObject({ sq: null });
    });

    it('has a board of its own for each of its datasets', async () => {
      const { dataset, rows } = await board('both', { dataset: 'nuclei' });
      expect([dataset, rows.map(({ rank, model, scores }) => [rank, model, scores['pq']])]).toEqual([
        'nuclei',
        [
          [1, 'beta', 0.9],
          [2, 'gamma', 0.5],
          [3, 'alpha', 0.25],
        ],
      ]);
      await expect(board('both', { dataset: 'tissue' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'The task "both" has no dataset "tissue".',
      });
    });
  });

  it('never ranks controls and annotators', async () => {
    await makeTask('controls', { primaryMetric: 'pq' });
    const control = { candidate: { slug: 'empty', name: 'Empty prediction', kind: 'control' } };
    await server.asOperator((api) => api.models.create(words.model('controls', control)));
    await evaluated({ task: 'controls', model: 'alpha', mean: { pq: 0.5 } });
    await evaluated({ task: 'controls', model: 'controls', mean: { pq: 1 } });
    expect(await places('controls')).toEqual([
      [1, 'alpha'],
      [null, 'controls'],
    ]);
    expect((await board('controls')).task.candidateCount).toBe(1);
  });

  it('leaves out what is not eligible', async () => {
    await server.asOperator((api) => api.models.create(words.model('semantic')));
    const reason = { eligible: false, eligibilityReason: 'Tells no cells apart.' };
    await database.orm.em.fork().nativeUpdate(ModelEntity, { slug: 'semantic' }, reason);
    await makeTask('eligible', { primaryMetric: 'pq' });
    await evaluated({ task: 'eligible', model: 'semantic', mean: { pq: 1 } });
    const { rows, task } = await board('eligible');
    expect(rows).toEqual([]);
    expect(task.candidateCount).toBe(0);
  });

  it('says whether a candidate was trained on the images', async () => {
    const weights = (sources: string[] | null) => ({ slug: 'base', name: 'Base', sources });
    for (const [slug, sources] of [
      ['seen', ['nuclei']],
      ['unseen', ['livecell']],
      ['silent', null],
    ] as const) {
      const candidate = { slug: 'base', name: 'Base', weights: weights(sources && [...sources]) };
      await server.asOperator((api) => api.models.create(words.model(slug, { candidate })));
    }
    await makeTask('exposure', { primaryMetric: 'pq' });
    for (const model of ['seen', 'unseen', 'silent']) await evaluated({ task: 'exposure', model, mean: { pq: 0.5 } });
    const { rows } = await board('exposure');
    expect(rows.map(({ model, results }) => [model, results[0]?.exposure])).toEqual([
      ['seen', 'seen'],
      ['silent', 'undisclosed'],
      ['unseen', 'unseen'],
    ]);
  });

  it('says what waits, runs or failed, without reasons', async () => {
    await makeTask('busy', { primaryMetric: 'pq' });
    const { id } = await server.asOperator((api) =>
      api.submissions.create({ task: 'busy', model: 'alpha', candidate: 'base' }),
    );
    expect((await board('busy')).activity).toEqual([]);
    await server.addPrediction(id, 'image-1', { bytes: await truthOf(2) });
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    expect((await board('busy')).activity).toMatchObject([
      { id, model: 'alpha', status: 'queued', datasets: ['nuclei'] },
    ]);
    const end = { state: 'rejected', report: 'image-1: Fix it.', finishedAt: new Date() } as const;
    await database.orm.em.fork().nativeUpdate(EvaluationEntity, { submission: id }, end);
    const { activity } = await board('busy');
    expect(activity).toMatchObject([{ id, status: 'rejected' }]);
    expect(JSON.stringify(activity)).not.toContain('Fix it');
  });

  it('says so when there is no such task', async () => {
    await expect(board('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND', cause: { code: 'TASK_NOT_FOUND' } });
  });
});

import { ImageId, type Scores, type Slug } from '@cellboard/contract';
import {
  EvaluationEntity,
  ImageEntity,
  ImageScoreEntity,
  MetricEntity,
  MetricRepository,
  MetricVersionEntity,
  PerformanceEntity,
  transactional,
} from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { catalog } from '@cellboard/metrics';
import { EvaluateChunkJob } from '../evaluation/evaluate-chunk.job.ts';
import { FileStore } from '../storage/file-store.ts';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { runJobs, submit, takeJobs, timeOf } from '../testing/evaluations.fixture.ts';
import { foundOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

/** A metric whose scores have changed since its first version, and some other. */
const CHANGED = 'mHD';
const OTHER = 'pq';

const versionOf = (id: string) => catalog.find((metric) => metric.id === id)?.version ?? 0;

const NEWEST = versionOf(CHANGED);

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const rescore = () => server.asOperator((api) => api.evaluations.rescore({ task: 'cells' }));

  /** What a process does at its start, whose catalogue has one metric in some version. */
  const start = (id: string, version: number, more: object = {}) =>
    transactional(em(), async (transaction) => {
      const entry = catalog.find((metric) => metric.id === id)!;
      const { name, description, direction, unit, citation, emptyRule, range } = entry;
      const metric = { id, name, description, direction, unit, citation, emptyRule, version };
      const all = { ...metric, rangeMin: range[0], rangeMax: range[1], ...more };
      await new MetricRepository(transaction).keep(transaction, [all], `${version}.0.0`);
    });

  async function board(dataset: Slug, at?: string): Promise<unknown[]> {
    const query = { task: 'cells', dataset, metrics: [CHANGED, 'f1@0.5'], ...(at !== undefined && { at }) };
    const { rows } = await server.asAnyone((api) => api.leaderboard.get(query));
    return rows.map(({ model, scores }) => [model, scores[CHANGED], scores['f1@0.5']]);
  }

  /** A dataset with one result, in which `CHANGED` was scored by its first version, and everything is 0.5. */
  async function scoredBefore(dataset: Slug): Promise<void> {
    await server.publishDataset(dataset, [{ cells: 4 }]);
    await server.asOperator((api) => api.models.create(words.model(dataset)));
    const bytes = await foundOf(4, 4);
    const { sha256 } = await server.with(FileStore, (store) => store.put('prediction', bytes, 2 ** 20));
    const mean: Scores = Object.fromEntries(catalog.map(({ id }) => [id, 0.5]));
    const facts = { task: 'cells', dataset, model: dataset, predictions: { 'image-1': sha256 } };
    await insertEvaluated(database.orm, { ...facts, mean, pooled: mean, metricVersions: { [CHANGED]: 1 } });
  }

  it('has a metric that has changed, which the tests below rely on', () => {
    expect(NEWEST).toBeGreaterThan(1);
    expect(versionOf(OTHER)).toBe(1);
  });

  it('keeps each version that a process brought, and describes a metric as the newest does, in whatever order they start', async () => {
    await start(CHANGED, 1, { name: 'Old name', emptyRule: 'Old rule.', rangeMax: 7 });
    const metric = catalog.find(({ id }) => id === CHANGED);
    const kept = { version: NEWEST, name: metric?.name, emptyRule: metric?.emptyRule, rangeMax: null };
    expect(await em().findOneOrFail(MetricEntity, { id: CHANGED })).toMatchObject(kept);
    await start(CHANGED, 1, { emptyRule: 'Another rule.' });
    const versions = await em().find(MetricVersionEntity, { metric: CHANGED }, { orderBy: { version: 'asc' } });
    expect(versions).toMatchObject([
      { version: 1, emptyRule: 'Old rule.', rangeMax: 7, softwareVersion: '1.0.0' },
      { version: NEWEST, emptyRule: metric?.emptyRule, softwareVersion: '0.0.0-test' },
    ]);
  });

  it('scores again what an older version scored: the board changes now, and not at the date before', async () => {
    await scoredBefore('outdated');
    const before = await timeOf(database);
    expect(await rescore()).toEqual({ evaluations: 1, images: 1 });
    expect(await board('outdated')).toEqual([['outdated', 0.5, 0.5]]); // until the new scores are there
    await runJobs(database, server);
    expect(await board('outdated')).toEqual([['outdated', 0, 1]]);
    expect(await board('outdated', before)).toEqual([['outdated', 0.5, 0.5]]);
    const versions = await em().find(
      PerformanceEntity,
      {
        metricVersion: { metric: CHANGED },
        aggregation: 'mean',
        evaluation: { submission: { candidate: { model: { slug: 'outdated' } } } },
      },
      { orderBy: { evaluation: { number: 'asc' } } },
    );
    expect(versions.map(({ metricVersion, score }) => [metricVersion.version, score])).toEqual([
      [1, 0.5],
      [NEWEST, 0],
    ]);
    expect(await rescore()).toEqual({ evaluations: 0, images: 0 });
  });

  it('scores again once, however many ask for it at once', async () => {
    await scoredBefore('rush');
    const answers = await Promise.all([rescore(), rescore(), rescore()]);
    expect(answers.map(({ evaluations }) => evaluations).sort()).toEqual([0, 0, 1]);
    expect(await rescore()).toEqual({ evaluations: 0, images: 0 }); // it waits
    expect(await runJobs(database, server)).toHaveLength(1);
    expect(await board('rush')).toEqual([['rush', 0, 1]]);
  });

  it('begins an evaluation again that was half scored by the metrics before an update', async () => {
    await server.publishDataset('halves', [{ cells: 1 }, { cells: 1 }]);
    await server.asOperator((api) => api.models.create(words.model('halves')));
    const predictions = { 'halves/image-1': await truthOf(1), 'halves/image-2': await truthOf(1) };
    const submission = await submit(server, { task: 'cells', model: 'halves', predictions });
    const [job] = await takeJobs(database);
    const [first, ...others] = job!.images;
    const before = em();
    const evaluation = await before.findOneOrFail(EvaluationEntity, { submission });
    Object.assign(evaluation, { metricsHash: 'f'.repeat(64), scoredCount: 1 });
    const image = await before.findOneOrFail(ImageEntity, { id: ImageId.parse(first) });
    before.create(ImageScoreEntity, { evaluation, image, scores: { 'f1@0.5': 0.5 }, problem: null });
    await before.flush();

    await server.with(EvaluateChunkJob, (one) => one.run({ ...job!, images: others }));
    expect(await em().findOneOrFail(EvaluationEntity, { submission })).toMatchObject({ scoredCount: 1 });
    expect(await runJobs(database, server)).toHaveLength(1);
    expect(await em().findOneOrFail(EvaluationEntity, { submission })).toMatchObject({
      state: 'scored',
      scoredCount: 2,
    });
    expect(await board('halves')).toEqual([['halves', 0, 1]]);
  });

  it('does not rank scores of an older version of the ranking metric', async () => {
    await server.publishDataset('versions', [{ cells: 1 }]);
    await server.asOperator((api) =>
      api.tasks.create(words.task('by-distance', 'versions', { primaryMetric: CHANGED })),
    );
    const scores = { older: [1, 0.1], newer: [NEWEST, 0.9], newest: [NEWEST, 0.5] } as const;
    for (const [model, [version, score]] of Object.entries(scores)) {
      await server.asOperator((api) => api.models.create(words.model(model)));
      const facts = { task: 'by-distance', dataset: 'versions', model, mean: { [CHANGED]: score }, pooled: {} };
      await insertEvaluated(database.orm, { ...facts, metricVersions: { [CHANGED]: version } });
    }
    const { rows, mixedVersions } = await server.asAnyone((api) => api.leaderboard.get({ task: 'by-distance' }));
    expect(mixedVersions).toEqual([CHANGED]);
    expect(rows.map(({ model, rank, results }) => [model, rank, results[0]?.outdated])).toEqual([
      ['newest', 1, false],
      ['newer', 2, false],
      ['older', null, true],
    ]);
    for (const { model, rank } of rows) {
      const results = await server.asAnyone((api) => api.models.results({ model }));
      expect(results).toMatchObject([{ rank, rankedCount: 2 }]);
    }
  });

  it('scores nothing once a process with other metrics has started, so that the two do not undo each other', async () => {
    await server.publishDataset('others', [{ cells: 1 }]);
    await server.asOperator((api) => api.models.create(words.model('others')));
    await submit(server, { task: 'cells', model: 'others', predictions: { 'others/image-1': await truthOf(1) } });
    const [job] = await takeJobs(database);
    await transactional(em(), (transaction) =>
      new MetricRepository(transaction).keepSet(transaction, 'e'.repeat(64), '9.9.9'),
    );
    await expect(server.with(EvaluateChunkJob, (one) => one.run(job!))).rejects.toThrow(
      'computes other metrics than version 9.9.9, which was started since.',
    );
    expect(await board('others')).toEqual([]);
  });

  // From here on the installation knows more than this process.
  describe('an older process', () => {
    beforeAll(() => start(OTHER, versionOf(OTHER) + 1, { name: 'New name' }));

    it('changes nothing of the newer version when it starts', async () => {
      const second = await TestServer.open(database);
      await second.close();
      expect(await em().findOneOrFail(MetricEntity, { id: OTHER })).toMatchObject({ version: 2, name: 'New name' });
      expect(await em().count(MetricVersionEntity, { metric: OTHER })).toBe(2);
    });

    it('does not take newer scores for outdated ones', async () => {
      await server.publishDataset('newer', [{ cells: 1 }]);
      await server.asOperator((api) => api.models.create(words.model('newer')));
      const mean: Scores = Object.fromEntries(catalog.map(({ id }) => [id, 0.5]));
      await insertEvaluated(database.orm, { task: 'cells', dataset: 'newer', model: 'newer', mean, pooled: mean });
      expect(await rescore()).toEqual({ evaluations: 0, images: 0 });
    });

    it('scores nothing, so that its old scores replace no newer ones', async () => {
      const predictions = { 'newer/image-1': await truthOf(1) };
      const submission = await submit(server, { task: 'cells', model: 'newer', predictions });
      const [job] = await takeJobs(database);
      const run = server.with(EvaluateChunkJob, (one) => one.run(job!));
      const message =
        'This process (version 0.0.0-test) computes version 1 of pq, but version 2 is known here. Update the software of this process.';
      await expect(run).rejects.toThrow(message);
      expect(await em().findOneOrFail(EvaluationEntity, { submission })).toMatchObject({
        scoredCount: 0,
        error: message,
      });
      expect(await board('newer')).toEqual([['newer', 0.5, 0.5]]);
    });
  });
});

import { createHash } from 'node:crypto';
import { insertEvaluated, type Evaluated } from '../testing/boards.fixture.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describeDatabases((database) => {
  let server: TestServer;
  const evaluated = (facts: Evaluated) => insertEvaluated(database.orm, facts);
  const execute = <T extends object[]>(sql: string, values: unknown[] = []) =>
    database.orm.em.fork().execute<T>(sql, values as never);
  const why = (more: object) =>
    server.asAnyone((api) =>
      api.leaderboard.why({ task: 'both', model: 'alpha', candidate: 'base', metric: 'pq', ...more }),
    );
  const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
  const finishedAt = new Date('2026-01-02T03:04:05.000Z');
  const later = new Date('2026-01-05T00:00:00.000Z');

  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }, { cells: 1 }]);
    await server.publishDataset('yeast', [{ cells: 4 }]);
    for (const slug of ['alpha', 'beta']) await server.asOperator((api) => api.models.create(words.model(slug)));
    await server.asOperator((api) =>
      api.tasks.create(words.task('both', ['nuclei', 'yeast'], { primaryMetric: 'pq' })),
    );
    await execute(`update image set cluster_kind = 'movie', cluster_key = '7' where name in ('image-1', 'image-2')
      and dataset_version_id = (select v.id from dataset_version v join dataset d on d.id = v.dataset_id where d.slug = 'nuclei')`);
    await execute(`update image set contrast = case name when 'image-2' then 0.9 else 0.1 end`);
    await evaluated({
      ...{ task: 'both', dataset: 'nuclei', model: 'alpha', finishedAt, mean: { pq: 0.5, mHD: 4 } },
      predictions: { 'image-2': second, 'image-1': first, 'image-3': null },
      imageScores: { 'image-1': { pq: 0.75, mHD: 2 }, 'image-2': { pq: 0.25, mHD: 6 }, 'image-3': { pq: null } },
    });
    await evaluated({
      ...{ task: 'both', dataset: 'yeast', model: 'alpha', finishedAt: later, mean: { pq: 0.9 } },
      predictions: { 'image-1': first },
      imageScores: { 'image-1': { pq: 0.9 } },
      metricVersions: { pq: 1 },
    });
  });
  afterAll(() => server.close());

  it('names images, groups, versions, times and the worst images of each dataset', async () => {
    const { parts, row, task, dataset, metric, slice } = await why({});
    expect({ task, dataset, slice, metric: metric.id }).toEqual({
      task: { slug: 'both', name: expect.any(String) as string, primaryMetric: 'pq' },
      ...{ dataset: null, slice: null, metric: 'pq' },
    });
    expect([row.model, row.standing]).toEqual(['alpha', 'few']);
    expect(parts.map((part) => part.dataset)).toEqual(['nuclei', 'yeast']);
    expect(parts[0]).toMatchObject({
      ...{ datasetVersion: 1, score: 0.5, imageCount: 3, missingCount: 1, undefinedCount: 1, clusterCount: 2 },
      ...{ evaluation: 1, cause: 'first', softwareVersion: '0.0.0-test', metricsHash: null, exposure: 'unseen' },
      ...{ submittedAt: finishedAt.toISOString(), evaluatedAt: finishedAt.toISOString() },
      worst: [
        { image: 'image-2', score: 0.25, missing: false },
        { image: 'image-1', score: 0.75, missing: false },
      ],
    });
    const versions = await execute<{ version: number }[]>(`select version from metric_version where metric_id = 'pq'`);
    expect(parts[0]!.metricVersion).toBe(Math.max(...versions.map(({ version }) => version)));
    expect(parts[1]).toMatchObject({ score: 0.9, metricVersion: 1, clusterCount: 1, undefinedCount: 0 });
  });

  it('hashes the lists of predictions and of truths, by name', async () => {
    const [part] = (await why({ dataset: 'nuclei' })).parts;
    expect(part!.predictionsHash).toBe(sha256(`${first}  image-1\n${second}  image-2\n`));
    const files = await server.asOperator((api) => api.datasets.files({ dataset: 'nuclei' }));
    const lines = files.items.map(({ name, truthSha256 }) => `${truthSha256 ?? ''}  ${name}\n`);
    expect(lines).toHaveLength(3);
    expect(part!.truthHash).toBe(sha256(lines.join('')));
  });

  it('puts the largest first where lower is better, and none where a metric has no direction', async () => {
    const [distance] = (await why({ dataset: 'nuclei', metric: 'mHD' })).parts;
    expect([distance!.score, distance!.worst.map(({ score }) => score), distance!.undefinedCount]).toEqual([
      ...[4, [6, 2]],
      1,
    ]);
    expect((await why({ dataset: 'nuclei', metric: 'truthCells' })).parts[0]).toMatchObject({ score: null, worst: [] });
  });

  it('is about the images of a slice, and about the day that is asked for', async () => {
    const cut = await why({ contrast: 'high' });
    expect(cut.slice).toEqual({ images: 1, datasets: ['nuclei'] });
    expect(cut.parts).toMatchObject([
      { dataset: 'nuclei', score: 0.25, imageCount: 1, clusterCount: 1, worst: [{ image: 'image-2' }] },
    ]);
    await expect(why({ at: '2020-01-01T00:00:00Z' })).rejects.toThrow('has no result on this leaderboard');
  });

  it('refuses what is not on the board in words', async () => {
    await expect(why({ model: 'beta' })).rejects.toThrow(
      'The candidate "beta/base" has no result on this leaderboard. `leaderboard.get` lists those that have.',
    );
    await expect(why({ metric: 'nonsense' })).rejects.toThrow('There is no metric nonsense.');
  });
});

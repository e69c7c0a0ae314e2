import { insertEvaluated, type Evaluated } from '../testing/boards.fixture.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  const evaluated = (facts: Evaluated) => insertEvaluated(database.orm, facts);
  const board = (more: object) =>
    server.asAnyone((api) => api.leaderboard.get({ task: 'slices', metrics: ['pq', 'sq'], ...more }));
  const measured = (name: string, diameter: number | null, contrast: number) =>
    database.orm.em
      .fork()
      .execute(`update image set median_diameter_px = ?, contrast = ? where name = ?`, [diameter, contrast, name]);
  const sliced = async (more: object): Promise<readonly [number | undefined, readonly unknown[]]> => {
    const { rows, slice } = await board(more);
    return [
      slice?.images,
      rows.map((row) => [row.rank, row.model, row.scores['pq'], row.imageCount, row.missingCount]),
    ];
  };
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }]);
    await server.publishDataset('yeast', [{ cells: 4 }]);
    for (const slug of ['alpha', 'beta']) await server.asOperator((api) => api.models.create(words.model(slug)));
    await server.asOperator((api) =>
      api.tasks.create(words.task('slices', ['nuclei', 'yeast'], { primaryMetric: 'pq' })),
    );
    await measured('image-1', 10, 0.1);
    await measured('image-2', 40, 0.9);
    const file = 'b'.repeat(64);
    const both = { task: 'slices', dataset: 'nuclei', predictions: { 'image-1': file, 'image-2': null } } as const;
    await evaluated({
      ...{ ...both, model: 'alpha', mean: { pq: 0.5 }, pooled: { pq: 0.75 } },
      imageScores: { 'image-1': { pq: 0.75, sq: null }, 'image-2': { pq: 0.25 } },
      imageFractions: { 'image-1': { pq: [3, 4] }, 'image-2': { pq: [1, 16] } },
    });
    await evaluated({
      ...both,
      model: 'beta',
      mean: { pq: 0.6 },
      imageScores: { 'image-1': { pq: 0.2 }, 'image-2': { pq: 1 } },
    });
  });

  afterAll(() => server.close());

  it('has the means over these images alone, and ranks by them', async () => {
    expect(await sliced({ dataset: 'nuclei', size: 'small' })).toEqual([
      1,
      [
        [1, 'alpha', 0.75, 1, 0],
        [2, 'beta', 0.2, 1, 0],
      ],
    ]);
    expect(await sliced({ dataset: 'nuclei', size: 'large', contrast: 'high' })).toEqual([
      1,
      [
        [1, 'beta', 1, 1, 1],
        [2, 'alpha', 0.25, 1, 1],
      ],
    ]);
    expect(await sliced({ dataset: 'nuclei', size: 'small', contrast: 'high' })).toEqual([0, []]);
  });

  it('counts their cells together where that is asked for', async () => {
    const pooled = { dataset: 'nuclei', aggregation: 'pooled', density: 'dense' };
    const [images, rows] = await sliced(pooled);
    expect([images, rows[0]]).toEqual([2, [1, 'alpha', 0.2, 2, 1]]);
    expect((await sliced({ ...pooled, size: 'small' }))[1][0]).toEqual([1, 'alpha', 0.75, 1, 0]);
  });

  it('is the whole board where all images are in the class, and asks no result of a dataset without such images', async () => {
    const { rows, slice } = await board({ density: 'dense', dataset: 'nuclei' });
    expect([rows, slice]).toEqual([
      (await board({ dataset: 'nuclei' })).rows.map((row) => ({
        ...row,
        scores: { ...row.scores, sq: null },
      })),
      { images: 2, datasets: ['nuclei'] },
    ]);
    await database.orm.em
      .fork()
      .execute(
        `update image set median_diameter_px = null where dataset_version_id in (select v.id from dataset_version v join dataset d on d.id = v.dataset_id where d.slug = 'yeast')`,
      );
    expect((await sliced({ size: 'small' }))[1][0]).toEqual([1, 'alpha', 0.75, 1, 0]);
    expect((await board({ size: 'small' })).slice).toEqual({ images: 1, datasets: ['nuclei'] });
    expect((await board({})).rows.map(({ rank, model }) => [rank, model])).toEqual([
      [null, 'alpha'],
      [null, 'beta'],
    ]);
  });

  it('answers the scores of its images, for intervals', async () => {
    const scores = (more: object) =>
      server.asAnyone((api) => api.leaderboard.imageScores({ task: 'slices', dataset: 'nuclei', ...more }));
    expect((await scores({})).candidates.map((one) => one.scores.length)).toEqual([2, 2]);
    expect((await scores({ size: 'large' })).candidates.map((one) => one.scores)).toEqual(
      expect.arrayContaining([[0.25], [1]]),
    );
  });
});

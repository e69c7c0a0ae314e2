import { describeDatabases } from '../testing/databases.fixture.ts';
import { catalog } from '@cellboard/metrics';
import { insertLargeBoard, rowsRead } from '../testing/large-board.fixture.ts';
import { TestServer, type Api } from '../testing/server.fixture.ts';

/** Tables with a row for every image. */
const ofImages = ['image', 'image_score', 'prediction', 'task_image', 'stored_file'];

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await insertLargeBoard(database.orm, server, { dataset: 'large', candidates: 50, images: 500 });
    await insertLargeBoard(database.orm, server, { dataset: 'small', candidates: 5, images: 500 });
  }, 300_000);
  afterAll(() => server.close());

  const board =
    (dataset?: string, more: object = {}) =>
    (api: Api) =>
      api.leaderboard.get({ task: 'cells', ...(dataset !== undefined && { dataset }), ...more });

  it('holds 50 candidates on 500 images', async () => {
    const { rows, task } = await server.asAnyone(board('large'));
    expect(rows).toHaveLength(50);
    expect(task.datasets).toMatchObject([{ slug: 'large', imageCount: 500 }, { slug: 'small' }]);
    const [{ count } = { count: 0 }] = await database.orm.em
      .fork()
      .execute<{ count: number }[]>('select count(*)::int as count from image_score');
    expect(count).toBe(27_500);
  });

  it.each<[string, (api: Api) => Promise<unknown>]>([
    ['a board', board()],
    ['the board of a dataset', board('large')],
    ['a board of the past', board('large', { at: '2100-01-01T00:00:00.000Z' })],
    ['the list of tasks', (api) => api.tasks.list({})],
    ['the list of datasets', (api) => api.datasets.list({})],
    ['the page of a dataset', (api) => api.datasets.get({ dataset: 'large' })],
    ['the list of models', (api) => api.models.list({})],
    ['the page of a model', (api) => api.models.get({ model: 'large-0001' })],
    ['the results of a model', (api) => api.models.results({ model: 'large-0001' })],
    ['the list of submissions', (api) => api.submissions.list({})],
  ])('%s reads no row of a single image', async (_what, request) => {
    const read = await rowsRead(server, request);
    expect(Object.keys(read).length).toBeGreaterThan(0);
    for (const table of ofImages) expect(read).not.toHaveProperty(table);
  });

  it.each([
    ['large', 50],
    ['small', 5],
  ])('the board of %s reads a few rows for each of its %i candidates, and the metrics of each', async (...args) => {
    const [dataset, candidates] = args;
    const read = await rowsRead(server, board(dataset));
    expect(read['performance']).toBeGreaterThan(0);
    expect(read['performance']).toBeLessThanOrEqual(candidates * catalog.length);
    for (const table of ['board_entry', 'evaluation', 'model', 'submission', 'task_dataset']) {
      expect([table, read[table]]).toEqual([table, expect.any(Number)]);
      // The database may read a table of 55 rows whole, once or twice.
      expect(read[table]).toBeLessThanOrEqual(3 * candidates + 150);
    }
  });

  it('the scores of single images are answered column by column, for intervals', async () => {
    const { metric, images, candidates, isComplete } = await server.asAnyone((api) =>
      api.leaderboard.imageScores({ task: 'cells', dataset: 'large', metric: 'pq' }),
    );
    expect([metric, isComplete, images.datasets.length]).toEqual(['pq', true, 500]);
    expect(new Set(images.datasets)).toEqual(new Set(['large']));
    expect(new Set(images.clusters)).toEqual(new Set([null]));
    expect(candidates).toHaveLength(50);
    for (const { scores } of candidates) expect(scores).toEqual(Array<number>(500).fill(0.5));
    const wanted = [candidates[7]!.candidateId, candidates[3]!.candidateId];
    const few = await server.asAnyone((api) =>
      api.leaderboard.imageScores({ task: 'cells', dataset: 'large', metric: 'pq', candidates: wanted }),
    );
    expect(new Set(few.candidates.map(({ candidateId }) => candidateId))).toEqual(new Set(wanted));
  });
});

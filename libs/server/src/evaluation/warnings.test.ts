import { ImageScoreEntity, EvaluationEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { evaluate, isScored } from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { runJobs, submit } from '../testing/evaluations.fixture.ts';
import { imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

const SIDE = 402;
const PIECE = 3;

/** A hundred cells whose pixels are scattered over the whole image, in pieces that no photograph has. */
function noise(seed: number): Promise<Uint8Array> {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 1 + ((state >>> 16) % 100);
  };
  const pieces = Array.from({ length: SIDE / PIECE }, () => Array.from({ length: SIDE / PIECE }, next));
  const at = (row: number, column: number) => pieces[Math.floor(row / PIECE)]?.[Math.floor(column / PIECE)] ?? 0;
  return png(...Array.from({ length: SIDE }, (_, row) => Array.from({ length: SIDE }, (_, column) => at(row, column))));
}

const flat = png(...Array.from({ length: SIDE }, () => Array<number>(SIDE).fill(9)));
const files = { truth: noise(1), prediction: noise(2) };

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
    await server.asOperator((api) => api.datasets.create(words.dataset('mixed')));
    await publish(await truthOf(1));
  });
  afterAll(() => server.close());

  /** The next version of the dataset: a scattered truth, and an ordinary one. */
  async function publish(ordinary: Uint8Array): Promise<void> {
    await server.addImage('mixed', 'noise', { image: await flat, truth: await files.truth });
    await server.addImage('mixed', 'plain', { image: await imageOf(1, 9), truth: ordinary });
    await server.asOperator((api) => api.datasets.publish({ dataset: 'mixed' }));
  }

  const em = () => database.orm.em.fork();
  const newest = () =>
    em().findOneOrFail(
      EvaluationEntity,
      { state: 'scored' },
      { orderBy: { createdAt: 'desc' }, populate: ['taskDataset'] },
    );

  it('of the scorer are kept with the scores, and shown to the submitter', async () => {
    const predictions = { 'mixed/noise': await files.prediction, 'mixed/plain': await truthOf(1) };
    const submission = await submit(server, { task: 'cells', model: 'alpha', predictions });
    await runJobs(database, server);
    const { results } = await evaluate(
      [{ image: 'noise', truth: await files.truth, prediction: await files.prediction }],
      {
        metrics: resolveMetrics('all'),
        perCell: false,
        threads: 1,
      },
    );
    const [scored] = results.filter(isScored);
    const [warning] = scored?.warnings ?? [];
    expect(warning).toMatchObject({ code: 'tooScattered', cells: 200 });
    const rows = await em().find(
      ImageScoreEntity,
      { evaluation: await newest() },
      { orderBy: { image: { name: 'asc' } } },
    );
    expect(rows.map(({ warnings }) => warnings)).toEqual([[warning], []]);
    expect(rows[0]?.scores).toEqual(scored?.metrics);
    expect(rows[0]?.scores['mHD']).toBeCloseTo(Math.hypot(SIDE, SIDE), 9);
    const { status, datasets } = await server.asOperator((api) => api.submissions.get({ submission }));
    expect([status, datasets.map(({ warnings }) => warnings)]).toEqual([
      'scored',
      [`1 of 2 images has a warning.\nnoise: ${warning?.message}`],
    ]);
  });

  it('follow the scores that another version of the dataset takes over', async () => {
    const { id } = await newest();
    await server.asOperator((api) => api.datasets.openVersion({ dataset: 'mixed', changes: 'Corrected.' }));
    await publish(await png([0, 1, 0], [0, 0, 0]));
    expect((await runJobs(database, server)).map(({ images }) => images.length)).toEqual([1]);
    const later = await newest();
    expect(later).toMatchObject({ carriedCount: 1, scoredCount: 2 });
    expect(later.id).not.toBe(id);
    expect(later.warnings).toMatch(/^1 of 2 images has a warning\.\nnoise: /);
  });
});

import type { Slug } from '@cellboard/contract';
import { EvaluationEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import sharp from 'sharp';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';
import { publishVersion, type DrawnVersion } from '../testing/corrections.fixture.ts';
import { runJobs, submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { foundOf, imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

/** F1 of a prediction that finds `found` of `cells` cells and nothing else. */
const f1 = (found: number, cells: number) => (2 * found) / (found + cells);
const mean = (...scores: number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;

const first: DrawnVersion = {
  a: { cells: 3, truth: truthOf(3) },
  b: { cells: 2, truth: truthOf(2) },
  c: { cells: 4, truth: truthOf(4) },
};

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    for (const model of ['alpha', 'beta']) await server.asOperator((api) => api.models.create(words.model(model)));
    await server.publishDataset('other', [{ cells: 1 }]);
  });
  afterAll(() => server.close());

  const publish = (dataset: Slug, images: DrawnVersion) => publishVersion({ server, database }, dataset, images);

  /** Model, version of the dataset, F1, images and those without a prediction. */
  async function board(dataset: Slug, more: object = {}): Promise<unknown[]> {
    const query = { task: 'cells', dataset, metrics: ['f1@0.5'], ...more };
    const { rows } = await server.asAnyone((api) => api.leaderboard.get(query));
    return rows
      .map(({ model, scores, imageCount, missingCount, results }) => {
        return [model, results[0]?.datasetVersion, scores['f1@0.5'], imageCount, missingCount];
      })
      .sort();
  }

  /** How many images each evaluation of the newest version has to score and took over. */
  async function evaluations(dataset: Slug): Promise<[string, number, number][]> {
    const rows = await database.orm.em.fork().find(
      EvaluationEntity,
      { taskDataset: { datasetVersion: { dataset: { slug: dataset } } } },
      {
        orderBy: [{ taskDataset: { datasetVersion: { number: 'desc' } } }, { submission: { number: 'asc' } }],
        populate: ['taskDataset.datasetVersion', 'submission.candidate.model'],
      },
    );
    const newest = rows[0]?.taskDataset.id;
    return rows
      .filter(({ taskDataset }) => taskDataset.id === newest)
      .map((row) => [row.submission.candidate.model.slug, row.imageCount, row.carriedCount]);
  }

  /** A dataset with the results of both models: alpha finds 2 of 3, 2 of 2, 1 of 4; beta 3 of 3, 1 of 2, and lacks c. */
  async function scored(dataset: Slug): Promise<void> {
    await publish(dataset, first);
    const alpha = { a: await foundOf(2, 3), b: await truthOf(2), c: await foundOf(1, 4) };
    const beta = { a: await truthOf(3), b: await foundOf(1, 2) };
    for (const [model, predictions] of Object.entries({ alpha, beta })) {
      const named = Object.fromEntries(Object.entries(predictions).map(([name, one]) => [`${dataset}/${name}`, one]));
      await submit(server, { task: 'cells', model, predictions: named });
    }
    await runJobs(database, server);
  }
  const firstBoard = [
    ['alpha', 1, mean(f1(2, 3), 1, f1(1, 4)), 3, 0],
    ['beta', 1, mean(1, f1(1, 2), 0), 3, 1],
  ];

  it('keep the scores of what has not changed, and score only what has', async () => {
    await scored('truths');
    expect(await board('truths')).toEqual(firstBoard);
    const before = await publish('truths', { ...first, a: { cells: 3, truth: foundOf(2, 3) } });
    // Until the new scores are there; how many images of the new version they lack is not known.
    const waiting = firstBoard.map((row) => [...row.slice(0, -1), null]);
    expect(await board('truths')).toEqual(waiting);
    expect(await evaluations('truths')).toEqual([
      ['alpha', 3, 2],
      ['beta', 3, 2],
    ]);
    const jobs = await runJobs(database, server);
    expect(jobs.map(({ images }) => images.length)).toEqual([1, 1]);
    // The third cell of a is gone: alpha never found it, beta invents it now.
    expect(await board('truths')).toEqual([
      ['alpha', 2, mean(1, 1, f1(1, 4)), 3, 0],
      ['beta', 2, mean(f1(2, 3), f1(1, 2), 0), 3, 1],
    ]);
    expect(await board('truths', { at: before })).toEqual(firstBoard);
    expect(await board('other')).toEqual([]);
  });

  it('are scored again where only the ignore mask is another', async () => {
    await scored('masks');
    const ignore = png([0, 0, 1, 1, 1], [0, 0, 1, 1, 1]); // the second cell of b
    const before = await publish('masks', { ...first, b: { ...first['b']!, ignore } });
    expect((await runJobs(database, server)).map(({ images }) => images.length)).toEqual([1, 1]);
    expect(await board('masks')).toEqual([
      ['alpha', 2, mean(f1(2, 3), 1, f1(1, 4)), 3, 0],
      ['beta', 2, mean(1, 1, 0), 3, 1],
    ]);
    await publish('masks', first);
    expect((await runJobs(database, server)).map(({ images }) => images.length)).toEqual([1, 1]);
    expect(await board('masks')).toEqual(firstBoard.map(([model, , ...rest]) => [model, 3, ...rest]));
    expect(await board('masks', { at: before })).toEqual(firstBoard);
  });

  it('lose what was removed, and lack what was added', async () => {
    await scored('images');
    const { a, b } = first as Record<'a' | 'b', DrawnVersion[string]>;
    await publish('images', { a, b });
    expect((await runJobs(database, server)).map(({ images }) => images.length)).toEqual([0, 0]);
    expect(await board('images')).toEqual([
      ['alpha', 2, mean(f1(2, 3), 1), 2, 0],
      ['beta', 2, mean(1, f1(1, 2)), 2, 0],
    ]);
    const before = await publish('images', { ...first, d: { cells: 1, truth: truthOf(1) } });
    expect((await runJobs(database, server)).map(({ images }) => images.length)).toEqual([2, 2]);
    // What was predicted for c in the beginning is not lost; d is new to everyone.
    expect(await board('images')).toEqual([
      ['alpha', 3, mean(f1(2, 3), 1, f1(1, 4), 0), 4, 1],
      ['beta', 3, mean(1, f1(1, 2), 0, 0), 4, 2],
    ]);
    expect(await board('images', { at: before })).toHaveLength(2);
  });

  it('score nothing again where only tags are others, and keep the results to the last digit', async () => {
    await scored('tagged');
    const tags = { tissue: 'liver', cluster: { kind: 'slide', key: '1' } };
    const all = async () =>
      (
        await server.asAnyone((api) =>
          api.leaderboard.get({ task: 'cells', dataset: 'tagged', metrics: ['pq', 'aji', 'mHD', 'mDice', 'sq'] }),
        )
      ).rows.map(({ model, scores }) => [model, scores]);
    const before = await all();
    await publish('tagged', Object.fromEntries(Object.entries(first).map(([name, one]) => [name, { ...one, tags }])));
    expect(await evaluations('tagged')).toEqual([
      ['alpha', 3, 3],
      ['beta', 3, 3],
    ]);
    expect((await runJobs(database, server)).map(({ images }) => images.length)).toEqual([0, 0]);
    expect(await board('tagged')).toEqual(firstBoard.map(([model, , ...rest]) => [model, 2, ...rest]));
    expect(await all()).toEqual(before);
  });

  it('do not take a prediction for another picture of the same name, but for the same in another file', async () => {
    await scored('pictures');
    await server.asOperator((api) => api.datasets.openVersion({ dataset: 'pictures', changes: 'Other files.' }));
    const again = await sharp(await imageOf(3, 50))
      .toColourspace('b-w')
      .tiff({ compression: 'lzw' })
      .toBuffer();
    await server.addImage('pictures', 'a', { image: again, truth: await truthOf(3) });
    await server.addImage('pictures', 'b', { image: await imageOf(2, 200), truth: await truthOf(2) });
    await server.addImage('pictures', 'renamed', { image: await imageOf(4, 50), truth: await truthOf(4) });
    await server.asOperator((api) => api.datasets.publish({ dataset: 'pictures' }));
    await runJobs(database, server);
    expect(await board('pictures')).toEqual([
      ['alpha', 2, mean(f1(2, 3), 0, 0), 3, 2],
      ['beta', 2, mean(1, 0, 0), 3, 2],
    ]);
  });

  it('are followed through several corrections, whichever is scored first', async () => {
    await scored('twice');
    await publish('twice', { ...first, a: { cells: 3, truth: foundOf(2, 3) } });
    const second = await takeJobs(database);
    await publish('twice', { ...first, b: { cells: 2, truth: foundOf(1, 2) } });
    expect((await runJobs(database, server)).map(({ images }) => images.length)).toEqual([1, 1]);
    const now = [
      ['alpha', 3, mean(f1(2, 3), f1(1, 2), f1(1, 4)), 3, 0],
      ['beta', 3, mean(1, 1, 0), 3, 1],
    ];
    expect(await board('twice')).toEqual(now);
    for (const chunk of second) await server.with(EvaluateChunkJob, (job) => job.run(chunk));
    expect(await board('twice')).toEqual(now);
  });
});

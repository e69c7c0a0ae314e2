import type { Slug, SubmissionId } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { publishVersion, type DrawnVersion } from '../testing/corrections.fixture.ts';
import { openWith, runJobs, submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { foundOf, imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';

const first: DrawnVersion = { a: { cells: 3, truth: truthOf(3) }, b: { cells: 2, truth: truthOf(2) } };
/** The third cell of `a` was none. */
const second: DrawnVersion = { ...first, a: { cells: 3, truth: foundOf(2, 3) } };
const withoutTruth: DrawnVersion = { a: { cells: 3, truth: null } };

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
  });
  afterAll(() => server.close());

  /** Publishes the next version of a dataset; with the first one comes a model of the same name. */
  const publish = async (dataset: Slug, images: DrawnVersion) => {
    await server.asOperator((api) => api.models.create(words.model(dataset)));
    await publishVersion({ server, database }, dataset, images);
  };
  const get = (submission: SubmissionId) => server.asOperator((api) => api.submissions.get({ submission }));
  const withdraw = (submission: SubmissionId) => server.asOperator((api) => api.submissions.withdraw({ submission }));
  const retire = (dataset: Slug, retired = true) =>
    server.asOperator((api) => api.datasets.retire({ dataset, retired, reason: 'Wrong.' }));
  /** Finds two cells of `a`, and both of `b` or none. */
  const predictions = async (dataset: Slug, b = true) => {
    return { [`${dataset}/a`]: await foundOf(2, 3), ...(b && { [`${dataset}/b`]: await truthOf(2) }) };
  };
  const send = async (dataset: Slug, b = true) =>
    submit(server, { task: 'cells', model: dataset, predictions: await predictions(dataset, b) });

  /** Submission, version of the dataset, F1 and images without a prediction. */
  async function board(dataset: Slug): Promise<unknown[]> {
    const { rows } = await server.asAnyone((api) =>
      api.leaderboard.get({ task: 'cells', dataset, metrics: ['f1@0.5'] }),
    );
    return rows.map(({ scores, missingCount, results }) => {
      return [results[0]?.submissionId, results[0]?.datasetVersion, scores['f1@0.5'], missingCount];
    });
  }

  it('a submission that waits for its evaluation is evaluated on the corrected version, too', async () => {
    await publish('waits', first);
    await send('waits', false);
    await runJobs(database, server);
    const id = await send('waits');
    const early = await takeJobs(database);
    await publish('waits', second);
    await runJobs(database, server);
    expect(await board('waits')).toEqual([[id, 2, 1, 0]]);
    for (const chunk of early) await server.with(EvaluateChunkJob, (job) => job.run(chunk));
    expect(await board('waits')).toEqual([[id, 2, 1, 0]]);
    expect(await get(id)).toMatchObject({ status: 'scored', imageCount: 2, scoredCount: 2, predictionCount: 2 });
  });

  it('an open submission keeps what was predicted for pictures that have not changed', async () => {
    await publish('uploads', first);
    const id = await openWith(server, { task: 'cells', model: 'uploads', predictions: await predictions('uploads') });
    await publish('uploads', { ...second, b: { ...first['b']!, brightness: 200 }, c: { cells: 1, truth: truthOf(1) } });
    const { items } = await server.asOperator((api) => api.submissions.files({ submission: id, limit: 500 }));
    const own = items.filter(({ dataset }) => dataset === 'uploads');
    expect(own.map(({ image, sha256 }) => [image, sha256 !== null])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ]);
    const counts = { imageCount: 3, predictionCount: 1 };
    expect(await get(id)).toMatchObject({ ...counts, datasets: [{ dataset: 'uploads', version: 2, ...counts }] });
    await server.addPrediction(id, 'c', { dataset: 'uploads', bytes: await truthOf(1) });
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    await runJobs(database, server);
    expect(await board('uploads')).toEqual([[id, 2, 2 / 3, 1]]);
  });

  it('a scored submission does not count its predictions twice', async () => {
    await publish('counts', first);
    const id = await send('counts', false);
    await runJobs(database, server);
    const before = await get(id);
    expect(before).toMatchObject({ predictionCount: 1, datasets: [{ version: 1, predictionCount: 1 }] });
    await publish('counts', second);
    expect(await get(id)).toMatchObject({ status: 'queued', predictionCount: 1, datasets: [{ version: 2 }] });
    await runJobs(database, server);
    const { datasets, finishedAt: _, ...after } = await get(id);
    expect({ ...before, ...after }).toEqual({ ...before, finishedAt: before.finishedAt });
    // The truth of another image was corrected, so the mean is another.
    expect(datasets).toEqual([{ ...before.datasets[0], version: 2, score: 0.5 }]);
    expect(before.datasets[0]?.score).toBe(0.4);
  });

  it('results return on the corrected version where the wrong one was retired first', async () => {
    await publish('retired', first);
    const id = await send('retired');
    await runJobs(database, server);
    await retire('retired');
    await publish('retired', second);
    await runJobs(database, server);
    expect(await board('retired')).toEqual([[id, 2, 1, 0]]);
  });

  it('what was closed while a dataset was retired is evaluated on it once it is restored', async () => {
    await publish('stays', first);
    await publish('restored', first);
    const sent = { ...(await predictions('stays')), ...(await predictions('restored')) };
    const id = await openWith(server, { task: 'cells', model: 'restored', predictions: sent });
    await retire('restored');
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    await runJobs(database, server);
    expect(await board('stays')).toEqual([[id, 1, 0.9, 0]]);
    await retire('restored', false);
    await runJobs(database, server);
    expect(await board('restored')).toEqual([[id, 1, 0.9, 0]]);
  });

  it('what returns to the board after a withdrawal is evaluated on the corrected version', async () => {
    await publish('returns', first);
    const id = await send('returns');
    await runJobs(database, server);
    const later = await send('returns', false);
    await runJobs(database, server);
    await publish('returns', second);
    await runJobs(database, server);
    expect(await board('returns')).toEqual([[later, 2, 0.5, 1]]);
    await withdraw(later);
    // As it stood before, until it is scored again; how many images of the new version it lacks is not known.
    expect(await board('returns')).toEqual([[id, 1, 0.9, null]]);
    await runJobs(database, server);
    expect(await board('returns')).toEqual([[id, 2, 1, 0]]);
  });

  it('what failed is evaluated on the corrected version once it is queued again, and then no more', async () => {
    await publish('fails', first);
    const id = await send('fails');
    for (const chunk of await takeJobs(database)) await server.with(EvaluateChunkJob, (job) => job.giveUp(chunk));
    expect(await get(id)).toMatchObject({ status: 'failed' });
    await publish('fails', second);
    const requeue = () => server.asOperator((api) => api.submissions.requeue({ submission: id }));
    expect(await requeue()).toMatchObject({ datasets: [{ version: 2, state: 'queued', predictionCount: 2 }] });
    await runJobs(database, server);
    expect(await board('fails')).toEqual([[id, 2, 1, 0]]);
    await expect(requeue()).rejects.toMatchObject({ cause: { code: 'SUBMISSION_NOT_REQUEUABLE' } });
  });

  it('results leave with the last truth, and return with the next', async () => {
    const places = async () => {
      const { boardCount } = await server.asAnyone((api) => api.models.get({ model: 'truthless' }));
      const results = await server.asAnyone((api) => api.models.results({ model: 'truthless' }));
      return [boardCount, results.map(({ score }) => score)];
    };
    await publish('truthless', first);
    const id = await send('truthless');
    await runJobs(database, server);
    expect(await places()).toEqual([1, [0.9]]);
    await publish('truthless', withoutTruth);
    expect(await places()).toEqual([0, []]);
    await expect(board('truthless')).rejects.toMatchObject({ cause: { code: 'DATASET_NOT_FOUND' } });
    expect(await takeJobs(database)).toEqual([]);
    await publish('truthless', second);
    await runJobs(database, server);
    expect(await board('truthless')).toEqual([[id, 3, 1, 0]]);
    expect(await places()).toEqual([1, [1]]);
  });

  it('publishing and closing at once leaves nobody behind', async () => {
    await publish('race', first);
    await server.asOperator((api) => api.datasets.openVersion({ dataset: 'race', changes: 'Better.' }));
    for (const [name, { cells, truth }] of Object.entries(second)) {
      await server.addImage('race', name, { image: await imageOf(cells, 50), truth: (await truth)! });
    }
    const ids: SubmissionId[] = [];
    for (const model of ['racer-1', 'racer-2', 'racer-3', 'racer-4']) {
      await server.asOperator((api) => api.models.create(words.model(model)));
      ids.push(await openWith(server, { task: 'cells', model, predictions: await predictions('race') }));
    }
    const close = (id?: SubmissionId) => server.asOperator((api) => api.submissions.close({ submission: id! }));
    const publishNow = () => server.asOperator((api) => api.datasets.publish({ dataset: 'race' }));
    await Promise.all([close(ids[0]), close(ids[1]), publishNow(), close(ids[2]), close(ids[3])]);
    await runJobs(database, server);
    expect((await board('race')).map((row) => (row as unknown[]).slice(1))).toEqual(Array(4).fill([2, 1, 0]));
  });
});

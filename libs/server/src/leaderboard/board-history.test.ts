import type { Slug, SubmissionId } from '@cellboard/contract';
import { BoardEntryEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { scoreAs, submit, takeJobs, timeOf } from '../testing/evaluations.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { codeOf } from '../testing/principals.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    for (const slug of ['alpha', 'beta', 'gamma', 'delta']) await makeModel(slug);
    for (const kind of ['control', 'annotator'])
      await makeModel(kind, { candidate: { slug: 'base', name: kind, kind } });
  });
  afterAll(() => server.close());

  const makeModel = (slug: Slug, more: object = {}) =>
    server.asOperator((api) => api.models.create(words.model(slug, more)));
  const withdraw = (submission: SubmissionId) =>
    server.asOperator((api) => api.submissions.withdraw({ submission, reason: 'Wrong files.' }));
  const retire = (dataset: Slug, retired: boolean) =>
    server.asOperator((api) => api.datasets.retire({ dataset, retired, reason: 'Looked at again.' }));
  const resultsOf = (model: Slug) => server.asAnyone((api) => api.models.results({ model }));
  const modelOf = (model: Slug) => server.asAnyone((api) => api.models.get({ model }));

  /** Sends a submission of `model` to the dataset, and scores it. */
  async function score(dataset: Slug, model: Slug, f1: number): Promise<SubmissionId> {
    const predictions = { [`${dataset}/image-1`]: await truthOf(1) };
    const id = await submit(server, { task: 'cells', model, predictions });
    for (const chunk of await takeJobs(database)) await scoreAs(server, chunk, f1);
    return id;
  }

  /** Model, submission and score of each row; null where the task has no such dataset. */
  async function board(dataset: Slug, at?: string): Promise<unknown[] | null> {
    const query = { task: 'cells', dataset, metrics: ['f1@0.5'], ...(at !== undefined && { at }) };
    try {
      const { rows } = await server.asAnyone((api) => api.leaderboard.get(query));
      return rows.map(({ rank, model, results: [one] }) => [rank, model, one?.submissionId, one?.score]);
    } catch (error) {
      if (codeOf(error) !== 'DATASET_NOT_FOUND') throw error;
      return null;
    }
  }

  it('lets the first submission stand again once the second is withdrawn, and nothing once both are', async () => {
    const times = [await timeOf(database)];
    const stood: unknown[] = [null];
    const remember = async () => {
      stood.push(await board('steps'));
      times.push(await timeOf(database));
    };
    await server.publishDataset('steps', [{ cells: 1 }]);
    await remember();
    const first = await score('steps', 'alpha', 0.5);
    await remember();
    const second = await score('steps', 'alpha', 0.25);
    await remember();
    await withdraw(second);
    await remember();
    await withdraw(first);
    await remember();
    const standing = [
      [1, 'alpha', first, 0.5],
      [1, 'alpha', second, 0.25],
    ];
    expect(stood).toEqual([null, [], [standing[0]], [standing[1]], [standing[0]], []]);
    for (const [i, at] of times.entries()) expect([i, await board('steps', at)]).toEqual([i, stood[i]]);
    expect(await board('steps', '2100-01-01T00:00:00Z')).toEqual([]);

    const entries = await database.orm.em
      .fork()
      .find(
        BoardEntryEntity,
        { dataset: { slug: 'steps' } },
        { orderBy: { since: 'asc' }, populate: ['evaluation.submission'] },
      );
    expect(
      entries.map(({ evaluation, cause, beganBy, endCause, endedBy }) => {
        return [evaluation.submission.id, cause, beganBy, endCause, endedBy];
      }),
    ).toEqual([
      [first, 'scored', 'worker:evaluation', 'scored', 'worker:evaluation'],
      [second, 'scored', 'worker:evaluation', 'withdrawn', 'operator'],
      [first, 'withdrawn', 'operator', 'withdrawn', 'operator'],
    ]);
    const [one, other] = entries;
    expect(one?.until).toEqual(other?.since); // the board is never empty in between
  });

  it('shows at the very time of a change what came, and no more what went', async () => {
    await server.publishDataset('edges', [{ cells: 1 }]);
    const first = await score('edges', 'alpha', 0.5);
    const second = await score('edges', 'alpha', 0.75);
    const rows = await database.orm.em.fork().execute<{ since: string }[]>(
      `select to_char(since at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as since
         from board_entry b join dataset d on d.id = b.dataset_id where d.slug = 'edges' order by b.since`,
    );
    expect(await board('edges', rows[0]?.since)).toEqual([[1, 'alpha', first, 0.5]]);
    expect(await board('edges', rows[1]?.since)).toEqual([[1, 'alpha', second, 0.75]]);
  });

  it('says on the page of the model how the files of the standing submission were read', async () => {
    await server.publishDataset('planes', [{ cells: 1 }]);
    await score('planes', 'delta', 0.5);
    expect(await resultsOf('delta')).toMatchObject([{ dataset: 'planes', reading: null }]);
    const reading = { plane: 2, components: true } as const;
    const names = { task: 'cells', model: 'delta', candidate: 'base' } as const;
    const { id: submission } = await server.asOperator((api) => api.submissions.create({ ...names, reading }));
    await server.addPrediction(submission, 'image-1', { bytes: await truthOf(1), dataset: 'planes' });
    await server.asOperator((api) => api.submissions.close({ submission }));
    for (const chunk of await takeJobs(database)) await scoreAs(server, chunk, 0.25);
    expect(await resultsOf('delta')).toMatchObject([{ dataset: 'planes', reading, score: 0.25 }]);
    await withdraw(submission);
    expect(await resultsOf('delta')).toMatchObject([{ dataset: 'planes', reading: null, score: 0.5 }]);
  });

  it('keeps a withdrawn submission off the board when it is scored later, until it is published again', async () => {
    await server.publishDataset('waiting', [{ cells: 1 }]);
    const beta = await score('waiting', 'beta', 0.5);
    const predictions = { 'waiting/image-1': await truthOf(1) };
    const id = await submit(server, { task: 'cells', model: 'alpha', predictions });
    await withdraw(id);
    for (const chunk of await takeJobs(database)) await scoreAs(server, chunk, 1);
    expect(await board('waiting')).toEqual([[1, 'beta', beta, 0.5]]);
    expect(await withdraw(id)).toMatchObject({ status: 'scored', publication: 'withdrawn' });
    await server.asOperator((api) => api.submissions.publish({ submission: id }));
    expect(await board('waiting')).toEqual([
      [1, 'alpha', id, 1],
      [2, 'beta', beta, 0.5],
    ]);
  });

  it('clears board and model pages of a retired dataset, and brings the same scores back', async () => {
    await server.publishDataset('returns', [{ cells: 1 }]);
    const id = await score('returns', 'gamma', 0.5);
    const before = [await board('returns'), await resultsOf('gamma'), (await modelOf('gamma')).boardCount];
    expect(before).toMatchObject([[[1, 'gamma', id, 0.5]], [{ dataset: 'returns', rank: 1, rankedCount: 1 }], 1]);
    const time = await timeOf(database);
    await retire('returns', true);
    const away = await timeOf(database);
    expect([await board('returns'), await resultsOf('gamma'), (await modelOf('gamma')).boardCount]).toEqual([
      null,
      [],
      0,
    ]);
    expect(await server.asAnyone((api) => api.tasks.get({ task: 'cells' }))).toMatchObject({
      datasets: expect.not.arrayContaining([expect.objectContaining({ slug: 'returns' })]) as object[],
    });
    // What is evaluated meanwhile waits for the return.
    const later = await submitTo('returns', 'delta');
    expect(later).toBe('IMAGE_NOT_FOUND');
    await retire('returns', false);
    expect([await board('returns'), await resultsOf('gamma'), (await modelOf('gamma')).boardCount]).toEqual(before);
    expect([await board('returns', time), await board('returns', away)]).toEqual([before[0], null]);
  });

  const submitTo = async (dataset: Slug, model: Slug) =>
    submit(server, { task: 'cells', model, predictions: { [`${dataset}/image-1`]: await truthOf(1) } }).catch(codeOf);

  it('lets an evaluation that ends while its dataset is retired wait for its return', async () => {
    await server.publishDataset('late', [{ cells: 1 }]);
    const predictions = { 'late/image-1': await truthOf(1) };
    const id = await submit(server, { task: 'cells', model: 'gamma', predictions });
    await retire('late', true);
    for (const chunk of await takeJobs(database)) await scoreAs(server, chunk, 0.5);
    expect([await board('late'), await resultsOf('gamma').then((all) => all.map(({ dataset }) => dataset))]).toEqual([
      null,
      ['returns'],
    ]);
    await retire('late', false);
    expect(await board('late')).toEqual([[1, 'gamma', id, 0.5]]);
  });

  it.each([
    ['f1@0.5', [0.9, 0.9, 0.5, null], 1],
    ['mHD', [3, 3, 8, null], 0],
  ] as const)(
    'ranks equals alike by %s, and neither controls nor annotators, here as on model pages',
    async (...args) => {
      const [metric, scores, best] = args;
      const task = `ties-${metric.slice(0, 2).toLowerCase()}`;
      await server.publishDataset(task, [{ cells: 1 }]);
      await server.asOperator((api) => api.tasks.create(words.task(`${task}-task`, task, { primaryMetric: metric })));
      const models = ['alpha', 'beta', 'gamma', 'delta', 'control', 'annotator'];
      for (const [i, model] of models.entries()) {
        const mean = { [metric]: scores[i] ?? (i > 3 ? best : null) };
        await insertEvaluated(database.orm, { task: `${task}-task`, dataset: task, model, mean });
      }
      const { rows } = await server.asAnyone((api) => api.leaderboard.get({ task: `${task}-task` }));
      expect(Object.fromEntries(rows.map(({ model, rank }) => [model, rank]))).toEqual({
        ...{ alpha: 1, beta: 1, gamma: 3, delta: null, control: null, annotator: null },
      });
      expect(rows.slice(0, 3).map(({ model }) => model)).toEqual(['alpha', 'beta', 'gamma']);
      for (const [i, model] of models.entries()) {
        const own = (await resultsOf(model)).find((one) => one.task === `${task}-task`);
        const expected = { score: scores[i] ?? (i > 3 ? best : null), rank: [1, 1, 3][i] ?? null, rankedCount: 3 };
        expect([model, own]).toMatchObject([model, expected]);
      }
    },
  );
});

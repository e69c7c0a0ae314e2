import type { Slug, SubmissionId } from '@cellboard/contract';
import { PredictionEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { createHash } from 'node:crypto';
import { publishVersion, type DrawnVersion } from '../testing/corrections.fixture.ts';
import { openWith, runJobs, submit } from '../testing/evaluations.fixture.ts';
import { foundOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Two cells in `one`, on the left; on the right the same picture has only the first. */
const left: DrawnVersion = {
  one: { cells: 2, truth: truthOf(2) },
  size: { cells: 1, truth: truthOf(1) },
  'only-left': { cells: 3, truth: truthOf(3) },
};
const right: DrawnVersion = {
  one: { cells: 2, truth: foundOf(1, 2) },
  size: { cells: 4, truth: truthOf(4) },
  'only-right': { cells: 3, truth: truthOf(3) },
};

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await publishVersion({ server, database }, 'left', left);
    await publishVersion({ server, database }, 'right', right);
    await publishVersion({ server, database }, 'elsewhere', { apart: { cells: 1, truth: truthOf(1) } });
    await server.asOperator((api) => api.tasks.create(words.task('both', ['left', 'right'])));
  });
  afterAll(() => server.close());

  let models = 0;
  const newModel = async () => {
    const slug = `model-${++models}`;
    await server.asOperator((api) => api.models.create(words.model(slug)));
    return slug;
  };
  const open = async (predictions: Record<string, Uint8Array> = {}) =>
    openWith(server, { task: 'both', model: await newModel(), predictions });
  const add = (id: SubmissionId, image: string, bytes: Uint8Array) => server.addPrediction(id, image, { bytes });
  const addTo = (dataset: Slug) => (id: SubmissionId, image: string, bytes: Uint8Array) =>
    server.addPrediction(id, image, { bytes, dataset });
  const predicted = (submission: SubmissionId) => database.orm.em.fork().count(PredictionEntity, { submission });

  /** Each dataset with the F1 of a model on it and the images that it lacks. */
  async function results(model: Slug): Promise<unknown[]> {
    const { rows } = await server.asAnyone((api) => api.leaderboard.get({ task: 'both', metrics: ['f1@0.5'] }));
    const row = rows.find((one) => one.model === model);
    return row?.results.map(({ dataset, score, missingCount }) => [dataset, score, missingCount]) ?? [];
  }

  it('are scored against the truth of the dataset that the prediction names', async () => {
    const [two, first] = [await truthOf(2), await foundOf(1, 2)];
    const rest = {
      'left/size': await truthOf(1),
      'left/only-left': await truthOf(3),
      'right/size': await truthOf(4),
      'right/only-right': await truthOf(3),
    };
    const [straight, crossed, same] = [await newModel(), await newModel(), await newModel()];
    for (const [model, predictions] of [
      [straight, { 'left/one': two, 'right/one': first }],
      [crossed, { 'left/one': first, 'right/one': two }],
      [same, { 'left/one': two, 'right/one': two }],
    ] as const) {
      await submit(server, { task: 'both', model, predictions: { ...rest, ...predictions } });
    }
    await runJobs(database, server);
    // One of two cells, or one cell and another that is none: F1 is 2/3 either way.
    const mixed = (2 / 3 + 1 + 1) / 3;
    expect(await results(straight)).toEqual([
      ['left', 1, 0],
      ['right', 1, 0],
    ]);
    expect(await results(crossed)).toEqual([
      ['left', mixed, 0],
      ['right', mixed, 0],
    ]);
    expect(await results(same)).toEqual([
      ['left', 1, 0],
      ['right', mixed, 0],
    ]);
  });

  it('are refused where a prediction names no dataset, with the datasets to choose from', async () => {
    const id = await open();
    for (const name of ['one', 'size']) {
      await expect(add(id, name, await truthOf(2))).rejects.toMatchObject({
        code: 'IMAGE_AMBIGUOUS',
        message: `The datasets left, right each have an image ${name}. Say which one you mean: ?dataset=left.`,
      });
    }
    expect(await predicted(id)).toBe(0);
  });

  it('do not matter to images with a name of their own, which need no dataset', async () => {
    const id = await open();
    const bytes = await truthOf(3);
    expect(await add(id, 'only-left', bytes)).toMatchObject({ dataset: 'left', image: 'only-left', unchanged: false });
    expect(await add(id, 'only-right', bytes)).toMatchObject({ dataset: 'right', unchanged: false });
    expect(await addTo('left')(id, 'only-left', bytes)).toMatchObject({ dataset: 'left', unchanged: true });
  });

  it('are looked for in the dataset that is named, and nowhere else', async () => {
    const id = await open();
    for (const [image, dataset] of [
      ['only-left', 'right'],
      ['one', 'elsewhere'],
      ['apart', 'elsewhere'],
      ['one', 'nowhere'],
    ] as const) {
      await expect(addTo(dataset)(id, image, await truthOf(3))).rejects.toMatchObject({
        code: 'IMAGE_NOT_FOUND',
        message: `There is no image ${image} in the dataset "${dataset}" of the task of the submission ${id}. \`tasks.images\` lists every image.`,
      });
    }
    await expect(addTo('left')(id, 'size', await truthOf(4))).rejects.toMatchObject({
      code: 'PREDICTION_UNREADABLE',
      message: expect.stringContaining('size: The prediction is 9×2 pixels') as string,
    });
    expect(await predicted(id)).toBe(0);
  });

  it('resume where an upload stopped, each in its dataset', async () => {
    const bytes = await truthOf(2);
    const id = await open({ 'right/one': bytes });
    const all: unknown[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await server.asOperator((api) =>
        api.submissions.files({ submission: id, limit: 2, ...(cursor && { cursor }) }),
      );
      all.push(...page.items.map(({ dataset, image, sha256 }) => [dataset, image, sha256]));
      cursor = page.next;
    } while (cursor);
    expect(all).toEqual([
      ['left', 'one', null],
      ['left', 'only-left', null],
      ['left', 'size', null],
      ['right', 'one', sha256(bytes)],
      ['right', 'only-right', null],
      ['right', 'size', null],
    ]);
    expect(await addTo('right')(id, 'one', bytes)).toMatchObject({ unchanged: true });
    expect(await addTo('left')(id, 'one', bytes)).toMatchObject({ unchanged: false });
    const { datasets } = await server.asOperator((api) => api.submissions.get({ submission: id }));
    expect(datasets.map(({ dataset, imageCount, predictionCount }) => [dataset, imageCount, predictionCount])).toEqual([
      ['left', 3, 1],
      ['right', 3, 1],
    ]);
  });

  it('are evaluated for the datasets with predictions only, and rank nobody who lacks one', async () => {
    const model = await newModel();
    await submit(server, { task: 'both', model, predictions: { 'left/one': await truthOf(2) } });
    expect(await runJobs(database, server)).toHaveLength(1);
    expect(await results(model)).toEqual([['left', 1 / 3, 2]]);
    const { rows } = await server.asAnyone((api) => api.leaderboard.get({ task: 'both' }));
    expect(rows.find((row) => row.model === model)).toMatchObject({ rank: null, imageCount: 6, missingCount: 5 });
  });

  it('become ambiguous, and clear again, with the datasets that come and go', async () => {
    const id = await open({ 'only-left': await foundOf(1, 3) });
    await publishVersion({ server, database }, 'third', { 'only-left': { cells: 3, truth: truthOf(3) } });
    const extension = { task: 'both', datasets: ['third'], changes: 'Another.' };
    await server.asOperator((api) => api.tasks.extend(extension));
    const bytes = await truthOf(3);
    await expect(add(id, 'only-left', bytes)).rejects.toMatchObject({
      code: 'IMAGE_AMBIGUOUS',
      message: expect.stringContaining('The datasets left, third each have an image only-left.') as string,
    });
    expect(await addTo('third')(id, 'only-left', bytes)).toMatchObject({ dataset: 'third', unchanged: false });
    await server.asOperator((api) => api.datasets.retire({ dataset: 'third', retired: true, reason: 'Mistaken.' }));
    expect(await add(id, 'only-left', bytes)).toMatchObject({ dataset: 'left', unchanged: false });
    await expect(addTo('third')(id, 'only-left', bytes)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
    expect(await server.asOperator((api) => api.submissions.close({ submission: id }))).toMatchObject({
      datasets: [{ dataset: 'left', predictionCount: 1 }],
    });
  });
});

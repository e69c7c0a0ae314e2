import { anonymous, type Slug } from '@cellboard/contract';
import { ImageScoreEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { PicturesService } from '../pictures/pictures.service.ts';
import { publishVersion, type DrawnVersion } from '../testing/corrections.fixture.ts';
import { openWith, runJobs, submit } from '../testing/evaluations.fixture.ts';
import { foundOf, imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

const mixed: DrawnVersion = {
  bare: { cells: 2, truth: null },
  scored: { cells: 3, truth: truthOf(3) },
  semantic: { cells: 5, truth: truthOf(5), tags: { instanceSeg: false } },
  second: { cells: 1, truth: truthOf(1) },
};

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await publishVersion({ server, database }, 'mixed', mixed);
    await publishVersion({ server, database }, 'bare-only', { one: { cells: 2, truth: null } });
    await server.asOperator((api) => api.tasks.create(words.task('own', 'mixed')));
  });
  afterAll(() => server.close());

  let models = 0;
  const newModel = async () => {
    const slug = `model-${++models}`;
    await server.asOperator((api) => api.models.create(words.model(slug)));
    return slug;
  };
  const dataset = (slug: Slug) => server.asAnyone((api) => api.datasets.get({ dataset: slug }));
  const imageNamed = async (name: string) => {
    const { items } = await server.asAnyone((api) => api.images.list({ limit: 200 }));
    const found = items.find((one) => one.dataset === 'mixed' && one.name === name);
    return found!;
  };

  it('are stored, listed and shown', async () => {
    const files = await server.asOperator((api) => api.datasets.files({ dataset: 'mixed' }));
    expect(files.items.map(({ name, truthSha256 }) => [name, truthSha256 !== null])).toEqual([
      ['bare', false],
      ['scored', true],
      ['second', true],
      ['semantic', true],
    ]);
    const { items, total } = await server.asAnyone((api) => api.images.list({ task: 'own' }));
    expect([total, items.map(({ name, cellCount }) => [name, cellCount])]).toEqual([
      4,
      [
        ['bare', null],
        ['scored', 3],
        ['second', 1],
        ['semantic', 5],
      ],
    ]);
    const { id } = await imageNamed('bare');
    await server.with(PicturesService, async (pictures) => {
      expect((await (await pictures.thumbnail(anonymous, id)).bytes()).byteLength).toBeGreaterThan(0);
      await expect(pictures.truth(anonymous, id)).rejects.toMatchObject({
        code: 'FILE_NOT_FOUND',
        message: 'The image bare has no truth.',
      });
    });
  });

  it('count in their dataset and nowhere in a task', async () => {
    // All four images, and the cells of the three truths.
    expect(await dataset('mixed')).toMatchObject({ imageCount: 4, cellCount: 9 });
    const totals = { imageCount: 2, cellCount: 4 };
    const slice = { slug: 'mixed', version: 1, ...totals };
    expect(await server.asAnyone((api) => api.tasks.get({ task: 'own' }))).toMatchObject({
      ...totals,
      datasets: [slice],
    });
    expect(await server.asAnyone((api) => api.tasks.get({ task: 'cells' }))).toMatchObject({
      ...totals,
      datasets: [slice],
    });
    const { items } = await server.asAnyone((api) => api.tasks.images({ task: 'own' }));
    expect(items.map(({ name, scored }) => [name, scored])).toEqual([
      ['bare', false],
      ['scored', true],
      ['second', true],
      ['semantic', false],
    ]);
  });

  it('may be predicted, and are never scored, counted or missed', async () => {
    const model = await newModel();
    const predictions = { bare: await truthOf(2), scored: await foundOf(1, 3), semantic: await foundOf(0, 5) };
    const submission = await submit(server, { task: 'own', model, predictions });
    const jobs = await runJobs(database, server);
    expect(jobs.map(({ images }) => images.length)).toEqual([2]);
    const counts = { imageCount: 2, scoredCount: 2, predictionCount: 1 };
    const sent = await server.asOperator((api) => api.submissions.get({ submission }));
    expect(sent).toMatchObject({ status: 'scored', ...counts, datasets: [{ dataset: 'mixed', ...counts }] });
    const { rows } = await server.asAnyone((api) => api.leaderboard.get({ task: 'own', metrics: ['f1@0.5'] }));
    expect(rows).toMatchObject([{ rank: 1, imageCount: 2, missingCount: 1, scores: { 'f1@0.5': 0.25 } }]);
    const evaluation = jobs[0]?.evaluation ?? '';
    const scored = await database.orm.em.fork().find(ImageScoreEntity, { evaluation }, { populate: ['image'] });
    expect(scored.map(({ image }) => image.name).sort()).toEqual(['scored', 'second']);

    const image = (await imageNamed('bare')).id;
    const candidate = rows[0]!.candidateId;
    await server.with(PicturesService, async (pictures) => {
      const picture = await pictures.prediction(anonymous, image, { task: 'own', candidate });
      expect((await picture.bytes()).byteLength).toBeGreaterThan(0);
    });
  });

  it('make no submission of predictions for them alone', async () => {
    const predictions = { bare: await truthOf(2), semantic: await truthOf(5) };
    const submission = await openWith(server, { task: 'own', model: await newModel(), predictions });
    await expect(server.asOperator((api) => api.submissions.close({ submission }))).rejects.toMatchObject({
      cause: { code: 'SUBMISSION_EMPTY' },
      message: expect.stringContaining('has no prediction for any of the 2 images') as string,
    });
    const files = await server.asOperator((api) => api.submissions.files({ submission }));
    expect(files.items.map(({ image, sha256 }) => [image, sha256 !== null])).toEqual([
      ['bare', true],
      ['scored', false],
      ['second', false],
      ['semantic', true],
    ]);
  });

  it('publish a dataset of their own, which no task takes', async () => {
    expect(await dataset('bare-only')).toMatchObject({ published: true, imageCount: 1, cellCount: 0, boards: [] });
    expect((await server.asAnyone((api) => api.tasks.get({ task: 'cells' }))).datasets).toHaveLength(1);
    const make = server.asOperator((api) => api.tasks.create(words.task('none', 'bare-only')));
    await expect(make).rejects.toMatchObject({ cause: { code: 'TASK_TOO_SMALL' } });
    const refusal = {
      cause: { code: 'DATASET_EMPTY' },
      message: expect.stringContaining('can score no image of the dataset "bare-only"') as string,
    };
    const extension = { task: 'own', datasets: ['mixed', 'bare-only'], changes: 'More.' };
    await expect(server.asOperator((api) => api.tasks.extend(extension))).rejects.toMatchObject(refusal);
    const both = words.task('both', ['mixed', 'bare-only']);
    await expect(server.asOperator((api) => api.tasks.create(both))).rejects.toMatchObject(refusal);
    await expect(server.asAnyone((api) => api.tasks.get({ task: 'both' }))).rejects.toMatchObject({
      cause: { code: 'TASK_NOT_FOUND' },
    });
    expect(await server.asAnyone((api) => api.tasks.get({ task: 'own' }))).toMatchObject({ version: 1 });
  });

  it('get a truth in the next version only', async () => {
    const files = { image: await imageOf(2, 50), truth: await truthOf(2) };
    await expect(server.addImage('bare-only', 'one', files)).rejects.toMatchObject({ code: 'DATASET_PUBLISHED' });
    await publishVersion({ server, database }, 'bare-only', { one: { cells: 2, truth: truthOf(2) } });
    const boards = [{ task: 'cells', taskName: 'Cells' }];
    expect(await dataset('bare-only')).toMatchObject({ version: 2, cellCount: 2, boards });
    expect(await server.asAnyone((api) => api.tasks.get({ task: 'cells' }))).toMatchObject({
      imageCount: 3,
      cellCount: 6,
    });
  });

  it('are uploaded knowingly: neither by leaving out the truth, nor with an ignore mask', async () => {
    await server.asOperator((api) => api.datasets.create(words.dataset('careful')));
    const image = await imageOf(1, 9);
    await expect(server.addImage('careful', 'one', { image, truth: null })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message:
        'one: There is no truth, so the image cannot be scored. Send the file "truth", or set instanceSeg to false in the tags.',
    });
    const ignore = await png([0, 1, 0], [0, 0, 0]);
    const tags = { instanceSeg: false };
    await expect(server.addImage('careful', 'one', { image, truth: null, ignore, tags })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message: 'one: An ignore mask means nothing without a truth. Leave it out.',
    });
    await server.addImage('careful', 'one', { image, truth: null, tags });
    await expect(server.addImage('careful', 'one', { image, truth: await truthOf(1) })).rejects.toMatchObject({
      code: 'IMAGE_EXISTS',
    });
  });
});

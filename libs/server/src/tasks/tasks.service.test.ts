import { AuditEntryEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('mixed', [
      { cells: 3, tags: { modality: 'fluorescence' } },
      { cells: 4, tags: { modality: 'phase contrast' } },
      { cells: 5, tags: { modality: 'fluorescence' } },
      { cells: 9, tags: { modality: 'fluorescence', instanceSeg: false } },
    ]);
  });
  afterAll(() => server.close());

  const create = (slug: string, more: object = {}) =>
    server.asOperator((api) => api.tasks.create(words.task(slug, 'mixed', more)));

  it('takes every image of the dataset that can be scored', async () => {
    const made = await create('all', { object: 'nucleus', description: 'Everything.' });
    expect(made).toEqual({
      slug: 'all',
      name: 'Task all',
      description: 'Everything.',
      object: 'nucleus',
      primaryMetric: 'f1@0.5',
      ...{ takes: 'listed', synthetic: false, version: 1 },
      datasets: [
        {
          ...{ slug: 'mixed', name: 'Dataset mixed', version: 1, object: 'cell', licence: 'CC0-1.0' },
          ...{ imageCount: 3, cellCount: 12 },
        },
      ],
      ...{ imageCount: 3, cellCount: 12, candidateCount: 0 },
    });
    expect(await server.asAnyone((api) => api.tasks.get({ task: 'all' }))).toEqual(made);
  });

  it('takes the images of one modality where it is named', async () => {
    expect(await create('fluorescence', { modality: 'fluorescence', primaryMetric: 'pq' })).toMatchObject({
      imageCount: 2,
      cellCount: 8,
      primaryMetric: 'pq',
    });
  });

  it('answers the same words again without making anything, also ten at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('again')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await database.orm.em.fork().count(AuditEntryEntity, { action: 'task.create', subject: 'again' })).toBe(1);
  });

  it.each([
    ['another name', { name: 'Other' }],
    ['another metric', { primaryMetric: 'pq' }],
    ['other images', { modality: 'fluorescence' }],
  ])('refuses %s under the same slug', async (_what, more) => {
    await create('taken');
    await expect(create('taken', more)).rejects.toMatchObject({ code: 'CONFLICT', cause: { code: 'TASK_EXISTS' } });
  });

  it('is refused where too few images can be scored', async () => {
    await expect(create('large', { minImages: 4 })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      message: expect.stringContaining(
        'The task "large" would hold 3 images that can be scored, but it needs at least 4.',
      ) as string,
    });
    const none = create('none', { modality: 'electron' });
    await expect(none).rejects.toMatchObject({
      message: expect.stringContaining('would hold 0 images') as string,
    });
  });

  it('is refused on a dataset that is still open, or not there', async () => {
    await server.asOperator((api) => api.datasets.create(words.dataset('open')));
    for (const dataset of ['open', 'nowhere']) {
      const make = server.asOperator((api) => api.tasks.create(words.task('early', dataset)));
      await expect(make).rejects.toMatchObject({ cause: { code: 'DATASET_NOT_FOUND' } });
    }
  });

  it.each(['f1@0.51', 'tp@0.5', 'unknown'])('cannot be ranked by %j', async (primaryMetric) => {
    await expect(create('odd', { primaryMetric })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('lists in the order of creation, page by page', async () => {
    await create('zz');
    await create('aa');
    const list = (query: object) => server.asAnyone((api) => api.tasks.list(query));
    const slugs = (await list({})).items.map(({ slug }) => slug);
    expect(slugs.slice(-2)).toEqual(['zz', 'aa']);
    expect(slugs.slice(0, 3).sort()).toEqual(['all', 'cells', 'nuclei']);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 500, cursor: first.next });
    expect([...first.items, ...second.items].map(({ slug }) => slug)).toEqual(slugs);
    expect(second.next).toBeNull();
  });

  it('refuses a cursor that no answer held', async () => {
    const list = server.asAnyone((api) => api.tasks.list({ cursor: 'eyJhIjoxfQ' }));
    await expect(list).rejects.toMatchObject({ code: 'BAD_REQUEST', cause: { code: 'CURSOR_INVALID' } });
  });

  it('says so when there is no such task, and lets visitors make none', async () => {
    const get = server.asAnyone((api) => api.tasks.get({ task: 'nowhere' }));
    await expect(get).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no task "nowhere".',
    });
    const make = server.asAnyone((api) => api.tasks.create(words.task('mine', 'mixed')));
    await expect(make).rejects.toMatchObject({ code: 'UNAUTHORIZED', cause: { code: 'SIGN_IN_REQUIRED' } });
  });
});

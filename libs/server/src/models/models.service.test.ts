import { AuditEntry, Developer } from '@cellboard/db';
import { describeDatabases } from '@cellboard/db/testing';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
  });
  afterAll(() => server.close());

  const create = (slug: string, more: object = {}) =>
    server.asOperator((api) => api.models.create(words.model(slug, more)));
  const candidate = (slug: string, trainingData: string[] | null = null) => ({
    candidate: { slug, name: slug, trainingData },
  });

  it('makes a model with its first candidate and its developer', async () => {
    const facts = {
      backbone: 'ResNet',
      paramCount: 2_147_483_648,
      paperUrl: 'https://example.org/paper',
      learningMethod: 'supervised',
    };
    const made = await create('star-method', { ...facts, developer: 'MPI-CBG' });
    expect(made).toMatchObject({ slug: 'star-method', developer: 'MPI-CBG', ...facts, licence: null, codeUrl: null });
    expect(made.candidates).toEqual([
      { id: expect.any(String) as string, slug: 'base', name: 'Base', trainingData: null },
    ]);
    expect(await server.asAnyone((api) => api.models.get({ model: 'star-method' }))).toEqual(made);
  });

  it('adds a candidate to the model of that slug, oldest first', async () => {
    await create('flow-method', candidate('nuclei', ['DSB 2018', 'An unknown dataset']));
    const { candidates } = await create('flow-method', candidate('cyto', []));
    expect(candidates.map(({ slug, trainingData }) => ({ slug, trainingData }))).toEqual([
      { slug: 'nuclei', trainingData: ['An unknown dataset', 'DSB 2018'] },
      { slug: 'cyto', trainingData: [] },
    ]);
  });

  it('changes nothing when the same words come again, in any order and ten at once', async () => {
    const first = await create('again', candidate('base', ['a', 'b']));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create('again', candidate('base', ['b', 'a', 'b']))),
    );
    for (const answer of answers) expect(answer).toEqual(first);
    const made = await database.orm.em.fork().count(AuditEntry, { action: 'model.create', subject: 'again' });
    expect(made).toBe(1);
  });

  it.each([
    ['another description', { description: 'Better.' }],
    ['another developer', { developer: 'Somebody else' }],
    ['a candidate of that slug with other training data', candidate('base', ['x'])],
  ])('refuses %s under the same slug', async (_what, more) => {
    await create('taken');
    await expect(create('taken', more)).rejects.toMatchObject({ code: 'CONFLICT', cause: { code: 'MODEL_EXISTS' } });
    expect((await server.asAnyone((api) => api.models.get({ model: 'taken' }))).candidates).toHaveLength(1);
  });

  it('knows a developer by the name, also when two models come at once', async () => {
    await Promise.all(['one', 'two', 'three'].map((slug) => create(slug, { developer: 'The same team' })));
    expect(await database.orm.em.fork().count(Developer, { name: 'The same team' })).toBe(1);
  });

  it('lists by name, whatever the order of creation', async () => {
    await create('zz', { name: 'A method' });
    const names = (await server.asAnyone((api) => api.models.list())).map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
    expect(names).toContain('A method');
  });

  it('says so when there is no such model, and lets the operator alone make one', async () => {
    const get = server.asAnyone((api) => api.models.get({ model: 'nowhere' }));
    await expect(get).rejects.toMatchObject({ code: 'NOT_FOUND', cause: { code: 'MODEL_NOT_FOUND' } });
    const make = server.asAnyone((api) => api.models.create(words.model('mine')));
    await expect(make).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'no address'])('refuses %j as an address', async (paperUrl) => {
    const make = server.asOperator((api) => api.models.create({ ...words.model('bad'), paperUrl }));
    await expect(make).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

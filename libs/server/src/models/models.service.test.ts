import { AuditEntryEntity, DeveloperEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
  });
  afterAll(() => server.close());

  const create = (slug: string, more: object = {}) =>
    server.asOperator((api) => api.models.create(words.model(slug, more)));
  const candidate = (slug: string, sources: string[] | null = null, more: object = {}) => ({
    candidate: { slug, name: slug, weights: { slug, name: slug, sources }, ...more },
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
    expect(made).toMatchObject({ builtIn: false, ineligible: null, boardCount: 0 });
    expect(made.candidates).toEqual([
      {
        ...{ id: expect.any(String) as string, slug: 'base', name: 'Base', kind: 'method', weights: null },
        ...{ mode: null, settings: {}, tunedOn: null, lastVerifiedAt: null },
      },
    ]);
    expect(await server.asAnyone((api) => api.models.get({ model: 'star-method' }))).toEqual(made);
  });

  it('adds a candidate to the model of that slug, oldest first', async () => {
    await create('flow-method', candidate('nuclei', ['livecell', 'dsb2018']));
    await create('flow-method', candidate('cyto', []));
    const { candidates } = await create('flow-method', candidate('secret', null));
    expect(candidates.map(({ slug, weights }) => [slug, weights?.sources])).toEqual([
      [
        'nuclei',
        [
          { slug: 'dsb2018', name: 'DSB2018', inherited: false },
          { slug: 'livecell', name: 'LIVECell', inherited: false },
        ],
      ],
      ['cyto', []],
      ['secret', null],
    ]);
  });

  it('lets candidates share weights, and keeps their settings in order', async () => {
    const weights = { slug: 'vit', name: 'ViT', sha256: 'a'.repeat(64), sources: ['livecell'] };
    for (const [slug, settings] of [
      ['small', { points: 32, diameter: 20 }],
      ['large', { diameter: 60 }],
    ] as const) {
      const more = { weights, mode: 'automatic', settings, tunedOn: 'cells' };
      await create('prompted', { candidate: { slug, name: slug, ...more } });
    }
    const { candidates } = await server.asAnyone((api) => api.models.get({ model: 'prompted' }));
    expect(candidates).toMatchObject([
      { slug: 'small', mode: 'automatic', tunedOn: 'cells', weights: { slug: 'vit', sha256: 'a'.repeat(64) } },
      { slug: 'large', settings: { diameter: 60 }, weights: { slug: 'vit' } },
    ]);
    expect(Object.keys(candidates[0]?.settings ?? {})).toEqual(['diameter', 'points']);
  });

  it('inherits what the weights that training began from had seen', async () => {
    await create('parent', candidate('base', ['dsb2018']));
    const weights = {
      slug: 'tuned',
      name: 'Tuned',
      sources: ['livecell'],
      parent: { model: 'parent', weights: 'base' },
    };
    const { candidates } = await create('child', { candidate: { slug: 'tuned', name: 'Tuned', weights } });
    expect(candidates[0]?.weights).toMatchObject({
      parent: { model: 'parent', weights: 'base' },
      sources: [
        { slug: 'dsb2018', inherited: true },
        { slug: 'livecell', inherited: false },
      ],
    });
  });

  it('refuses training data that is not in the vocabulary', async () => {
    await expect(create('odd', candidate('base', ['dsb2018', 'dsb-2018']))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('There is no source "dsb-2018".') as string,
    });
  });

  it('belongs to the account that made it: nobody else may add candidates', async () => {
    const [ada, bob] = [await server.developer('Ada'), await server.developer('Bob')];
    await server.as(ada, (api) => api.models.create(words.model('adas', { developer: 'Ada' })));
    const add = { developer: 'Ada', ...candidate('more') };
    await expect(server.as(bob, (api) => api.models.create(words.model('adas', add)))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const { candidates } = await server.as(ada, (api) => api.models.create(words.model('adas', add)));
    expect(candidates).toHaveLength(2);
    const asAda = server.as(bob, (api) => api.models.create(words.model('bobs', { developer: 'Ada' })));
    await expect(asAda).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('changes nothing when the same words come again, in any order and ten at once', async () => {
    const first = await create('again', candidate('base', ['livecell', 'dsb2018']));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create('again', candidate('base', ['dsb2018', 'livecell', 'dsb2018']))),
    );
    for (const answer of answers) expect(answer).toEqual(first);
    const made = await database.orm.em.fork().count(AuditEntryEntity, { action: 'model.create', subject: 'again' });
    expect(made).toBe(1);
  });

  it.each([
    ['another description', { description: 'Better.' }],
    ['another developer', { developer: 'Somebody else' }],
    ['a candidate of that slug with other weights', candidate('base', ['dsb2018'])],
  ])('refuses %s under the same slug', async (_what, more) => {
    await create('taken');
    await expect(create('taken', more)).rejects.toMatchObject({ code: 'CONFLICT', cause: { code: 'MODEL_EXISTS' } });
    expect((await server.asAnyone((api) => api.models.get({ model: 'taken' }))).candidates).toHaveLength(1);
  });

  it('knows a developer by the name, also when two models come at once', async () => {
    await Promise.all(['one', 'two', 'three'].map((slug) => create(slug, { developer: 'The same team' })));
    expect(await database.orm.em.fork().count(DeveloperEntity, { name: 'The same team' })).toBe(1);
  });

  it('lists by name, whatever the order of creation', async () => {
    await create('zz', { name: 'A method' });
    const list = (query: object) => server.asAnyone((api) => api.models.list(query));
    const names = (await list({ limit: 500 })).items.map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(names).toContain('A method');
    const first = await list({ limit: 3 });
    expect([...first.items, ...(await list({ limit: 500, cursor: first.next })).items].map(({ name }) => name)).toEqual(
      names,
    );
  });

  it('says so when there is no such model, and lets visitors make none', async () => {
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

import { NewWeights, type Principal } from '@cellboard/contract';
import { operator } from '@cellboard/contract';
import { AuditEntryEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('dsb', [{ cells: 1 }], { source: 'dsb2018' });
  });
  afterAll(() => server.close());

  const make = (slug: string, weights: object) => {
    const candidate = {
      slug: 'base',
      name: 'Base',
      weights: NewWeights.parse({ slug: 'base', name: 'Base', ...weights }),
    };
    return server.asOperator((api) => api.models.create(words.model(slug, { candidate })));
  };
  const declare = (model: string, declared: object, principal: Principal = operator) =>
    server.as(principal, (api) =>
      api.models.declare({ model, weights: 'base', sources: null, reason: 'The authors told us.', ...declared }),
    );
  const exposureOf = async (model: string) => {
    const { rows } = await server.asAnyone((api) => api.leaderboard.get({ task: 'cells', dataset: 'dsb' }));
    return rows.find((row) => row.model === model)?.results[0]?.exposure;
  };

  it('corrects what the board says of unseen images, with before, after and reason in the audit log', async () => {
    await make('silent', {});
    await insertEvaluated(database.orm, { task: 'cells', model: 'silent', mean: { pq: 1 } });
    expect(await exposureOf('silent')).toBe('undisclosed');
    const { candidates } = await declare('silent', { sources: ['livecell', 'dsb2018'] });
    expect(candidates[0]?.weights).toMatchObject({
      sources: [{ slug: 'dsb2018' }, { slug: 'livecell' }],
      complete: true,
    });
    expect(await exposureOf('silent')).toBe('seen');
    await declare('silent', { sources: ['livecell'] });
    expect(await exposureOf('silent')).toBe('unseen');
    await declare('silent', { sources: ['livecell'], complete: false });
    expect(await exposureOf('silent')).toBe('undisclosed');
    const entries = await database.orm.em
      .fork()
      .find(AuditEntryEntity, { action: 'weights.declare', subject: 'silent/base' }, { orderBy: { id: 'asc' } });
    expect(entries).toMatchObject([
      { before: { sources: null, complete: false }, after: { sources: ['dsb2018', 'livecell'], complete: true } },
      {
        before: { sources: ['dsb2018', 'livecell'] },
        after: { sources: ['livecell'] },
        reason: 'The authors told us.',
      },
      { before: { complete: true }, after: { sources: ['livecell'], complete: false } },
    ]);
  });

  it('changes nothing where the same is declared again', async () => {
    await make('same', { sources: ['dsb2018'] });
    await declare('same', { sources: ['dsb2018', 'dsb2018'] });
    expect(
      await database.orm.em.fork().count(AuditEntryEntity, { action: 'weights.declare', subject: 'same/base' }),
    ).toBe(0);
  });

  it('reaches the weights that began from these', async () => {
    await make('parent', { sources: [] });
    await make('child', { sources: [], parent: { model: 'parent', weights: 'base' } });
    await insertEvaluated(database.orm, { task: 'cells', model: 'child', mean: { pq: 1 } });
    expect(await exposureOf('child')).toBe('unseen');
    await declare('parent', { sources: ['dsb2018'] });
    expect(await exposureOf('child')).toBe('seen');
    await declare('parent', { sources: null });
    expect(await exposureOf('child')).toBe('undisclosed');
    const { candidates } = await server.asAnyone((api) => api.models.get({ model: 'child' }));
    expect(candidates[0]?.weights).toMatchObject({ sources: null, complete: false });
  });

  it('refuses unknown models, weights and sources, and other accounts', async () => {
    await make('mine', {});
    await expect(declare('nobodys', {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const weights = server.asOperator((api) =>
      api.models.declare({ model: 'mine', weights: 'other', sources: [], reason: 'A typo.' }),
    );
    await expect(weights).rejects.toMatchObject({ message: 'The model "mine" has no weights "other".' });
    await expect(declare('mine', { sources: ['dsb-2018'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('There is no source "dsb-2018".') as string,
    });
    await expect(declare('mine', { reason: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const stranger = await server.developer('Stranger');
    await expect(declare('mine', { sources: [] }, stranger)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

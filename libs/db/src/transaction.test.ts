import { DeveloperEntity } from './entities/developer.entity.ts';
import { describeDatabases } from './testing/index.fixture.ts';
import { executeNumbered, transactional, type Transaction } from './transaction.ts';

describeDatabases((database) => {
  const names = async () =>
    (await database.orm.em.fork().find(DeveloperEntity, {}, { orderBy: { name: 'asc' } })).map(({ name }) => name);
  const insert =
    'insert into developer (id, name, created_at) select gen_random_uuid(), name, $2 from unnest($1::text[]) as name';

  it('runs SQL with numbered parameters, lists and quotes among them, inside the transaction', async () => {
    const { rows } = await transactional(database.orm.em.fork(), async (transaction) => {
      await executeNumbered(transaction, insert, [["O'Neill?", 'Zoë'], new Date()]);
      return executeNumbered(transaction, 'select count(*)::int as count from developer');
    });
    expect(rows).toEqual([{ count: 2 }]);
    expect(await names()).toEqual(["O'Neill?", 'Zoë']);
  });

  it('takes it back with the transaction', async () => {
    const undone = transactional(database.orm.em.fork(), async (transaction) => {
      await executeNumbered(transaction, insert, [['Nobody'], new Date()]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await names()).not.toContain('Nobody');
  });

  it('refuses a transaction that has ended', async () => {
    let kept: Transaction | undefined;
    await transactional(database.orm.em.fork(), (transaction) => {
      kept = transaction;
      return Promise.resolve();
    });
    await expect(executeNumbered(kept as Transaction, 'select 1')).rejects.toThrow();
  });
});

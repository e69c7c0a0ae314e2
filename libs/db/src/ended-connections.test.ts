import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, type Orm } from './open-database.ts';
import { describeOnPostgres, startPostgres, type PostgresServer } from './testing/index.fixture.ts';
import { transactional } from './transaction.ts';

/** More than the pool has connections. */
const ROUNDS = 12;

describeOnPostgres('connections that the server ends', (bin) => {
  let postgres: PostgresServer;
  let orm: Orm;
  let admin: Orm;
  beforeAll(async () => {
    postgres = await startPostgres(bin);
    orm = await openDatabase({ kind: 'postgresql', url: postgres.createDatabase('cellboard') });
    admin = await openDatabase({ kind: 'postgresql', url: postgres.createDatabase('admin') });
  });
  afterAll(async () => {
    await admin.close();
    await postgres.stop();
  });

  const endAll = () =>
    admin.em.fork().execute(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'cellboard'`);
  const works = async () => {
    expect(await orm.em.fork().execute('select 1 as one')).toEqual([{ one: 1 }]);
  };

  it.each([
    ['between two statements', () => sleep(20)],
    ['in the middle of a statement', () => orm.em.fork().execute('select 1')],
  ])('leave room for others where a transaction had them, %s', async (_, meanwhile) => {
    for (let round = 0; round < ROUNDS; round++) {
      const ended = transactional(orm.em.fork(), async (transaction) => {
        await transaction.execute('select 1');
        const running = transaction.execute('select pg_sleep(0.2)');
        running.catch(() => undefined); // it may fail before it is awaited
        if (round % 2 === 0) await running;
        await endAll();
        await meanwhile().catch(() => undefined);
        await running;
      });
      await expect(ended).rejects.toThrow();
    }
    await works();
  });

  it('are forgotten where nobody had them', async () => {
    await Promise.all(Array.from({ length: 10 }, works));
    await endAll();
    while (!(await orm.checkConnection()).ok) await sleep(20);
    await works();
  });

  it('do not keep the database from being closed', async () => {
    const held = transactional(orm.em.fork(), async (transaction) => {
      await transaction.execute('select 1');
      await endAll();
      await transaction.execute('select 1');
    });
    await expect(held).rejects.toThrow();
    expect(await Promise.race([orm.close().then(() => 'closed'), sleep(10_000, 'still open', { ref: false })])).toBe(
      'closed',
    );
  });
});

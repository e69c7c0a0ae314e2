import { migrations as known } from './migrations/migrations.ts';
import { databaseKind, openDatabase } from './open-database.ts';
import { describeDatabases, describeOnPostgres, startPostgres } from './testing/index.fixture.ts';

describeDatabases((database) => {
  it('has exactly the tables, constraints and triggers that the entities declare', async () => {
    expect(await database.orm.schema.getUpdateSchemaSQL()).toBe('');
  });

  it('has the trigger that only the migrations know', async () => {
    const triggers = await database.orm.em.fork().execute(`select tgname from pg_trigger where tgname = 'stay_whole'`);
    expect(triggers).toHaveLength(1);
  });

  it('knows its kind', () => {
    expect(databaseKind(database.orm)).toBe(database.kind);
  });

  it('keeps a transaction to itself until it commits', async () => {
    const write = async (name: string) => {
      await database.orm.em.fork().transactional(async (em) => {
        await em.execute('insert into developer (id, name, created_at) values (gen_random_uuid(), ?, now())', [name]);
        if (name === 'undone') throw new Error('undo');
      });
    };
    await expect(write('undone')).rejects.toThrow('undo');
    await write('done');
    expect(await database.orm.em.fork().execute('select name from developer')).toEqual([{ name: 'done' }]);
  });

  it('refuses a database that a newer version has migrated', async () => {
    const em = database.orm.em.fork();
    await em.execute(`insert into mikro_orm_migrations (name) values ('9999-later')`);
    if (database.kind === 'pglite') await database.orm.close();
    await expect(openDatabase(database.location)).rejects.toThrow(
      '9999-later, which this version of Cellboard does not know',
    );
  });
});

describeOnPostgres('an empty PostgreSQL server', (bin) => {
  it('is opened by many at once', async () => {
    const server = await startPostgres(bin);
    const url = server.createDatabase('together');
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ kind: 'postgresql', url })));
    const migrations = await opened[0]?.em.fork().execute('select name from mikro_orm_migrations order by id');
    await Promise.all(opened.map((orm) => orm.close()));
    await server.stop();
    expect(migrations).toEqual(known.map(({ name }) => ({ name })));
  }, 60_000);
});

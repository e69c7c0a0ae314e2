import type { Principal, ProcedureName } from '@cellboard/contract';
import { createAppRouter, type Services } from '@cellboard/contract/router';
import { outcomeOf } from '../testing/principals.fixture.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer } from '../testing/server.fixture.ts';
import { objectOf, objects } from './access-objects.fixture.ts';
import { people, type Person } from './access-table.fixture.ts';
import { callByName, inputs, type World } from './requests.fixture.ts';
import { changedTables, hashTables } from './table-hashes.fixture.ts';
import { makeWorld } from './world.fixture.ts';

/** Tables that say who is here: their rows follow every request. */
const FOLLOWING = ['session', 'api_token', 'throttle'];

const services = new Proxy({} as Services, { get: () => ({}) });
interface Declared {
  readonly _def: { readonly type: string };
}
const procedures = createAppRouter(services)._def.procedures as unknown as Readonly<Record<string, Declared>>;
const isQuery = (name: string) => procedures[name]?._def.type === 'query';

describeDatabases((database) => {
  let server: TestServer;
  let who: Record<Person, Principal>;
  let world: World;
  const em = () => database.orm.em.fork();
  const hashes = () => hashTables(em(), FOLLOWING);

  beforeAll(async () => {
    server = await TestServer.open(database);
    ({ who, world } = await makeWorld(server, em));
  });
  afterAll(() => server.close());

  const queries = (Object.keys(inputs) as ProcedureName[]).filter(isQuery);

  it('finds a row that changed, that came, and that went', async () => {
    const before = await hashes();
    expect(before.size).toBeGreaterThan(40);
    await em().execute(`update task set name = name || '!' where slug = 'cells'`);
    const renamed = await hashes();
    expect(changedTables(before, renamed)).toEqual(['public.task']);
    await em().execute(`update task set name = rtrim(name, '!') where slug = 'cells'`);
    expect(changedTables(before, await hashes())).toEqual([]);
  });

  it.each(people)('a %s who only reads changes nothing', async (person) => {
    const changed: unknown[] = [];
    let before = await hashes();
    let done = 0;
    for (const name of queries) {
      for (const which of objects[objectOf[name]]) {
        const request = server.as(who[person], (api) => callByName(api, name, inputs[name](world, which)));
        if ((await outcomeOf(request)) === 'done') done++;
      }
      const after = await hashes();
      const tables = changedTables(before, after);
      if (tables.length > 0) changed.push([name, tables]);
      before = after;
    }
    expect(changed).toEqual([]);
    expect(queries.length).toBeGreaterThan(30);
    expect(done).toBeGreaterThan(15);
  });
});

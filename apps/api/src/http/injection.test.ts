import { policies, type ProcedureName } from '@cellboard/contract';
import { createAppRouter, type Services } from '@cellboard/contract/router';
import { describeDatabases } from '@cellboard/db/testing';
import { changedTables, hashTables, inputs, somewhere, type World } from '@cellboard/server/testing';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type * as z from 'zod';
import { Browser } from '../testing/browser.fixture.ts';
import { publishDataset } from '../testing/datasets.fixture.ts';
import { payloads, placed, placesIn } from '../testing/injections.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';

interface Declared {
  readonly _def: { readonly type: string; readonly inputs: readonly z.ZodType[] };
}
const services = new Proxy({} as Services, { get: () => ({}) });
const procedures = createAppRouter(services)._def.procedures as unknown as Readonly<Record<ProcedureName, Declared>>;
const names = Object.keys(inputs) as ProcedureName[];
const routes = Object.keys(policies).filter((action) => action.includes(' ') && !action.includes('*'));

/** What no answer may have: stacks, hashes of passwords, versions and errors of the database. */
const LEAKS = /\\n\s+at |"stack"|\$argon2|PostgreSQL 1\d|syntax error at or near|node_modules/;

/** A sleep in the database takes five seconds. */
const SLOW_MS = 4500;
const JSON_TYPE = { 'content-type': 'application/json' };

describeDatabases((database) => {
  let api: TestApi;
  let browser: Browser;
  let trap: Server;
  let port: number;
  let knocks = 0;
  const em = () => database.orm.em.fork();
  const world: World = {
    ...{ dataset: () => 'own', task: () => 'cells', model: () => 'mine' },
    ...{ submission: () => somewhere, team: () => somewhere },
  };

  beforeAll(async () => {
    api = await TestApi.open(database);
    browser = new Browser(api);
    await browser.register('eve@example.org', { handle: 'eve', password: 'a long word, and new' });
    await publishDataset(api, { slug: 'own', image: png([0, 9]), truth: png([0, 1]) });
    trap = createServer((socket) => {
      knocks++;
      socket.destroy();
    }).listen(0);
    await once(trap, 'listening');
    ({ port } = trap.address() as { port: number });
  });
  afterAll(async () => {
    trap.close();
    await api.close();
  });

  /** Sends the input of a procedure as the most powerful of those who may. */
  function send(name: ProcedureName, input: unknown): Promise<Response> {
    const signedIn = policies[name].tokens === 'none' ? browser : null;
    const text = JSON.stringify(input ?? null);
    const isQuery = procedures[name]._def.type === 'query';
    const path = `/trpc/${name}${isQuery ? `?input=${encodeURIComponent(text)}` : ''}`;
    const init = isQuery ? {} : { method: 'POST', headers: JSON_TYPE, body: text };
    return signedIn ? signedIn.fetch(path, init) : api.operate(path, init);
  }

  /** What is wrong with an answer; null where nothing. */
  async function fault(ask: () => Promise<Response>, tries = 2): Promise<string | null> {
    const begin = performance.now();
    const response = await ask();
    const body = await response.text();
    if (response.status >= 500) return `${response.status} ${body.slice(0, 300)}`;
    if (LEAKS.test(body)) return `leaks ${body.slice(0, 300)}`;
    // A machine that is busy is slow once; a database that was made to sleep is so every time.
    if (performance.now() - begin > SLOW_MS) return tries > 1 ? fault(ask, tries - 1) : 'slow';
    if (response.headers.get('x-content-type-options') !== 'nosniff') return 'may be sniffed';
    return null;
  }

  /** Tables, accounts and roles. Models name people without an account, so these may come. */
  async function standing(): Promise<unknown> {
    const [tables] = await em().execute(`select count(*)::int as n from information_schema.tables`);
    const people = await em().execute(
      `select handle, role from developer where handle is not null or role <> 'developer' order by handle`,
    );
    return { tables, people };
  }

  it('takes what is injected into any input as text, or refuses it', async () => {
    const before = await standing();
    const faults: unknown[] = [];
    let pairs = 0;
    for (const name of names) {
      const [schema] = procedures[name]._def.inputs;
      const places = schema ? placesIn(schema) : [[]];
      const own = inputs[name](world, 'own');
      const all = places.flatMap((place) => payloads(port).map((payload) => ({ place, payload })));
      for (let at = 0; at < all.length; at += 8) {
        const some = all.slice(at, at + 8);
        const found = await Promise.all(
          some.map(({ place, payload }) => fault(() => send(name, placed(own, place, payload)))),
        );
        for (const [i, one] of found.entries()) if (one !== null) faults.push([name, some[i], one]);
        pairs += some.length;
        if (at % 64 === 0) await em().execute('delete from throttle');
      }
    }
    console.info(`${database.kind}: ${pairs} pairs of input and injection, ${faults.length} faults, ${knocks} knocks`);
    if (faults.length > 0) console.info(JSON.stringify(faults.slice(0, 5)));
    expect(faults).toEqual([]);
    expect(knocks).toBe(0);
    expect(await standing()).toEqual(before);
    expect(pairs).toBeGreaterThan(2000);
  });

  it('takes what is injected into any part of a path as a name', async () => {
    const faults: unknown[] = [];
    let pairs = 0;
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      for (const [param] of path.matchAll(/:[a-z]+/gi)) {
        for (const payload of payloads(port)) {
          const text = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString();
          const filled = path.replace(param, encodeURIComponent(text)).replaceAll(/:[a-z]+/gi, somewhere);
          const one = await fault(() => api.operate(filled, { method }));
          if (one !== null) faults.push([route, param, payload, one]);
          pairs++;
        }
      }
    }
    console.info(`${database.kind}: ${pairs} pairs of path and injection, ${faults.length} faults, ${knocks} knocks`);
    expect(faults).toEqual([]);
    expect(knocks).toBe(0);
    expect(pairs).toBeGreaterThan(300);
  });

  it('gives back what was stored as it was, and as JSON', async () => {
    const name = '"><img src=x onerror=alert(1)>';
    const input = { slug: 'stored', name, description: '<script>alert(1)</script>', developer: "' or 1=1 --" };
    await api.call(['models', 'create'], { ...input, candidate: { slug: 'base', name } });
    const answer = await api.fetch(`/trpc/models.get?input=${encodeURIComponent('{"model":"stored"}')}`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src|default-src/);
    expect(await answer.json()).toMatchObject({ result: { data: { slug: 'stored', name } } });
  });

  it('changes nothing for a page of another site, whatever it says it sends', async () => {
    const origins = ['https://evil.example', 'http://evil.cellboard.test', 'http://127.0.0.1:1', 'null', 'evil', ''];
    const types = [
      ...['application/json', 'application/json;', 'application/json; charset=utf-8', 'text/plain', 'text/html'],
      ...[
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/octet-stream',
        'text/xml',
      ],
    ];
    const following = ['session', 'throttle'];
    const before = await hashTables(em(), following);
    const taken: unknown[] = [];
    let pairs = 0;
    for (const name of names.filter((one) => procedures[one]._def.type === 'mutation'))
      for (const origin of origins)
        await Promise.all(
          types.map(async (type) => {
            const headers = { ...(origin !== '' && { origin }), 'content-type': type, 'sec-fetch-site': 'cross-site' };
            const body = JSON.stringify(inputs[name](world, 'own') ?? {});
            const { status } = await browser.fetch(`/trpc/${name}`, { method: 'POST', headers, body });
            if (status < 400) taken.push([name, origin, type, status]);
            pairs++;
          }),
        );
    console.info(`${database.kind}: ${pairs} requests of other sites, ${taken.length} taken`);
    expect(taken).toEqual([]);
    expect(changedTables(before, await hashTables(em(), following))).toEqual([]);
  });
});

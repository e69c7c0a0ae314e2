import type { Account, CreatedToken } from '@cellboard/contract';
import { describeEmbedded } from '@cellboard/db/testing';
import { problemOf } from '../testing/problem.fixture.ts';
import { Browser } from '../testing/browser.fixture.ts';
import { credentialTests, password, type Joined } from './credentials.fixture.ts';
import { passkeyTests } from './passkeys.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';

describeEmbedded((database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(database);
  });
  afterEach(() => database.orm.em.fork().execute('delete from throttle'));
  afterAll(() => api.close());

  /** Signs somebody new up, as they would. */
  async function join(name: string): Promise<Joined> {
    const browser = new Browser(api);
    const email = `${name}@example.org`;
    const finish = await browser.register(email, { handle: name, password });
    expect(finish).toEqual({ email, handle: name });
    expect((await browser.signIn(email, password)).status).toBe(200);
    return { browser, email };
  }

  it('makes the first admin by a link that works once, and no second one', async () => {
    const secret = await api.firstAdmin();
    const other = await api.firstAdmin();
    const browser = new Browser(api);
    const finish = (token: string, handle: string) =>
      browser.call('registration.finish', { token, handle, email: `${handle}@example.org`, password });
    expect(await finish(secret, 'root')).toMatchObject({ handle: 'root' });
    for (const token of [secret, other]) {
      await expect(finish(token, 'second')).rejects.toThrow('LINK_INVALID');
    }
    await browser.signIn('root@example.org', password);
    expect(await browser.call<Account>('accounts.me')).toMatchObject({ role: 'admin', curates: 'all' });
    expect(await api.firstAdmin().catch(String)).toContain('There is an admin');
  });

  it('signs in with a cookie that scripts and other sites never get', async () => {
    const { browser, email } = await join('ada');
    expect(browser.lastCookie).toMatch(/^__Host-cellboard=[A-Za-z0-9_-]{43}; /);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(browser.lastCookie).toContain(part);
    expect(browser.lastCookie).not.toContain('Domain');
    expect(await browser.call<Account>('accounts.me')).toMatchObject({ handle: 'ada', email, role: 'developer' });
    expect(api.log.join('\n')).not.toContain(browser.secret);
  });

  it('gives a new secret at each sign-in, and takes none that was planted', async () => {
    const { browser, email } = await join('bob');
    const first = browser.secret;
    await browser.signIn(email, password);
    expect(browser.secret).not.toBe(first);
    expect(await new Browser(api, first).call('accounts.me')).toBeNull();
    const planted = 'p'.repeat(43);
    const victim = new Browser(api, planted);
    await victim.signIn(email, password);
    expect(victim.secret).not.toBe(planted);
    expect(await new Browser(api, planted).call('accounts.me')).toBeNull();
  });

  it('signs out here and everywhere, at once', async () => {
    const { browser, email } = await join('cleo');
    const other = new Browser(api);
    await other.signIn(email, password);
    const copied = new Browser(api, browser.secret);
    await browser.post('/api/v1/sign-out');
    expect(browser.lastCookie).toMatch(/^__Host-cellboard=; .*Expires=Thu, 01 Jan 1970.*Secure/);
    expect(await copied.call('accounts.me')).toBeNull();
    expect(await other.call<Account>('accounts.me')).toMatchObject({ handle: 'cleo' });
    expect(await other.call('accounts.sessions')).toHaveLength(1);
    await other.call('accounts.endSessions');
    expect(await other.call('accounts.me')).toBeNull();
  });

  it('ends every session when the password changes or is reset, and says so by mail', async () => {
    const { browser, email } = await join('dora');
    const next = 'cucumbers eat no horses';
    await expect(browser.call('accounts.changePassword', { current: 'wrong', password: next })).rejects.toThrow(
      'PASSWORD_WRONG',
    );
    await browser.call('accounts.changePassword', { current: password, password: next });
    expect(await browser.call('accounts.me')).toBeNull();
    expect((await api.mails()).at(-1)).toContain('Your Cellboard password was changed');
    await browser.signIn(email, next);
    await browser.call('registration.askReset', { email });
    const secret = await api.linkIn('Reset your Cellboard password');
    await browser.call('registration.reset', { token: secret, password });
    await expect(browser.call('registration.reset', { token: secret, password })).rejects.toThrow('LINK_INVALID');
    expect(await browser.call('accounts.me')).toBeNull();
    expect((await browser.signIn(email, next)).status).toBe(403);
    expect((await browser.signIn(email, password)).status).toBe(200);
  });

  it('gives tokens that do what their scope says until they are revoked', async () => {
    const { browser } = await join('emil');
    const make = (scope: string) => browser.call<CreatedToken>('tokens.create', { name: scope, scope, days: 1 });
    const [reading, submitting] = [await make('read'), await make('submit')];
    expect(reading.secret).toMatch(/^cellboard_[A-Za-z0-9_-]{43}$/);
    await expect(make('admin')).rejects.toThrow('NOT_ALLOWED');
    const mine = (secret: string) => api.fetch('/trpc/submissions.mine?input=%7B%7D', bearer(secret));
    const close = (secret: string) => {
      const body = JSON.stringify({ submission: '00000000-0000-4000-8000-000000000000' });
      const { headers } = bearer(secret);
      const init = { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } };
      return api.fetch('/trpc/submissions.close', init);
    };
    expect([(await mine(reading.secret)).status, (await close(reading.secret)).status]).toEqual([200, 403]);
    expect((await close(submitting.secret)).status).toBe(404);
    expect((await api.fetch('/trpc/tokens.list', bearer(submitting.secret))).status).toBe(403);
    const [listed] = await browser.call<CreatedToken[]>('tokens.list');
    expect(listed).not.toHaveProperty('secret');
    await browser.call('tokens.revoke', { token: reading.id });
    expect((await mine(reading.secret)).status).toBe(401);
    expect((await api.fetch(`/trpc/submissions.mine?input=%7B%7D&token=${submitting.secret}`)).status).toBe(400);
  });

  it('lets admins suspend, and takes rights away at once', async () => {
    const { browser, email } = await join('fritz');
    const admin = new Browser(api);
    await admin.signIn('root@example.org', password);
    await admin.call('people.setRole', { handle: 'fritz', role: 'curator', datasets: [], reason: 'Knows yeast.' });
    expect(await browser.call('accounts.me')).toBeNull();
    await browser.signIn(email, password);
    expect(await browser.call<Account>('accounts.me')).toMatchObject({ role: 'curator', curates: [] });
    await admin.call('people.suspend', { handle: 'fritz', suspended: true, reason: 'Test.' });
    expect(await browser.call('accounts.me')).toBeNull();
    expect(await problemOf(await browser.signIn(email, password))).toMatchObject({ detail: /suspended/ });
    expect(await problemOf(await browser.signIn(email, 'a guess'))).toMatchObject({ detail: /wrong/ });
    const demote = { handle: 'root', role: 'developer', reason: 'Test.' };
    await expect(admin.call('people.setRole', demote)).rejects.toThrow('LAST_ADMIN');
  });

  credentialTests({ api: () => api, database, join });
  passkeyTests({ api: () => api, database, join });

  it('forgets people who delete their account, and exports what is kept before', async () => {
    const { browser, email } = await join('gerda');
    const { secret } = await browser.call<CreatedToken>('tokens.create', { name: 'x', scope: 'submit', days: 1 });
    const kept = JSON.stringify(await browser.call('accounts.export'));
    expect(kept).toContain(email);
    expect(kept).not.toContain(secret);
    expect(kept).not.toMatch(/argon2|[0-9a-f]{64}/);
    await browser.call('accounts.remove', { password });
    expect((await browser.signIn(email, password)).status).toBe(403);
    expect((await api.fetch('/trpc/submissions.mine?input=%7B%7D', bearer(secret))).status).toBe(401);
    const rows = await database.orm.em.fork().execute<object[]>(`select * from developer where deleted_at is not null`);
    expect(JSON.stringify(rows)).not.toContain('gerda');
    for (const table of ['session', 'api_token', 'sign_in_signal'])
      expect(
        await database.orm.em
          .fork()
          .execute(`select 1 from ${table} t join developer d on d.id = t.developer_id where d.deleted_at is not null`),
      ).toEqual([]);
  });

  it('answers the same for addresses with and without an account, and mails each', async () => {
    const { browser, email } = await join('hugo');
    const ask = async (procedure: string, address: string) => {
      const response = await browser.send(procedure, { email: address });
      return [response.status, await response.text()];
    };
    for (const [procedure, subject] of [
      ['registration.ask', 'You already have a Cellboard account'],
      ['registration.askReset', 'Reset your Cellboard password'],
    ] as const) {
      expect(await ask(procedure, email)).toEqual(await ask(procedure, 'nobody@example.org'));
      expect((await api.mails()).join('\n')).toContain(subject);
    }
    const fail = async (address: string) => (await browser.signIn(address, 'a guess')).text();
    const plain = (text: string) => text.replace(/"requestId":"[^"]+"/, '');
    expect(plain(await fail(email))).toBe(plain(await fail('nobody@example.org')));
  });

  it('stops guesses for an account, but not its owner where they signed in before', async () => {
    const { browser, email } = await join('ines');
    const guess = (n: number) => browser.signIn(email, `guess ${n}`);
    const codes: number[] = [];
    for (let n = 0; n < 12; n++) codes.push((await guess(n)).status);
    expect(codes).toEqual([...Array<number>(10).fill(403), 429, 429]);
    expect(await problemOf(await browser.signIn(email, password))).toMatchObject({
      ...{ status: 429, code: 'TOO_MANY_ATTEMPTS', detail: 'There were too many attempts. Try again in 15 minutes.' },
    });
    // Guesses from everywhere else leave the owner alone.
    await database.orm.em.fork().execute(`delete from throttle where key like 'signIn%'`);
    await database.orm.em
      .fork()
      .execute(`insert into throttle values ('signInElsewhere:' || encode(sha256(?::bytea), 'hex'), 1000, ?)`, [
        email,
        Date.now() + 3_600_000,
      ]);
    expect((await browser.signIn(email, password)).status).toBe(200);
    await database.orm.em.fork().execute(`delete from throttle where key like 'known%'`);
    expect((await browser.signIn(email, password)).status).toBe(429);
  });

  it('counts attempts across a restart, whatever a request says about where it comes from', async () => {
    const again = await TestApi.open(database);
    const guess = (to: TestApi, n: number) =>
      new Browser(to).fetch('/api/v1/sign-in', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': `203.0.113.${n}`,
          forwarded: `for=192.0.2.${n}`,
        },
        body: JSON.stringify({ email: `nobody${n}@example.org`, password: 'guess' }),
      });
    for (let n = 0; n < 30; n++) expect((await guess(n % 2 === 0 ? api : again, n)).status).toBe(403);
    for (const to of [api, again]) expect((await guess(to, 31)).status).toBe(429);
    await again.close();
  });

  it('mails an address a few times an hour, and one network can ask for so many', async () => {
    const browser = new Browser(api);
    const before = (await api.mails()).length;
    for (let n = 0; n < 5; n++) await browser.call('registration.ask', { email: 'jona@example.org' });
    expect((await api.mails()).length).toBe(before + 3);
    const batch = Array<string>(20).fill('registration.ask').join(',');
    const input = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [n, { email: `jona${n}@example.org` }]));
    expect((await browser.post(`/trpc/${batch}?batch=1`, input)).status).toBe(200);
    expect((await browser.post(`/trpc/${batch}?batch=1`, input)).status).toBe(429);
  });

  it('says why nobody can sign in without TLS', async () => {
    const signIn = (origin: string) => {
      const host = new URL(origin).host;
      return new Browser(api).fetch('/api/v1/sign-in', {
        ...{ method: 'POST', body: JSON.stringify({ email: 'a@example.org', password }) },
        headers: { origin, host, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      });
    };
    expect(await problemOf(await signIn('http://cellboard.test'))).toMatchObject({
      ...{
        status: 412,
        code: 'INSECURE_ADDRESS',
        detail: /without TLS, others on the network could read your password/,
      },
    });
  });
});

/** A request of a program. */
function bearer(secret: string) {
  return { headers: { authorization: `Bearer ${secret}` } };
}

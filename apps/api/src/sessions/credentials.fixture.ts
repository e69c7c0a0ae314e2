import type { AccountSession, NewSecondFactor, Person, RecoveryCodes, Signals } from '@cellboard/contract';
import type { TestDatabase } from '@cellboard/db/testing';
import { TOTP } from 'otpauth';
import { Browser } from '../testing/browser.fixture.ts';
import { problemOf } from '../testing/problem.fixture.ts';
import type { TestApi } from '../testing/test-api.fixture.ts';

export const password = 'horses eat no cucumbers';

/** Somebody who signed up and in. */
export interface Joined {
  readonly browser: Browser;
  readonly email: string;
}

export interface Running {
  readonly api: () => TestApi;
  readonly database: TestDatabase;
  readonly join: (name: string) => Promise<Joined>;
}

/** Tests of what an account changes of how it signs in, on the server of a test file. There is an admin, `root`. */
export function credentialTests({ api, database, join }: Running): void {
  it('changes the address once its new owner confirms it, and tells both', async () => {
    const { browser, email } = await join('lena');
    const next = 'lena@new.example.org';
    const ask = (current: string, to = next) => browser.call('accounts.changeEmail', { current, email: to });
    await expect(ask('wrong')).rejects.toThrow('PASSWORD_WRONG');
    expect(await ask(password)).toEqual(await ask(password, 'root@example.org'));
    const mails = (await api().mails()).join('\n');
    expect(mails).toContain(`To: ${email}\nSubject: Your Cellboard account may get another e-mail address`);
    expect(mails).toContain('To: root@example.org\nSubject: This e-mail address has a Cellboard account');
    expect((await browser.signIn(next, password)).status).toBe(403);
    const token = await api().linkIn('Confirm your new e-mail address for Cellboard');
    const [visitor, other] = [new Browser(api()), new Browser(api())];
    expect(await visitor.call('registration.check', { token })).toEqual({ purpose: 'email', email: next });
    await expect(visitor.call('registration.finish', { token, handle: 'thief', password })).rejects.toThrow(
      'LINK_INVALID',
    );
    await expect(visitor.call('registration.reset', { token, password: 'a stolen account' })).rejects.toThrow(
      'LINK_INVALID',
    );
    expect(await visitor.call('registration.confirmEmail', { token })).toEqual({ email: next, handle: 'lena' });
    await expect(visitor.call('registration.confirmEmail', { token })).rejects.toThrow('LINK_INVALID');
    expect((await api().mails()).at(-1)).toContain(`To: ${email}\nSubject: The e-mail address of your Cellboard`);
    expect([(await other.signIn(email, password)).status, (await other.signIn(next, password)).status]).toEqual([
      403, 200,
    ]);
    // This browser, and the others.
    const sessions = await other.call<AccountSession[]>('accounts.sessions');
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(await other.call('accounts.endOtherSessions')).toMatchObject([{ current: true }]);
    expect(await browser.call('accounts.me')).toBeNull();
    expect(await other.call('accounts.me')).not.toBeNull();
  });

  it('finds people for admins, and signs them out', async () => {
    const { browser, email } = await join('mona');
    const admin = new Browser(api());
    await admin.signIn('root@example.org', password);
    const find = async (search: string) => {
      const input = encodeURIComponent(JSON.stringify({ search }));
      const response = await admin.fetch(`/trpc/people.list?input=${input}`);
      const { result } = (await response.json()) as { result: { data: { items: { handle: string }[] } } };
      return result.data.items.map(({ handle }) => handle);
    };
    expect([await find('MON'), await find(email), await find('m%a'), await find('m_na')]).toEqual([
      ['mona'],
      ['mona'],
      [],
      [],
    ]);
    await admin.call('people.endSessions', { handle: 'mona', reason: 'A lost laptop.' });
    expect(await browser.call('accounts.me')).toBeNull();
    const log = await database.orm.em
      .fork()
      .execute<object[]>(`select reason from audit_entry where action = 'account.end-sessions'`);
    expect(log).toEqual([{ reason: 'A lost laptop.' }]);
  });

  it('shows admins alone who signs in to several accounts, for 30 days', async () => {
    const execute = (text: string) => database.orm.em.fork().execute<object[]>(text);
    const { browser, email } = await join('tara');
    expect(browser.profileCookie).toMatch(/^__Host-cellboard-browser=[A-Za-z0-9_-]{43}; Max-Age=2592000; /);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(browser.profileCookie).toContain(part);
    const { profile } = browser;
    await browser.post('/api/v1/sign-out');
    await browser.register('tina@example.org', { handle: 'tina', password });
    await browser.signIn('tina@example.org', password);
    expect(browser.profile).toBe(profile);
    // Two accounts in one network are no rarity; here they are from others.
    const { browser: other } = await join('thea');
    await execute(`update sign_in_signal set value = '203.0.113.7' where kind = 'network' and developer_id in
      (select id from developer where handle in ('tara', 'tina'))`);
    await execute(`update sign_in_signal set value = '203.0.113.7', day = day - 1 where kind = 'network' and developer_id in
      (select id from developer where handle = 'thea')`);
    const admin = new Browser(api());
    await admin.signIn('root@example.org', password);
    const ask = async (handle: string, as = admin) => {
      const response = await as.fetch(`/trpc/people.signals?input=${encodeURIComponent(JSON.stringify({ handle }))}`);
      return ((await response.json()) as { result?: { data: Signals } }).result?.data;
    };
    const lastDay = new Date().toISOString().slice(0, 10);
    expect(await ask('tara')).toEqual({
      networks: [{ network: '203.0.113.7', lastDay }],
      linked: [{ handle: 'tina', browsers: 1, networkDays: 1, lastDay }],
    });
    expect((await ask('thea'))?.linked).toEqual([]);
    // Thirty accounts of one browser: each is marked.
    await execute(`with made as (insert into developer (id, name, handle, email, pass_hash)
        select gen_random_uuid(), 'Bot ' || n, 'bot-' || n, 'bot-' || n || '@example.org', pass_hash
          from developer, generate_series(1, 30) n where handle = 'tara'
        returning id)
      insert into sign_in_signal select id, 'browser', 'one profile', (now() at time zone 'UTC')::date from made`);
    const input = encodeURIComponent(JSON.stringify({ search: 'bot-', limit: 50 }));
    const listed = (await (await admin.fetch(`/trpc/people.list?input=${input}`)).json()) as {
      result: { data: { items: Person[] } };
    };
    expect(listed.result.data.items.map(({ browserMates }) => browserMates)).toEqual(Array(30).fill(29));
    expect((await ask('bot-7'))?.linked).toHaveLength(29);
    expect([await ask('tara', other), await ask('tara', new Browser(api())), await ask('nobody')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    // People see what is kept of themselves, and nobody sees it after 30 days.
    const kept = JSON.stringify(await browser.call('accounts.export'));
    expect(kept).toContain(`"networks":[{"network":"203.0.113.7","lastDay":"${lastDay}"}]`);
    expect(kept).not.toContain('tara');
    await execute(`update sign_in_signal set day = day - 30 where value = '203.0.113.7' or kind = 'browser'`);
    await api().sweep();
    expect((await ask('tara'))?.linked).toMatchObject([{ handle: 'tina', browsers: 1, networkDays: 1 }]);
    await execute(`update sign_in_signal set day = day - 1`);
    expect(await ask('tara')).toEqual({ networks: [], linked: [] });
    await api().sweep();
    const old = `select 1 from sign_in_signal where day < (now() at time zone 'UTC')::date - 30`;
    expect(await execute(old)).toEqual([]);
    expect((await browser.signIn(email, password)).status).toBe(200);
  });

  it('asks for a code of an authenticator app where somebody wants that', async () => {
    const { browser, email } = await join('otto');
    await expect(browser.call('secondFactor.begin', { current: 'wrong' })).rejects.toThrow('PASSWORD_WRONG');
    const { secret, uri } = await browser.call<NewSecondFactor>('secondFactor.begin', { current: password });
    expect(uri).toContain(`otpauth://totp/Cellboard:otto?issuer=Cellboard&secret=${secret}&`);
    // Until a code was typed, nothing changes.
    expect((await browser.signIn(email, password)).status).toBe(200);
    // Half a minute may end at any line below, so that both codes are made here.
    const app = new TOTP({ secret });
    const timestamp = Date.now();
    const [used, next] = [app.generate({ timestamp }), app.generate({ timestamp: timestamp + 30_000 })];
    await expect(browser.call('secondFactor.enable', { code: '000000x' })).rejects.toThrow('CODE_WRONG');
    const { codes } = await browser.call<RecoveryCodes>('secondFactor.enable', { code: used });
    expect(codes).toHaveLength(10);
    const kept = await database.orm.em.fork().execute('select * from recovery_code');
    for (const code of codes) expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''));

    const other = new Browser(api());
    const signIn = async (words: object, as = other) => {
      const response = await as.post('/api/v1/sign-in', { email, password, ...words });
      return response.status === 200 ? 'in' : (await problemOf(response)).code;
    };
    expect(await signIn({})).toBe('CODE_REQUIRED');
    expect(await other.call('accounts.me')).toBeNull();
    expect(await signIn({ password: 'a guess', code: next })).toBe('SIGN_IN_FAILED');
    // The code that turned it on was used; that of the next half minute was not.
    expect(await signIn({ code: used })).toBe('CODE_WRONG');
    expect(await Promise.all([signIn({ code: next }), signIn({ code: next }, new Browser(api()))])).toEqual(
      expect.arrayContaining(['in', 'CODE_WRONG']),
    );
    expect(await signIn({ code: ` ${codes[0]!.toUpperCase()}` })).toBe('in');
    expect(await signIn({ code: codes[0] })).toBe('CODE_WRONG');
    expect(await other.call('secondFactor.state')).toEqual({ enabled: true, recoveryCodes: 9 });
    for (let n = 0; n < 12; n++)
      await database.orm.em
        .fork()
        .execute(`delete from throttle where key not like 'code%'`)
        .then(() => signIn({ code: '000000' }));
    expect(await signIn({ code: codes[1] })).toBe('TOO_MANY_ATTEMPTS');
    await database.orm.em.fork().execute('delete from throttle');
    // Without a code nobody turns it off, not even an admin for the own account.
    const disable = (proof: object) => other.call('secondFactor.disable', { current: password, ...proof });
    await expect(disable({})).rejects.toThrow('CODE_REQUIRED');
    await expect(disable({ code: codes[0] })).rejects.toThrow('CODE_WRONG');
    await expect(disable({ current: 'wrong', code: codes[1] })).rejects.toThrow('PASSWORD_WRONG');
    await disable({ code: codes[1] });
    expect(await signIn({})).toBe('in');

    // Somebody who lost the app and the codes writes to an admin.
    const turnOn = async (as: Browser) => {
      const begun = await as.call<NewSecondFactor>('secondFactor.begin', { current: password });
      await as.call('secondFactor.enable', { code: new TOTP({ secret: begun.secret }).generate() });
    };
    const admin = new Browser(api());
    await admin.signIn('root@example.org', password);
    await turnOn(other);
    await turnOn(admin);
    const lost = (handle: string) => admin.call('people.endSecondFactor', { handle, reason: 'Lost the phone.' });
    await expect(lost('root')).rejects.toThrow('NOT_ALLOWED');
    await database.orm.em.fork().execute(`delete from second_factor f using developer d
      where d.id = f.developer_id and d.handle = 'root'`);
    expect([await lost('otto'), await lost('otto')]).toMatchObject([{ secondFactor: false }, { secondFactor: false }]);
    expect(await other.call('accounts.me')).toBeNull();
    expect((await api().mails()).at(-1)).toContain(`To: ${email}\nSubject: Two-step sign-in was turned off`);
    expect(await signIn({})).toBe('in');
    const log = await database.orm.em
      .fork()
      .execute<object[]>(`select reason, before from audit_entry where action = 'account.end-second-factor'`);
    expect(log).toEqual([{ reason: 'Lost the phone.', before: { enabled: true } }]);
  });
}

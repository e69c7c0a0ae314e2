import type { Account, NewPasskey, Passkey, PasskeyRequest, PasskeySignIn } from '@cellboard/contract';
import { Authenticator, type Ceremony } from '../testing/authenticator.fixture.ts';
import { Browser } from '../testing/browser.fixture.ts';
import { problemOf } from '../testing/problem.fixture.ts';
import { password, type Running } from './credentials.fixture.ts';

/** Where the servers of tests say that they are. */
const origin = 'http://cellboard.test';

/** Tests of passkeys, on the server of a test file. */
export function passkeyTests({ api, database, join }: Running): void {
  const execute = <T extends object>(text: string) => database.orm.em.fork().execute<T[]>(text);
  const ask = async () =>
    (await (await new Browser(api()).post('/api/v1/sign-in/passkey/challenge', {})).json()) as PasskeyRequest;
  const send = async (answer: PasskeySignIn, as = new Browser(api())) => {
    const response = await as.post('/api/v1/sign-in/passkey', answer);
    return response.status === 200 ? ((await response.json()) as Account).handle : (await problemOf(response)).code;
  };
  const signIn = async (key: Authenticator, more: Partial<Ceremony> = {}) =>
    send(key.get(await ask(), { origin, ...more }));
  const begin = (browser: Browser) => browser.call<NewPasskey>('passkeys.begin', { current: password });
  const add = async (browser: Browser, key: Authenticator, more: Partial<Ceremony> = {}) => {
    const response = key.create(await begin(browser), { origin, ...more });
    return browser.call<Passkey[]>('passkeys.add', { name: 'Laptop', response });
  };

  it('signs in by a passkey alone, which is added with the password, named and removed', async () => {
    const { browser, email } = await join('paula');
    const key = new Authenticator();
    await expect(browser.call('passkeys.begin', { current: 'wrong' })).rejects.toThrow('PASSWORD_WRONG');
    const options = await begin(browser);
    expect(options).toMatchObject({ rp: { id: 'cellboard.test' }, user: { name: 'paula' } });
    const response = key.create(options, { origin });
    const [made] = await browser.call<Passkey[]>('passkeys.add', { name: 'Laptop', response });
    expect(made).toMatchObject({ name: 'Laptop', lastUsedAt: null });
    expect((await api().mails()).at(-1)).toContain(`To: ${email}\nSubject: A passkey was added`);
    expect((await begin(browser)).excludeCredentials).toMatchObject([{ id: response.id, transports: ['internal'] }]);

    const other = new Browser(api());
    expect(await send(key.get(await ask(), { origin, counter: 3 }), other)).toBe('paula');
    expect(await other.call<Account>('accounts.me')).toMatchObject({ handle: 'paula', email });
    expect(other.lastCookie).toMatch(/^__Host-cellboard=/);
    const [used] = await other.call<Passkey[]>('passkeys.list');
    expect(used?.lastUsedAt).not.toBeNull();
    const named = { passkey: made?.id, name: 'Blue key' };
    expect(await other.call('passkeys.rename', named)).toMatchObject([{ name: 'Blue key' }]);
    expect(JSON.stringify(await other.call('accounts.export'))).toContain('Blue key');

    const { browser: stranger } = await join('peter');
    await expect(stranger.call('passkeys.rename', named)).rejects.toThrow('PASSKEY_NOT_FOUND');
    await expect(stranger.call('passkeys.remove', { passkey: made?.id })).rejects.toThrow('PASSKEY_NOT_FOUND');
    await execute(`update developer set suspended_at = now() where handle = 'paula'`);
    expect(await signIn(key, { counter: 4 })).toBe('SIGN_IN_FAILED');
    await execute(`update developer set suspended_at = null where handle = 'paula'`);
    expect(await browser.call('passkeys.remove', { passkey: made?.id })).toEqual([]);
    expect(await signIn(key, { counter: 5 })).toBe('PASSKEY_REFUSED');
    const log = await execute(`select action from audit_entry where action like 'account.%-passkey' order by id`);
    expect(log).toEqual([{ action: 'account.add-passkey' }, { action: 'account.remove-passkey' }]);
  });

  it('refuses passkeys of other sites and accounts, copies, and what was answered before', async () => {
    const [{ browser }, { browser: other }] = [await join('quinn'), await join('rosa')];
    const [key, foreign] = [new Authenticator(), new Authenticator()];
    // Adding: from another site, without a PIN or finger, with the challenge of somebody else, or twice.
    await expect(add(browser, key, { origin: 'http://cellboard.example' })).rejects.toThrow('PASSKEY_REFUSED');
    await expect(add(browser, key, { verified: false })).rejects.toThrow('PASSKEY_REFUSED');
    const response = key.create(await begin(browser), { origin, counter: 7 });
    const words = { name: 'Laptop', response };
    await expect(other.call('passkeys.add', words)).rejects.toThrow('PASSKEY_REFUSED');
    await browser.call('passkeys.add', words);
    await expect(browser.call('passkeys.add', words)).rejects.toThrow('PASSKEY_REFUSED');
    await expect(add(other, key)).rejects.toThrow('PASSKEY_REFUSED');
    await add(other, foreign);

    // Signing in: the same, and a copy whose count stays behind.
    expect(await signIn(key, { origin: 'http://cellboard.example', counter: 8 })).toBe('PASSKEY_REFUSED');
    expect(await signIn(key, { verified: false, counter: 8 })).toBe('PASSKEY_REFUSED');
    expect(await signIn(key, { counter: 7 })).toBe('PASSKEY_REFUSED');
    const { user } = await begin(other);
    expect(await signIn(key, { counter: 8, userHandle: user.id })).toBe('PASSKEY_REFUSED');
    const answer = key.get(await ask(), { origin, counter: 8 });
    const signature = foreign.get(await ask(), { origin }).response.signature;
    expect(await send({ ...answer, response: { ...answer.response, signature } })).toBe('PASSKEY_REFUSED');
    expect(await send(answer)).toBe('PASSKEY_REFUSED');
    const both = [key.get(await ask(), { origin, counter: 9 }), key.get(await ask(), { origin, counter: 9 })];
    expect((await Promise.all(both.map((one) => send(one)))).sort()).toEqual(['PASSKEY_REFUSED', 'quinn']);

    const replayed = key.get(await ask(), { origin, counter: 10 });
    expect([await send(replayed), await send(replayed)]).toEqual(['quinn', 'PASSKEY_REFUSED']);
    // What was asked for adding signs nobody in, nor does what is too old or was never asked.
    const rpId = 'cellboard.test';
    const asked = { rpId, timeout: 1, userVerification: 'required' } as const;
    const { challenge } = await begin(browser);
    expect(await send(key.get({ ...asked, challenge }, { origin, counter: 11 }))).toBe('PASSKEY_REFUSED');
    expect(await send(key.get({ ...asked, challenge: 'never' }, { origin, counter: 11 }))).toBe('PASSKEY_REFUSED');
    const late = key.get(await ask(), { origin, counter: 11 });
    await execute(`update passkey_challenge set expires_at = now() - interval '1 second'`);
    expect(await send(late)).toBe('PASSKEY_REFUSED');
    expect(await signIn(key, { counter: 11 })).toBe('quinn');
    expect(await signIn(foreign)).toBe('rosa');
    expect(await signIn(foreign)).toBe('rosa');
    expect(await execute('select * from passkey_challenge')).toEqual([]);
    // Each was refused for its own reason, which the log has.
    const log = api().log.join('\n');
    for (const ceremony of ['registration', 'authentication'])
      expect(log).toContain(`A passkey was refused: Unexpected ${ceremony} response origin`);
    expect(log.match(/User verification (?:was )?required, but/g)).toHaveLength(2);
    expect(log).toContain('Response counter value 7 was lower than expected 7');
  });

  it('takes so many passkeys of an account, and asks so often from one network', async () => {
    const { browser } = await join('sven');
    await execute(`insert into passkey (id, developer_id, name, credential_id, public_key, counter, transports)
      select gen_random_uuid(), id, 'Old', 'old' || n, 'AA', 0, '[]' from developer, generate_series(1, 20) n
       where handle = 'sven'`);
    await expect(begin(browser)).rejects.toThrow('TOO_MANY_PASSKEYS');
    await execute(`insert into throttle select 'passkey:' || encode(sha256('127.0.0.1'::bytea), 'hex'), 60,
      (extract(epoch from now()) * 1000)::bigint + 60000`);
    const response = await browser.post('/api/v1/sign-in/passkey/challenge', {});
    expect(await problemOf(response)).toMatchObject({ status: 429, code: 'TOO_MANY_ATTEMPTS' });
  });
}

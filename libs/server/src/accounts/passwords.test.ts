import { NewPassword } from '@cellboard/contract';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

const named = { email: 'ada.lovelace@example.org', handle: 'ada-l' };

/** Why a password is refused; undefined where it is taken. */
function refusal(password: string): string | undefined {
  const parsed = NewPassword.safeParse(password);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  try {
    requireGoodPassword(parsed.data, named);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

it.each([
  'zebra-otter',
  'xkvq mrtw',
  'correct horse battery staple',
  'ÜberGroßeÄpfel',
  'пароль длинный',
  '密码密码密码安全吗',
  '🦓🦒🐘🦏🦛🐪🐫🦙',
  '        x       y',
  "x'; drop table developer; --",
  '\u0000nul and\tcontrol',
  'kvqzmwxj',
  'KVQZMWXJ',
  '83625170',
  '!§$%&/()=?',
  'q'.repeat(64) + 'w'.repeat(64),
  'ada lovelace was a mathematician',
  '<script>alert(1)</script>',
  'e\u0301'.repeat(4) + 'abcd',
])('takes the password %j', (password) => {
  expect(refusal(password)).toBeUndefined();
});

it.each([
  ['', 'Use at least 8 characters.'],
  ['1234567', 'Use at least 8 characters.'],
  ['🦓🦒🐘🦏🦛🐪🐫', 'Use at least 8 characters.'],
  ['e\u0301'.repeat(4), 'Use at least 8 characters.'],
  ['x'.repeat(129), 'Use at most 128 characters.'],
  ['🦓'.repeat(129), 'Use at most 128 characters.'],
  ['x'.repeat(100_000), 'Use at most 128 characters.'],
  ['password', /Many people/],
  ['PassWord', /Many people/],
  ['12345678', /Many people/],
  ['qwertyuiop', /Many people/],
  ['iloveyou', /Many people/],
  ['password1', /Many people/],
  ['aaaaaaaaaaaa', /Many people/],
  ['abababababab', /Many people/],
  ['xyzxyzxyzxyz', /Many people/],
  ['ada.lovelace@example.org', /name of your account/],
  ['ada.lovelace', /name of your account/],
  ['AdaLovelace1815', /name of your account/],
  ['cellboard', /name of your account/],
  ['Cellboard2026!', /name of your account/],
])('refuses the password %j', (password, why) => {
  expect(refusal(password)).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
});

it('tells passwords apart to the last character, and forgives how a keyboard composes them', async () => {
  const long = 'x'.repeat(127);
  const hash = await hashPassword(NewPassword.parse(`${long}é`));
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  const tries = [`${long}e\u0301`, `${long}e`, long, `${long}É`, ` ${long}é`];
  const found: boolean[] = [];
  for (const one of tries) found.push(await verifyPassword(one.normalize('NFC'), hash));
  expect(found).toEqual([true, false, false, false, false]);
  expect(await verifyPassword(long, null)).toBe(false);
  expect(await verifyPassword('x', 'x'.repeat(60))).toBe(false);
});

it('refuses some of a flood at once, and answers the others', async () => {
  const tries = Array.from({ length: 40 }, async () => verifyPassword('guess', null));
  const ends = await Promise.allSettled(tries);
  const refused = ends.filter((end) => end.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(12);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'SERVER_BUSY' });
});

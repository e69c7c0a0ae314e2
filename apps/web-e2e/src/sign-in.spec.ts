import { TOTP } from 'otpauth';
import type { Page } from '@playwright/test';
import { consoleErrors, expectAccessible, switchTo } from './pages.ts';
import { expect, test } from './test.ts';

const password = 'horses eat no cucumbers';

test.use({ colorScheme: 'light', viewport: { width: 360, height: 800 } });

/** Nothing that axe finds, and nothing wider than the screen. */
async function expectSound(page: Page, ...schemes: ('light' | 'dark')[]): Promise<void> {
  for (const scheme of schemes) {
    await switchTo(page, scheme);
    await expectAccessible(page);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

test('somebody creates an account, makes a token, and signs out and in again, by keyboard alone', async ({
  page,
  installation,
}) => {
  test.slow();
  const errors = consoleErrors(page);
  const type = (text: string) => page.keyboard.type(text);
  const press = (key: string) => page.keyboard.press(key);
  const email = 'ada@example.org';

  await page.goto('/register');
  await page.getByLabel('E-mail address').focus();
  await press('Enter');
  await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription(/E-mail address is missing/);
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await expectSound(page, 'light');
  await page.getByLabel('E-mail address').focus();
  await type(email);
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible();

  await page.goto(await installation.linkTo(email));
  await page.getByLabel('User name').focus();
  await type('Ada Lovelace');
  await press('Tab');
  await type('password');
  await press('Enter');
  await expect(page.getByLabel('User name')).toHaveAccessibleDescription(/such as ada-lovelace/);
  await expect(page.getByLabel('User name')).toBeFocused();
  await press('Control+A');
  await type('ada-lovelace');
  await press('Enter');
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    /Many people use this password/,
  );
  await expectSound(page, 'dark');
  await page.getByLabel('Password', { exact: true }).focus();
  await press('Control+A');
  await type(password);
  await press('Enter');

  await expect(page.getByRole('heading', { name: 'Account settings' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Account: ada-lovelace' })).toBeVisible();
  await expectSound(page, 'light', 'dark');
  await page.getByRole('link', { name: 'Tokens', exact: true }).focus();
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Tokens' })).toBeVisible();
  await page.getByLabel('Name').focus();
  await type('lab server');
  await press('Enter');
  await expect(page.getByText('Copy the token “lab server” now.')).toBeVisible();
  const secret = await page.locator('.account-secret code').innerText();
  expect(secret).toMatch(/^cellboard_[A-Za-z0-9_-]{43}$/);
  const mine = (headers: Record<string, string>) =>
    fetch(`${installation.address}/trpc/submissions.mine?input=%7B%7D`, { headers });
  expect((await mine({ authorization: `Bearer ${secret}` })).status).toBe(200);
  await expectSound(page, 'light', 'dark');
  await page.reload();
  await expect(page.getByText('Scope submit')).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke lab server' }).press('Enter');
  await expect(page.getByText('You have no tokens.')).toBeVisible();
  expect((await mine({ authorization: `Bearer ${secret}` })).status).toBe(401);

  await page.getByRole('link', { name: 'Teams', exact: true }).press('Enter');
  await page.getByLabel('Name of the team').focus();
  await type('Cell lab');
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Cell lab' })).toBeVisible();
  await page.getByLabel('E-mail address').focus();
  await type('bob@example.org');
  await press('Enter');
  await expect(page.getByText('The invitation is sent.')).toBeVisible();
  await expectSound(page, 'light', 'dark');
  // The link is for anyone who holds it: a member who opens it stays what they are.
  await page.goto(await installation.linkTo('bob@example.org'));
  await page.getByRole('button', { name: 'Join the team' }).press('Enter');
  await expect(page.getByText('ada-lovelace (you) · owner')).toBeVisible();
  await expect(page.getByText('bob@example.org')).toHaveCount(0);
  await page.getByRole('button', { name: 'Leave the team' }).press('Enter');
  await press('Enter');
  await expect(page.getByRole('alert')).toContainText('would have no owner');

  await page.goto('/me/settings');
  const twoSteps = page
    .locator('.account-part')
    .filter({ has: page.getByRole('heading', { name: 'Two-step sign-in' }) });
  await twoSteps.getByLabel('Current password').focus();
  await type(password);
  await press('Enter');
  await expect(twoSteps.getByRole('img', { name: /QR code/ })).toBeVisible();
  const key = (await twoSteps.locator('code').innerText()).replaceAll(' ', '');
  await expectSound(page, 'light', 'dark');
  await twoSteps.getByLabel('Code', { exact: true }).focus();
  await type(new TOTP({ secret: key }).generate());
  await press('Enter');
  await expect(twoSteps.getByText('You have 10 recovery codes left.')).toBeVisible();
  const [recovery = '', ...others] = (await twoSteps.locator('.account-codes').innerText()).split('\n');
  await expectSound(page, 'light', 'dark');
  await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  // Only what the browser says of the password that was refused, and of the owner who could not leave.
  expect(errors).toEqual([expect.stringContaining('400'), expect.stringContaining('409')]);

  await page.goto('/me/tokens');
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).press('Enter');
  await page.getByLabel('E-mail address').focus();
  await type(email);
  await press('Tab');
  await type('a guess');
  await press('Enter');
  await expect(page.getByRole('alert')).toContainText('The e-mail address or the password is wrong.');
  await expectSound(page, 'dark');
  await page.getByLabel('Password', { exact: true }).focus();
  await press('Control+A');
  await type(password);
  await press('Enter');
  await page.getByLabel('Code', { exact: true }).focus();
  await type(recovery);
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Tokens' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/me/tokens');

  // A passkey is for a host name; the browser has a device that knows its owner.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  const { port } = new URL(page.url());
  await page.goto('/me/settings');
  const passkeys = page.locator('.account-part').filter({ has: page.getByRole('heading', { name: 'Passkeys' }) });
  const add = async () => {
    await passkeys.getByLabel('Current password').fill(password);
    await passkeys.getByLabel('Code', { exact: true }).fill(others.pop() ?? '');
    await passkeys.getByRole('button', { name: 'Add a passkey' }).press('Enter');
  };
  await add();
  await expect(passkeys.getByRole('alert')).toContainText(`Passkeys work at localhost:${port} only.`);
  await page.goto(`http://localhost:${port}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('there is no passkey of this site');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press('Enter');
  await page.getByLabel('Code', { exact: true }).fill(others.pop() ?? '');
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Account settings' })).toBeVisible();
  await passkeys.getByLabel('Name').fill('Laptop');
  await add();
  await expect(passkeys.getByText('never used')).toBeVisible();
  await passkeys.getByRole('button', { name: 'Rename Laptop' }).press('Enter');
  await passkeys.getByLabel('New name').fill('Blue key');
  await expectSound(page, 'light', 'dark');
  await passkeys.getByRole('button', { name: 'Save the name' }).press('Enter');
  await expect(passkeys.getByText('Blue key')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Account settings' })).toBeVisible();
  await expect(passkeys.getByText(/last used/)).toBeVisible();
  await passkeys.getByRole('button', { name: 'Remove Blue key' }).press('Enter');
  await press('Enter');
  await expect(passkeys.getByText('Blue key')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('The passkey was not accepted.');

  // What admins see of people.
  const token = await installation.operatorToken();
  const promoted = await fetch(`${installation.address}/trpc/people.setRole`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ handle: 'ada-lovelace', role: 'admin', reason: 'Test.' }),
  });
  expect(promoted.status).toBe(200);
  await page.goto(`http://localhost:${port}/sign-in?next=/admin/people`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press('Enter');
  await page.getByLabel('Code', { exact: true }).fill(others.pop() ?? '');
  await press('Enter');
  await expect(page.getByText('ada@example.org · admin')).toContainText('two-step sign-in');
  await page.getByRole('button', { name: 'Change ada-lovelace' }).press('Enter');
  await expect(page.getByText(/127\.0\.0\.1 \(last on /)).toBeVisible();
  await expect(page.getByText('Nobody in the last 30 days.')).toBeVisible();
  await expectSound(page, 'light', 'dark');
  await page.getByLabel('Reason').fill('Lost the phone.');
  await page.getByRole('button', { name: 'Turn off two-step sign-in' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('Turn off your own two-step sign-in in your account settings.');
});

test('a link that was used, or cut off, says what to do', async ({ page }) => {
  await page.goto(`/verify#${'a'.repeat(43)}`);
  await expect(page.getByRole('alert')).toContainText('This link does not work: it was used, or it is too old.');
  await page.goto('/reset');
  await expect(page.getByRole('heading', { name: 'Reset your password' })).toBeVisible();
  await expectSound(page, 'light');
  await page.goto('/sign-in?next=//evil.example/');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(new URL(page.url()).search).not.toContain('evil');
});

import type { Page } from '@playwright/test';
import { consoleErrors, expectAccessible, fluorescence, switchTo } from './pages.ts';
import { expect, test } from './test.ts';

const password = 'horses eat no cucumbers';

test.use({ colorScheme: 'light', viewport: { width: 1280, height: 800 } });

/** Nothing that axe finds, in either scheme, wide and narrow. */
async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await switchTo(page, 'dark');
  await expectAccessible(page, { onlyColours: true });
  await page.setViewportSize({ width: 360, height: 800 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await switchTo(page, 'light');
}

test('somebody submits, watches, and publishes and withdraws with an undo', async ({ page, installation }) => {
  test.slow();
  const errors = consoleErrors(page);
  const email = 'sue@example.org';
  await page.goto('/register');
  await page.getByLabel('E-mail address').fill(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible();
  await page.goto(await installation.linkTo(email));
  await page.getByLabel('User name').fill('sue');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Account settings' })).toBeVisible();

  await page.getByRole('link', { name: 'Submissions', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'You have no submissions yet' })).toBeVisible();
  await expectSound(page);

  // Sent as a program would, with the session of the browser.
  const send = (): Promise<string> =>
    page.evaluate(async () => {
      const call = async (name: string, input: object) => {
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(`/trpc/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
        const answer = (await response.json()) as { result: { data: { id: string } } };
        return answer.result.data;
      };
      const question = encodeURIComponent(JSON.stringify({ dataset: 'demo-fluorescence', limit: 1 }));
      const found = await fetch(`/trpc/images.list?input=${question}`);
      const { result } = (await found.json()) as { result: { data: { items: { id: string; name: string }[] } } };
      const [image] = result.data.items;
      const candidate = { slug: 'base', name: 'Base' };
      await call('models.create', { slug: 'sues', name: 'Sue’s model', developer: 'Sue', candidate });
      const { id } = await call('submissions.create', { task: 'demo', model: 'sues', candidate: 'base' });
      const truth = await (await fetch(`/api/v1/images/${image!.id}/truth/png`)).arrayBuffer();
      await fetch(`/api/v1/submissions/${id}/predictions/${image!.name}?dataset=demo-fluorescence`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: truth,
      });
      await call('submissions.close', { submission: id });
      return id;
    });
  const id = await send();

  await page.goto(`/submissions/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: /^Submission \d+$/ })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'All of its images are scored.' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('Scored on demo-fluorescence.')).toBeVisible();
  await expect(page.getByText('Private', { exact: true })).toBeVisible();
  await expectSound(page);
  const onBoard = async () => {
    const other = await page.context().browser()!.newContext();
    const visitor = await other.newPage();
    await visitor.goto(`${installation.address}${fluorescence}?show=controls`);
    await visitor.locator('table tbody tr').first().waitFor();
    const found = await visitor.getByText('Sue’s model').count();
    await visitor.goto(`${installation.address}/submissions/${id}`);
    await visitor.getByRole('heading', { name: /^Submission (?:\d+|not found)$/ }).waitFor();
    const seen = await visitor.getByRole('heading', { name: /^Submission \d+$/ }).count();
    await other.close();
    return [found > 0, seen > 0];
  };
  expect(await onBoard()).toEqual([false, false]);

  await page.getByRole('button', { name: /^Publish submission/ }).click();
  await expect(page.getByText(/is published and on the boards/)).toBeVisible();
  expect(await onBoard()).toEqual([true, true]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/is private again and on no board/)).toBeVisible();
  expect(await onBoard()).toEqual([false, false]);

  await page.goto('/me/submissions');
  const row = page.getByRole('row').filter({ hasText: 'Sue’s model' });
  await expect(row).toContainText('Scored');
  await expect(row).toContainText('Withdrawn');
  await expect(page.getByText(/left/).first()).toBeVisible();
  await row.getByRole('button', { name: /^Publish submission/ }).press('Enter');
  await expect(row).toContainText('Published');
  await expect(row).toContainText(/ of \d/);
  await expectSound(page);

  await page.goto('/status');
  await expect(page.getByText('Ended within 24 hours')).toBeVisible();
  expect(errors.filter((text) => !/404|Failed to load resource/.test(text))).toEqual([]);
});

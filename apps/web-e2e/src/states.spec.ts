import { openBoard, rows } from './pages.ts';
import { expect, test } from './test.ts';

test('an unknown task is told in words, with the number of the request and a way out', async ({ page }) => {
  await page.goto('/leaderboards/no-such-task');
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('no-such-task');
  await expect(notice.locator('code')).not.toBeEmpty();
  await notice.getByRole('link', { name: 'All leaderboards' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Leaderboards' })).toBeVisible();
});

test('an unknown address is no page', async ({ page }) => {
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1, name: 'No such page' })).toBeVisible();
});

test('a cell type without images says so and offers all', async ({ page }) => {
  await page.goto('/gallery?type=no-such-type');
  await expect(page.getByRole('heading', { name: 'There are no images of “no-such-type” here' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all cell types' }).click();
  await expect(page.locator('.tile').first()).toBeVisible();
});

test('an unknown task in the gallery is told, and the gallery can be used again', async ({ page }) => {
  await page.goto('/gallery?task=no-such-task');
  await expect(page.getByRole('alert')).toContainText('no-such-task');
  await page.getByRole('button', { name: 'Show every dataset' }).click();
  await expect(page.locator('.tile').first()).toBeVisible();
});

test('while the server is gone the last board stays, marked as old; it is renewed when the server is back', async ({
  page,
  installation,
}) => {
  test.setTimeout(150_000);
  await openBoard(page);
  await installation.stop();
  await page.getByText('Pooled', { exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
  await expect(page.getByRole('alert')).toContainText('Shown as of');
  await expect(rows(page)).toHaveCount(4);
  // The switch shows what is on screen, not what could not be had.
  await expect(page.getByRole('radio', { name: 'Mean' })).toBeChecked();

  await installation.start();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Pooled' })).toBeChecked();
  await expect(rows(page)).toHaveCount(4);
});

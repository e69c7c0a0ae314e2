import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { column, models, openBoard, rows, shifted, watchShifts } from './pages.ts';
import { expect, test } from './test.ts';

const ascending = (list: number[]): number[] => [...list].sort((a, b) => a - b);

test('sorts by any metric, the best first, and says so', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('button', { name: /^mDice/ }).click();
  await expect(page).toHaveURL(/sort=-mDice/);
  await expect(page.getByRole('columnheader', { name: /^mDice/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(
    page.getByRole('status').filter({ hasText: 'Sorted by mDice, descending (best first).' }),
  ).toBeAttached();
  const dice = await column(page, /^mDice/);
  expect(dice).toEqual(ascending(dice).reverse());

  await page.getByRole('button', { name: /^mHD/ }).click();
  await expect(page.getByRole('columnheader', { name: /^mHD/ })).toHaveAttribute('aria-sort', 'ascending');
  const distance = await column(page, /^mHD/);
  expect(distance).toEqual(ascending(distance));

  await page.goBack();
  await expect(page.getByRole('columnheader', { name: /^mDice/ })).toHaveAttribute('aria-sort', 'descending');
});

test('rescales every metric so that 100 is the best, lower-is-better too', async ({ page }) => {
  await openBoard(page, 'sort=mHD');
  const [closest] = await models(page);
  await page.getByText('Normalised', { exact: true }).click();
  await expect(page.getByText(/100 for the best and 0 for the worst/)).toBeVisible();
  const distance = await column(page, /^mHD/);
  expect([distance[0], distance.at(-1)]).toEqual([100, 0]);
  expect((await models(page))[0]).toBe(closest);
});

test('a link shows the same view again', async ({ page }) => {
  await openBoard(page);
  await page.getByText('Pooled', { exact: true }).click();
  await page.getByText('Normalised', { exact: true }).click();
  await page.getByRole('button', { name: /^Metrics/ }).click();
  await page.getByRole('checkbox', { name: 'Segmentation quality' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search' }).fill('threshold');
  await page.getByRole('button', { name: /^Panoptic quality/ }).click();
  await expect(page).toHaveURL(/sort=-pq/);
  await expect(page.getByRole('columnheader', { name: /^Segmentation quality/ })).toBeVisible();
  const seen = await page.locator('table').innerText();
  const address = page.url();

  await page.reload();
  await expect(page.getByRole('columnheader', { name: /^Segmentation quality/ })).toBeVisible();
  expect(await page.locator('table').innerText()).toBe(seen);
  expect(page.url()).toBe(address);
  await expect(page.getByRole('radio', { name: 'Pooled' })).toBeChecked();
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('threshold');
});

test('nonsense in a link falls back instead of failing', async ({ page }) => {
  await openBoard(page, 'aggregation=median&norm=7&sort=%3Cscript%3E&metrics=nothing');
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByRole('columnheader', { name: 'Rank', exact: true })).toHaveAttribute('aria-sort', 'ascending');
});

test('puts the address of the view into the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openBoard(page, 'sort=-pq');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test('hands out what is on screen', async ({ page }) => {
  await openBoard(page, 'sort=-mDice&metrics=mDice,mHD');
  const names = await models(page);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^cellboard_leaderboard_[a-z0-9-]+_\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(lines[3]).toBe('position,rank,model,candidate,developer,images,missing,mDice,mHD,evaluated at');
  expect(lines.slice(4, 8).map((line) => line.split(',')[2])).toEqual(names);
});

test('goes from one task to another', async ({ page }) => {
  await openBoard(page);
  const first = await page.getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('combobox', { name: 'Task' }).selectOption({ index: 1 });
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(first ?? '');
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole('link', { name: 'Leaderboards' }).click();
  await expect(page).toHaveTitle('Leaderboards · Cellboard');
  await page.getByRole('link', { name: first ?? '' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first ?? '');
});

test('the first page needs at most 260 kB of compressed scripts and does not jump while it loads', async ({ page }) => {
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    const isScript = new URL(response.url()).pathname.endsWith('.js');
    if (isScript) scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await watchShifts(page);
  await openBoard(page);
  await page.waitForLoadState('networkidle');
  const kilobytes = (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0) / 1000;
  expect(kilobytes).toBeGreaterThan(50);
  expect(kilobytes).toBeLessThanOrEqual(260);
  expect(await shifted(page)).toBeLessThanOrEqual(0.05);
});

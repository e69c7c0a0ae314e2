import type { Page } from '@playwright/test';
import { consoleErrors, fluorescence, overflow, shifted, watchShifts } from './pages.ts';
import { expect, test } from './test.ts';

const cards = (page: Page): Promise<string[]> => page.getByRole('heading', { level: 3 }).allTextContents();

test('from the header to a dataset, its board and its images, by keyboard alone', async ({ page }) => {
  const errors = consoleErrors(page);
  await page.goto('/leaderboards');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Datasets' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Datasets' })).toBeFocused();
  await expect(page).toHaveTitle('Datasets · Cellboard');
  await expect(page.getByRole('heading', { level: 2, name: /^On this site/ })).toBeVisible();
  await page.getByRole('link', { name: 'Demo: nuclei in stained tissue' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Demo: nuclei in stained tissue' })).toBeFocused();
  await expect(page).toHaveTitle('Demo: nuclei in stained tissue · Cellboard');
  await expect(page.locator('.tile')).toHaveCount(8);
  await page.getByRole('link', { name: /^All images of/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/images\?dataset=demo-histology$/);
  await expect(page.locator('.tile')).toHaveCount(16);
  expect(errors).toEqual([]);
});

test('a bar of a histogram leads to its images, and the filter can be lifted again', async ({ page }) => {
  const errors = consoleErrors(page);
  await page.goto('/datasets/demo-histology');
  const bar = page
    .getByRole('toolbar', { name: /^Cells per image/ })
    .getByRole('link')
    .first();
  const count = Number(/(\d+) images?$/.exec((await bar.getAttribute('aria-label')) ?? '')?.[1]);
  await bar.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/images\?dataset=demo-histology&within=cells/);
  await expect(page.locator('.tile')).toHaveCount(count);
  await page.getByRole('button', { name: /^Lift the filter Cells per image/ }).click();
  await expect(page).toHaveURL(/\/images\?dataset=demo-histology$/);
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 2, name: 'Statistics' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a card shows pictures of what is on this site, and leads to its board', async ({ page }) => {
  await page.goto('/datasets?here=yes');
  const strip = page.locator('.image-strip img[data-loaded]').first();
  await expect(strip).toBeVisible();
  expect(
    await strip.evaluate(async (image: HTMLImageElement) => (await image.decode(), image.naturalWidth)),
  ).toBeGreaterThan(0);
  const card = page.locator('.card').filter({ hasText: 'Demo: fluorescent nuclei' });
  await card.getByRole('link', { name: 'Leaderboard' }).click();
  await expect(page).toHaveURL(new RegExp(`${fluorescence}$`));
});

test('narrows by search and choices, and a link shows the same again', async ({ page }) => {
  await page.goto('/datasets');
  await page.getByRole('searchbox', { name: 'Search' }).fill('phase');
  await expect(page).toHaveURL(/\/datasets\?q=phase$/);
  await page.getByRole('combobox', { name: 'Licence' }).selectOption('noncommercial');
  await expect(page).toHaveURL(/licence=noncommercial/);
  const left = await cards(page);
  expect(left).toContain('LIVECell');
  expect(left).not.toContain('EVICAN');
  await page.reload();
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(left);
  await expect(page.getByRole('combobox', { name: 'Licence' })).toHaveValue('noncommercial');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 3, name: 'EVICAN' })).toBeVisible();
});

test('nonsense in a link falls back, is named and can be cleared', async ({ page }) => {
  await page.goto('/datasets?object=planet&here=perhaps&licence=7');
  await expect(page.getByRole('heading', { level: 3, name: 'LIVECell' })).toBeVisible();
  await expect(page.getByText('a choice that does not exist: object=planet, here=perhaps, licence=7')).toBeVisible();
  await page.getByRole('button', { name: 'clear it' }).click();
  await expect(page).toHaveURL(/\/datasets$/);
  await expect(page.getByText('a choice that does not exist')).toHaveCount(0);
  await page.goto('/datasets?q=no-such-words');
  await page.getByRole('button', { name: 'Show all datasets' }).click();
  await expect(page.getByRole('heading', { level: 3, name: 'LIVECell' })).toBeVisible();
});

test('tells how to get a dataset, and copies the command that imports it', async ({ page, context }) => {
  const errors = consoleErrors(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/datasets/livecell');
  await expect(page.getByRole('heading', { level: 2, name: 'How to get the data' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the command that imports LIVECell' }).first().click();
  await expect(page.getByRole('button', { name: 'Copied the command' }).first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^npx cellboard import livecell LIVECell\//,
  );
  await page.getByRole('button', { name: 'Copy citation' }).click();
  await expect(page.getByRole('button', { name: 'Citation copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Edlund');
  await expect(page.getByText(/^Download from provider:/)).toBeVisible();
  expect(errors).toEqual([]);
});

test('says why a dataset without masks of cells cannot be used for ranking', async ({ page }) => {
  await page.goto('/datasets/digestpath');
  await expect(page.getByText('Cannot be used for ranking')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Import into this site' })).toHaveCount(0);
});

test('an unknown dataset leads to those that look like it', async ({ page }) => {
  await page.goto('/datasets/LiveCells');
  await expect(page.getByRole('heading', { level: 1, name: 'No such dataset' })).toBeVisible();
  await page.getByRole('link', { name: 'LIVECell' }).click();
  await expect(page).toHaveURL(/\/datasets\/livecell$/);
  await page.goto('/datasets/no-such-thing');
  await page.getByRole('link', { name: 'All datasets' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Datasets' })).toBeFocused();
});

test('while the server is gone the list stays, marked as old; it is renewed when the server is back', async ({
  page,
  installation,
}) => {
  test.setTimeout(150_000);
  const main = page.getByRole('navigation', { name: 'Main' });
  const livecell = page.getByRole('heading', { level: 3, name: 'LIVECell' });
  await page.goto('/metrics');
  await main.getByRole('link', { name: 'Datasets' }).click();
  await expect(livecell).toBeVisible();
  await main.getByRole('link', { name: 'Metrics' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Metrics' })).toBeVisible();
  await installation.stop();
  // The list is asked for again once it is older than five seconds.
  await page.clock.install();
  await page.clock.fastForward(10_000);
  await main.getByRole('link', { name: 'Datasets' }).click();
  await expect(livecell).toBeVisible();
  await page.clock.runFor(5_000);
  await expect(page.getByRole('alert')).toContainText('Shown as of');
  await installation.start();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a page whose program does not come says so, and comes after a reload', async ({ page }) => {
  let broken = true;
  await page.route('**/assets/models-*.js', (route) => (broken ? route.abort() : route.continue()));
  await page.goto('/metrics');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'This page cannot be shown' })).toBeVisible();
  broken = false;
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible();
});

test('every way of the header fits at 320 px, and a page prints without its controls', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('/datasets/livecell');
  await expect(page.getByRole('heading', { level: 1, name: 'LIVECell' })).toBeVisible();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const ways = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  await expect(ways).toHaveText(['Leaderboards', 'Images', 'Models', 'Datasets', 'Metrics']);
  const last = await ways.last().boundingBox();
  expect((last?.x ?? 0) + (last?.width ?? 999)).toBeLessThanOrEqual(320);
  await page.emulateMedia({ media: 'print' });
  // What a badge or a term says stays; it is no control on paper.
  await expect(page.locator('button:visible:not(.exposure, .term)')).toHaveCount(0);
  await expect(page.getByText(/^npx cellboard import livecell/).first()).toBeVisible();
});

for (const address of [
  '/leaderboards',
  '/images',
  '/datasets',
  '/datasets/demo-histology',
  '/models',
  '/models/otsu-watershed',
]) {
  test(`${address} does not jump while it loads`, async ({ page }) => {
    await watchShifts(page);
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(await shifted(page)).toBeLessThanOrEqual(address === '/images' ? 0.01 : 0.05);
  });
}

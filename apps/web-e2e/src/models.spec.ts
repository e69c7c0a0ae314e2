import { consoleErrors, fluorescence, openBoard } from './pages.ts';
import { expect, test } from './test.ts';

test('from a row of the board to the candidate’s page and back to its boards, by keyboard alone', async ({ page }) => {
  const errors = consoleErrors(page);
  await openBoard(page);
  const name = (await page.locator('.board-model-name').first().textContent()) ?? '';
  await page.getByRole('link', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/models\/[a-z-]+\/[a-z0-9-]+$/);
  await expect(page.getByRole('heading', { level: 1, name: `${name} · Version 2` })).toBeFocused();
  await expect(page).toHaveTitle(`${name} · Version 2 · Cellboard`);
  await expect(page.getByRole('heading', { level: 2, name: 'Candidate: Version 2' })).toBeVisible();
  const places = page.getByRole('region', { name: /^Places on the leaderboards/ });
  await expect(places.getByRole('row')).toHaveCount(4);
  const row = places.getByRole('row', { name: /Demo: fluorescent nuclei/ });
  await expect(row).toContainText(/1 of 4.*F1.*0\.\d{3}/);
  await expect(page.locator('.tile')).toHaveCount(4);
  await row.getByRole('link', { name: 'Demo: fluorescent nuclei' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${fluorescence}$`));
  expect(errors).toEqual([]);
});

test('a candidate has an address of its own, one that does not exist leads to those that do', async ({ page }) => {
  await page.goto('/models/cellpose');
  const table = page.getByRole('region', { name: /^Candidates/ });
  const first = table.getByRole('rowheader').first().getByRole('link');
  const name = (await first.textContent()) ?? '';
  await first.click();
  await expect(page.getByRole('heading', { level: 2, name: `Candidate: ${name}` })).toBeVisible();
  await expect(table.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
  const response = await page.goto('/models/cellpose/no-such-candidate');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Cellpose has no candidate “no-such-candidate”' })).toBeVisible();
  await page.getByRole('link', { name: 'All candidates of Cellpose' }).click();
  await expect(table).toBeVisible();
});

test('lists models, baselines and what is not eligible, and narrows by choices', async ({ page }) => {
  await page.goto('/models');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    /^Instance segmentation models \d+$/,
    /^Built-in baselines 4$/,
    /^Not eligible for ranking \d+$/,
  ]);
  await expect(page.getByText(/^rank 1 of 4$/).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Results' }).selectOption('yes');
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(4);
  await page.getByRole('combobox', { name: 'Results' }).selectOption('');
  await page.getByRole('combobox', { name: 'Ranking' }).selectOption('no');
  await expect(page).toHaveURL(/\/models\?ranked=no$/);
  await expect(page.getByRole('heading', { level: 3, name: 'StarDist' })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search' }).fill('volumes');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['3DCellSeg']);
  await page.getByRole('link', { name: '3DCellSeg' }).click();
  await expect(page.getByText('Not eligible for ranking')).toBeVisible();
});

test('who looks for H&E finds models and datasets of stained tissue', async ({ page }) => {
  await page.goto('/models?q=H%26E');
  await expect(page.getByRole('heading', { level: 3, name: 'StarDist' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 3, name: 'HoVer-Net' })).toBeVisible();
  for (const words of ['histology', 'haematoxylin']) {
    await page.goto(`/datasets?q=${words}`);
    await expect(page.getByRole('heading', { level: 3, name: 'NuInsSeg' })).toBeVisible();
  }
});

test('copies how to install a model, and leads to the data it has seen', async ({ page, context }) => {
  const errors = consoleErrors(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/models/cellpose');
  await page.getByRole('button', { name: 'Copy the lines that install and run Cellpose' }).click();
  await expect(page.getByRole('button', { name: 'Copied the lines' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^pip install .+\n.+/);
  await expect(page.getByText('No results yet.')).toBeVisible();
  await page
    .getByRole('region', { name: /^Candidates/ })
    .locator('a[href="/datasets/livecell"]') // candidates have names with LIVECell in them
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'LIVECell', exact: true })).toBeFocused();
  await page.getByRole('link', { name: 'Cellpose', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cellpose' })).toBeFocused();
  expect(errors).toEqual([]);
});

test('an unknown model leads to those that look like it', async ({ page }) => {
  await page.goto('/models/stardists');
  await expect(page.getByRole('heading', { name: 'There is no model “stardists”' })).toBeVisible();
  await page.getByRole('link', { name: 'StarDist' }).click();
  await expect(page).toHaveURL(/\/models\/stardist$/);
});

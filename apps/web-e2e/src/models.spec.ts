import { consoleErrors, openBoard } from './pages.ts';
import { expect, test } from './test.ts';

test('from a row of the board to the model’s card and back to its boards, by keyboard alone', async ({ page }) => {
  const errors = consoleErrors(page);
  await openBoard(page);
  const name = await page.locator('.board-model-name').first().textContent();
  await page.getByRole('link', { name: name ?? '', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: name ?? '' })).toBeFocused();
  await expect(page).toHaveTitle(`${name ?? ''} · Cellboard`);
  const places = page.getByRole('region', { name: /^Places on the boards/ });
  await expect(places.getByRole('row')).toHaveCount(5);
  await expect(places.getByRole('row', { name: /Demo: all kinds/ })).toContainText(/\d of 4.*F1.* 0\.\d{3}/);
  await places.getByRole('link', { name: 'Demo: all kinds' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/leaderboards\/demo-all$/);
  expect(errors).toEqual([]);
});

test('lists what can be ranked before what is only listed, and narrows by choices', async ({ page }) => {
  await page.goto('/models');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    /^Can be ranked \d+$/,
    /^Listed, never ranked \d+$/,
  ]);
  await page.getByRole('combobox', { name: 'Ranking' }).selectOption('no');
  await expect(page).toHaveURL(/\/models\?ranked=no$/);
  await expect(page.getByRole('heading', { level: 3, name: 'StarDist' })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search' }).fill('volumes');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['3DCellSeg']);
  await page.getByRole('link', { name: '3DCellSeg' }).click();
  await expect(page.getByText('Listed, never ranked')).toBeVisible();
});

test('copies how to install a model, and leads to the data it has seen', async ({ page, context }) => {
  const errors = consoleErrors(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/models/cellpose');
  await page.getByRole('button', { name: 'Copy the lines that install and run Cellpose' }).click();
  await expect(page.getByRole('button', { name: 'Copied the lines' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^pip install .+\n.+/);
  await expect(page.getByText('Nobody has brought its predictions here yet.')).toBeVisible();
  await page
    .getByRole('region', { name: /^Candidates/ })
    .getByRole('link', { name: 'LIVECell' })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'LIVECell' })).toBeFocused();
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

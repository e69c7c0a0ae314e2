import { readFileSync } from 'node:fs';
import { consoleErrors, fluorescence, openBoard, rows } from './pages.ts';
import { expect, test } from './test.ts';

test('from a number of the board to what it is made of, its worst image, and back, by keys', async ({ page }) => {
  const errors = consoleErrors(page);
  await openBoard(page);
  const number = rows(page).first().locator('.why-link').first();
  const shown = await number.textContent();
  await number.press('Enter');
  await expect(page).toHaveURL(/\/leaderboards\/demo\/why\/[a-z-]+\/v2\/f1@0\.5\?dataset=demo-fluorescence$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Why this number?' })).toBeVisible();
  await expect(page.locator('.why-number strong')).toHaveText(shown ?? '');
  await expect(page.locator('.why-range')).toHaveText(/^0\.\d+–(?:0|1)\.\d+$/);
  await expect(page.getByText('16 images, each with a prediction')).toBeVisible();
  const worst = page.locator('.why-worst a');
  await expect(worst).toHaveCount(5);
  const name = (await worst.first().textContent()) ?? '';
  await worst.first().press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'All images, the worst first' }).press('Enter');
  await expect(page.locator('.tile-link').first()).toContainText(name);
  await page.goBack();
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last().press('Enter');
  await expect(page).toHaveURL(new RegExp(`${fluorescence}$`));
  expect(errors).toEqual([]);
});

test('a number that is not there says so', async ({ page }) => {
  await page.goto('/leaderboards/demo/why/otsu-watershed/no-such/pq');
  await expect(page.getByRole('heading', { level: 1, name: 'No such number' })).toBeVisible();
  await expect(page.getByText('has no result on this leaderboard')).toBeVisible();
});

test('figures of a board mark a candidate everywhere, and are saved as files', async ({ page }) => {
  const errors = consoleErrors(page);
  await openBoard(page);
  await page.getByRole('link', { name: 'Figures', exact: true }).click();
  await expect(page).toHaveURL(/\/leaderboards\/demo\/figures\?dataset=demo-fluorescence$/);
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(5);
  await page.locator('[aria-label^="F1 at 0.5 with"] svg [data-candidate]').first().hover();
  await expect(page.locator('svg text[font-weight="650"]')).toHaveCount(5);
  await page.getByText('Numbers of this figure').nth(2).click();
  await expect(page.getByRole('columnheader', { name: 'What it would take' })).toBeVisible();
  const [svg] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'SVG of Which candidates can be told apart' }).click(),
  ]);
  expect(svg.suggestedFilename()).toBe('cellboard_demo_demo-fluorescence_differences.svg');
  const text = readFileSync(await svg.path(), 'utf8');
  expect(text).not.toContain('var(');
  expect(text).toContain('/leaderboards/demo/figures?dataset=demo-fluorescence');
  const [png] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PNG of How sure the ranks are' }).click(),
  ]);
  expect(
    readFileSync(await png.path())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(errors).toEqual([]);
});

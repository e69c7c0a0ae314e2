import { models, rows } from './pages.ts';
import { expect, test } from './test.ts';

test('over several datasets it shows each beside the mean, on one scale of colours', async ({ page }) => {
  await page.goto('/leaderboards/demo');
  await rows(page).first().waitFor();
  const headers = await page.getByRole('columnheader').allTextContents();
  expect(headers.slice(4).map((title) => title.replace(/\s.*$/, ''))).toEqual(['Overall', 'Demo:', 'Demo:', 'Demo:']);
  await expect(page.locator('.board-heat')).toHaveCount(16);
  const [overall = 0, ...each] = (await rows(page).first().locator('.board-value').allTextContents()).map((text) =>
    Number.parseFloat(text),
  );
  expect(each.reduce((sum, score) => sum + score, 0) / each.length).toBeCloseTo(overall, 2);
  await expect(page.locator('.heat-legend')).toBeVisible();
});

test('sorts by a dataset, turns to metrics, and a link shows the same again', async ({ page }) => {
  await page.goto('/leaderboards/demo');
  await page.getByRole('button', { name: /^Demo: cells in phase contrast/ }).click();
  await expect(page).toHaveURL(/sort=-demo-phase-contrast$/);
  const order = await models(page);
  await page.reload();
  await rows(page).first().waitFor();
  expect(await models(page)).toEqual(order);
  await page.getByText('Metric', { exact: true }).click();
  await expect(page).toHaveURL(/view=metrics/);
  await expect(page.getByRole('columnheader', { name: /^Missed cells/ })).toBeVisible();
  // A column that is not there any more does not stay in the address.
  await expect(page).not.toHaveURL(/sort=/);
});

test('is one of the cards of the list, with pictures and who leads', async ({ page }) => {
  await page.goto('/leaderboards');
  const card = page.locator('.board-card').filter({ hasText: 'All 3 datasets together' });
  await expect(card.getByRole('row')).toHaveCount(4);
  await expect(card.locator('.picture[data-loaded]')).toHaveCount(8);
  await expect(page.getByText('synthetic', { exact: true })).toBeVisible();
  await card.getByRole('link').click();
  await expect(page).toHaveURL(/\/leaderboards\/demo$/);
  const first = (await models(page))[0] ?? '';
  await page.goBack();
  await expect(card.getByRole('row').nth(1)).toContainText(first);
});

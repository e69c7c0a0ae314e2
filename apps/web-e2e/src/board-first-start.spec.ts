import { rows } from './pages.ts';
import { expect, startedTest as test } from './test.ts';

// By its name this file is the first to run, while the installation is still making its demonstration.
test('a first start shows its progress and completes the board by itself', async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto('/');
  await expect(page.getByText(/Preparing the demonstration data|Evaluating the built-in models/)).toBeVisible();
  await page.waitForURL(/\/leaderboards\/[a-z0-9-]+/, { timeout: 90_000 });
  await expect(page.getByText(/Evaluating the built-in models: \d+ of \d+ images/)).toBeVisible({ timeout: 60_000 });
  await expect(rows(page).filter({ hasText: /\d+\/\d+/ })).toHaveCount(4, { timeout: 90_000 });
  await expect(page.getByText(/Evaluating the built-in models/)).toBeHidden({ timeout: 90_000 });
  await expect(page.locator('.board-pending')).toHaveCount(0);
  expect(await page.locator('tbody .board-rank').allTextContents()).toEqual(['1', '2', '3', '4']);
});

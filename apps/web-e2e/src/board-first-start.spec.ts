import { rows } from './pages.ts';
import { expect, startedTest as test } from './test.ts';

// By its name this file is the first to run, while the installation is still making its demo.
test('a first start shows its progress and completes the board by itself', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('/');
  await expect(page.getByText(/Preparing the demo images|Evaluating the built-in models/)).toBeVisible();
  await page.waitForURL(/\/leaderboards\/demo$/, { timeout: 120_000 });
  await expect(page.getByText(/Evaluating the built-in models on the demo: \d+ of \d+ images/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(rows(page).filter({ hasText: /\d+\/\d+/ })).toHaveCount(4, { timeout: 120_000 });
  await expect(page.getByText(/Evaluating the built-in models/)).toBeHidden({ timeout: 120_000 });
  await expect(page.locator('.board-pending')).toHaveCount(0);
  await expect(page.locator('tbody .board-rank')).toHaveText(['1', '2', '3', '4']);
});

import { rows } from './pages.ts';
import { expect, startedTest as test } from './test.ts';

// By its name this file is the first to run, while the installation is still making its demo.
test('a first start shows its progress and completes the board by itself', async ({ page }) => {
  // A busy machine takes minutes for what a free one does in seconds.
  test.setTimeout(600_000);
  const ready = { timeout: 400_000 };
  await page.goto('/');
  await expect(page.getByText(/Preparing the demo images|Evaluating the built-in models/)).toBeVisible();
  await page.waitForURL(/\/leaderboards\/demo$/, ready);
  await expect(page.getByText(/Evaluating the built-in models on the demo: \d+ of \d+ images/)).toBeVisible(ready);
  await expect(rows(page).filter({ hasText: /\d+\/\d+/ })).toHaveCount(4, ready);
  await expect(page.getByText(/Evaluating the built-in models/)).toBeHidden(ready);
  await expect(page.locator('.board-pending')).toHaveCount(0);
  await expect(page.locator('tbody .board-rank')).toHaveText(['1', '2', '3', '4']);
});

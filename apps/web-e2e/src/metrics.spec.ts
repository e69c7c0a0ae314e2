import { openBoard, overflow } from './pages.ts';
import { expect, test } from './test.ts';

test('from the board to the list, to a metric and on to the next, by keyboard alone', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Metrics' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Metrics' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('searchbox', { name: 'Find a metric' })).toBeFocused();
  await page.keyboard.type('hausdorff');
  await expect(page).toHaveURL(/\/metrics\?q=hausdorff$/);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'mHD' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'mHD' })).toBeFocused();
  await expect(page).toHaveTitle('mHD · Cellboard');
  await page.getByRole('link', { name: /^Next:/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'mHD' })).toHaveCount(0);
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('searchbox', { name: 'Find a metric' })).toHaveValue('hausdorff');
});

test('a question finds the metric that answers it, and a link shows the same again', async ({ page }) => {
  await page.goto('/metrics?q=how+many+cells+were+missed');
  await expect(page.getByRole('heading', { level: 3 }).first()).toContainText('Missed cells');
  await expect(page.getByRole('status').filter({ hasText: 'the best match first' })).toBeVisible();
});

test('an id with a threshold leads to the page of all thresholds', async ({ page }) => {
  await page.goto('/metrics/f1@0.5');
  await expect(page).toHaveURL(/\/metrics\/f1$/);
  await expect(page.getByRole('heading', { level: 1, name: 'F1' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Truth' })).toBeVisible();
});

test('an unknown id leads to those that look like it', async ({ page }) => {
  await page.goto('/metrics/PQ');
  await expect(page.getByRole('heading', { name: 'There is no metric “PQ”' })).toBeVisible();
  await page.getByRole('link', { name: 'Panoptic quality (pq)' }).click();
  await expect(page).toHaveURL(/\/metrics\/pq$/);
});

test('the choice of columns leads to the page of each metric', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('button', { name: /^Columns/ }).click();
  await page.getByRole('link', { name: 'What F1 is' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'F1' })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('table')).toBeVisible();
});

test('at 320 px the header fits and a long formula scrolls inside itself', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('/metrics/nsd');
  const formula = page.getByRole('region', { name: 'Formula' });
  await formula.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => formula.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

import { openBoard } from './pages.ts';
import { expect, test } from './test.ts';

test('the first key press offers the way to the content', async ({ page }) => {
  await openBoard(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('from board to board by keys: arrows only look, Enter goes, and the focus stays', async ({ page }) => {
  await page.goto('/leaderboards/demo');
  const board = page.getByRole('combobox', { name: 'Board' });
  await expect(board).toHaveValue('Demo: all 3 datasets');
  await board.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('listbox')).toBeVisible();
  await expect(page).toHaveURL(/\/leaderboards\/demo$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/leaderboards\/demo\/demo-/);
  await expect(board).toBeFocused();
  const first = page.url();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(first);
  await expect(board).toBeFocused();
  await board.fill('histol');
  await board.fill('stained');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Demo: nuclei in stained tissue');
  await page.goBack();
  await expect(page).not.toHaveURL(/histology/);
});

test('the whole way goes without a mouse: search, switch, choose columns, sort, go to the images', async ({ page }) => {
  await openBoard(page);
  // Its choices come after the board.
  await expect(page.getByRole('combobox', { name: 'Cell size' })).toBeEnabled();
  await page.getByRole('button', { name: 'Copy link' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Average over' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/images with many cells weigh more/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Images' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/aggregation=pooled/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/norm=minmax/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Find a metric' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Columns/ })).toBeFocused();
  for (const name of ['Cell size', 'Density', 'Contrast']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('combobox', { name })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Board on')).toBeFocused();
  // A date has a stop for each of its parts; how many, is the browser's choice.
  const copy = page.getByRole('button', { name: 'Copy table' });
  for (let stop = 0; stop < 6 && !(await copy.evaluate((button) => button === document.activeElement)); stop++) {
    await page.keyboard.press('Tab');
  }
  await expect(copy).toBeFocused();
  for (const name of ['CSV', 'JSON']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('region', { name: /^Leaderboard of/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Model', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sort=model/);
  await expect(page.getByRole('tooltip')).toContainText('who made it');

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Images' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeFocused();
  await expect(page).toHaveTitle('Images · Cellboard');
});

test('the theme changes by button and stays after a reload', async ({ page }) => {
  await openBoard(page);
  const scheme = page.locator('html');
  await page.getByRole('button', { name: 'Theme: system. Switch to light' }).click();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.getByRole('button', { name: 'Theme: light. Switch to dark' }).click();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

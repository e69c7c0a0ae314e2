import type { Page } from '@playwright/test';
import { expectAccessible, fluorescence, openBoard, switchTo } from './pages.ts';
import { expect, test } from './test.ts';

const addresses = [
  '/',
  '/leaderboards',
  '/leaderboards/demo',
  '/leaderboards/demo?view=metrics',
  '/leaderboards/nuclei',
  '/leaderboards/demo?at=2020-01-31',
  '/leaderboards/demo?at=garbage',
  '/leaderboards/no-such-task',
  '/leaderboards/demo/figures',
  '/leaderboards/demo/figures?dataset=demo-fluorescence',
  '/leaderboards/demo/why/otsu-watershed/v2/f1@0.5',
  '/leaderboards/demo/why/otsu-watershed/v2/mHD?dataset=demo-histology',
  '/leaderboards/demo/why/otsu-watershed/v2/no-such-metric',
  fluorescence,
  `${fluorescence}?q=no-such-words`,
  '/images',
  '/tasks',
  '/images?type=no-such-type',
  '/images?task=demo&overlay=cellpose/cyto3',
  '/images/demo-histology/no-such-image',
  '/models',
  '/models/cellpose',
  '/models/otsu-watershed',
  '/models/otsu-watershed/v2',
  '/models/otsu-watershed/no-such-candidate',
  '/models/2dcellseg',
  '/models/no-such-model',
  '/datasets',
  '/datasets?q=no-such-words',
  '/datasets/livecell',
  '/datasets/digestpath',
  '/datasets/demo-histology',
  '/datasets/live-cell',
  '/metrics',
  '/metrics?q=missed',
  '/metrics/f1',
  '/metrics/hd95',
  '/metrics/f2',
  '/admin/health',
  '/admin/people',
  '/me/submissions',
  '/status',
  '/submissions/00000000-0000-4000-8000-000000000000',
  '/no-such-page',
];

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });

// A page is loaded once and then looked at in both widths and both schemes.
for (const address of addresses) {
  test(`${address} is accessible and does not scroll sideways, wide and narrow, light and dark`, async ({ page }) => {
    await page.goto(address);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page.locator('h1').last()).toBeVisible();
    if (address === '/') await expect(page.getByRole('table')).toBeVisible();
    await expectAccessible(page);
    await switchTo(page, 'dark');
    await expectAccessible(page, { onlyColours: true });
    await page.setViewportSize({ width: 360, height: 800 });
    await expectAccessible(page);
    await switchTo(page, 'light');
    await expectAccessible(page, { onlyColours: true });
  });
}

/** What is opened on a board is accessible in both schemes. */
async function expectBoth(page: Page): Promise<void> {
  await expectAccessible(page);
  await switchTo(page, 'dark');
  await expectAccessible(page, { onlyColours: true });
  await switchTo(page, 'light');
}

for (const width of [1280, 360]) {
  test(`what opens on a board is accessible, light and dark, ${String(width)} px wide`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 800 });
    await openBoard(page, 'norm=minmax');
    const dialogs = page.getByRole('dialog');
    const badge = page.getByRole('button', { name: /^unseen by/ }).first();
    await badge.click();
    await expect(page.getByRole('link', { name: 'Weights and training data' })).toBeVisible();
    await expectBoth(page);
    await page.keyboard.press('Escape');
    await expect(dialogs).toHaveCount(0);
    await expect(badge).toBeFocused();
    await page.getByRole('button', { name: 'Add your model' }).click();
    await expectBoth(page);
    await page.keyboard.press('Escape');
    await expect(dialogs).toHaveCount(0);
    await page.getByRole('combobox', { name: 'Board' }).click();
    await expect(page.getByRole('listbox')).toBeVisible();
    await expectBoth(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toBeHidden();
    if (width < 560) await page.getByRole('button', { name: 'View' }).click();
    await page.getByRole('button', { name: 'Average over' }).click();
    await expectBoth(page);
    await page.keyboard.press('Escape');
    await expect(dialogs).toHaveCount(0);
    await page.getByRole('button', { name: /^Columns/ }).click();
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Columns \(\d{3}\)$/ })).toBeVisible();
    await page.getByRole('button', { name: 'more thresholds of F1' }).click();
    await expectBoth(page);
  });
}

test('on a narrow screen the first row and the first image are in sight at once', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await openBoard(page);
  const row = await page.getByRole('rowheader').first().boundingBox();
  expect((row?.y ?? 999) + 40).toBeLessThan(800);
  await page.goto('/images');
  const tile = page.locator('.tile').first();
  await tile.waitFor();
  // The list may be drawn anew between two looks.
  await expect.poll(async () => ((await tile.boundingBox())?.y ?? 999) + 100).toBeLessThan(800);
});

test('the model stays in sight while the scores scroll, on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await openBoard(page);
  const model = page.getByRole('rowheader').first();
  await page.locator('.board-scroll').evaluate((region) => {
    region.scrollLeft = 400;
  });
  await expect.poll(async () => (await model.boundingBox())?.x).toBeLessThan(30);
});

import type { Locator, Page } from '@playwright/test';
import { expect, test } from './test.ts';

const tiles = (page: Page): Locator => page.locator('.tile');

/** Whether a picture has come and holds something. */
const drawn = (picture: Locator): Promise<boolean> =>
  picture.evaluate(async (element: HTMLImageElement) => {
    await element.decode();
    return element.naturalWidth > 0;
  });

test('shows the images of a cell type', async ({ page }) => {
  await page.goto('/gallery');
  await expect(tiles(page)).toHaveCount(24);
  const choice = page.getByRole('combobox', { name: 'Cell type' });
  const option = choice.getByRole('option').nth(1);
  await expect(option).toHaveText(/^.+ \(\d+\)$/);
  const [, type = '', count = ''] = /^(.+) \((\d+)\)$/.exec((await option.textContent()) ?? '') ?? [];
  await choice.selectOption({ index: 1 });
  await expect(page.getByText(`of ${count} images of ${type}`)).toBeVisible();
  await expect(tiles(page)).toHaveCount(Math.min(24, Number(count)));
  for (const facts of await page.locator('.tile-facts').allTextContents()) expect(facts).toContain(type);
});

test('shows as many images as the slider or the field asks for', async ({ page }) => {
  await page.goto('/gallery');
  await expect(tiles(page)).toHaveCount(24);
  const slider = page.getByRole('slider', { name: 'Images shown' });
  const thumb = await slider.boundingBox();
  expect(Math.min(thumb?.width ?? 0, thumb?.height ?? 0)).toBeGreaterThanOrEqual(24);
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(tiles(page)).toHaveCount(6);
  await expect(page).toHaveURL(/n=6/);
  const field = page.getByRole('textbox', { name: 'Images shown, as a number' });
  await field.fill('30');
  await field.press('Enter');
  await expect(tiles(page)).toHaveCount(30);
  await page.reload();
  await expect(tiles(page)).toHaveCount(30);
});

test('lays the truth, a candidate or nothing over the images', async ({ page }) => {
  await page.goto('/gallery?n=6');
  await expect(tiles(page)).toHaveCount(6);
  expect(await drawn(page.locator('.tile-image').first())).toBe(true);
  expect(await drawn(page.locator('.tile-overlay').first())).toBe(true);
  await expect(page.getByText(/^Ground truth: every/)).toBeVisible();

  await page.getByRole('combobox', { name: 'Task' }).selectOption({ index: 1 });
  const overlay = page.getByRole('combobox', { name: 'Overlay' });
  await expect(overlay.getByRole('option')).toHaveCount(6);
  await overlay.selectOption({ index: 2 });
  await expect(page.getByText(/^Prediction of /)).toBeVisible();
  const picture = page.locator('.tile-overlay').first();
  await expect(picture).toHaveAttribute('src', /\/predictions\//);
  expect(await drawn(picture)).toBe(true);

  await overlay.selectOption('none');
  await expect(page.locator('.tile-overlay')).toHaveCount(0);
});

test('a picture that fails can be tried again', async ({ page }) => {
  let broken = true;
  await page.route('**/thumbnail.webp*', (route) => (broken ? route.abort() : route.continue()));
  await page.goto('/gallery?n=6&overlay=none');
  const again = page.getByRole('button', { name: /Image not loaded/ });
  await expect(again.first()).toBeVisible();
  broken = false;
  await again.first().click();
  await expect.poll(() => page.locator('img.tile-image').count()).toBe(1);
  expect(await drawn(page.locator('img.tile-image').first())).toBe(true);
});

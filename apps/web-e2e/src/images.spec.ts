import type { Locator, Page } from '@playwright/test';
import { expect, test } from './test.ts';

const tiles = (page: Page): Locator => page.locator('.tile');

/** Whether a picture has come and holds something. */
const drawn = (picture: Locator): Promise<boolean> =>
  picture.evaluate(async (element: HTMLImageElement) => {
    await element.decode();
    return element.naturalWidth > 0;
  });

/** Chooses the images of a board. */
async function chooseTask(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Images of' }).click();
  await page.getByRole('option', { name }).click();
}

test('shows the images of a cell type and of a kind of imaging', async ({ page }) => {
  await page.goto('/images');
  await expect(tiles(page)).toHaveCount(24);
  await chooseType(page, /^adherent cell/);
  await expect(page.getByText('16 of 16 images', { exact: true })).toBeVisible();
  await expect(tiles(page)).toHaveCount(16);
  await chooseType(page, 'Any');
  await page.getByRole('combobox', { name: 'Imaging' }).selectOption('phase contrast');
  await expect(page.getByText('16 of 16 images', { exact: true })).toBeVisible();
  for (const line of await page.locator('.tile-link').allTextContents()) expect(line).toContain('phase contrast');
});

test('finds images by the size of their cells, and tells what was measured of each', async ({ page }) => {
  await page.goto('/images');
  await expect(page.getByText('24 of 48 images', { exact: true })).toBeVisible();
  const sizes = page.getByRole('combobox', { name: 'Cell size' });
  const labels = await sizes.getByRole('option').allTextContents();
  const [label = ''] = labels.filter((text) => text !== 'Any');
  const [, count = ''] = /\((\d+)\)$/.exec(label) ?? [];
  await sizes.selectOption({ label });
  await expect(page).toHaveURL(/size=(small|medium|large)/);
  await expect(page.getByText(new RegExp(`of ${count} images?$`))).toBeVisible();
  await tiles(page).first().getByRole('link').click();
  await expect(page.getByText('Median cell diameter')).toBeVisible();
  await expect(page.getByText(/^[\d.]+ px \([\d.]+ µm\)$/)).toBeVisible();
});

test('never states a count of images that it does not show', async ({ page }) => {
  await page.goto('/images');
  await expect(page.getByText('24 of 48 images', { exact: true })).toBeVisible();
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/trpc/images.list*', async (route) => {
    await held;
    await route.continue();
  });
  await chooseType(page, /^adherent cell/);
  await expect(page.getByRole('status').filter({ hasText: 'Loading adherent cell …' })).toBeVisible();
  await expect(page.locator('.grid')).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByText(/of \d+ images/)).toHaveCount(0);
  answer();
  await expect(page.getByText('16 of 16 images', { exact: true })).toBeVisible();
  await expect(page.locator('.grid[aria-busy]')).toHaveCount(0);
});

test('shows as many images as the slider or the field asks for, and Back leaves the page', async ({ page }) => {
  await page.goto('/metrics');
  await page.goto('/images');
  await expect(tiles(page)).toHaveCount(24);
  const slider = page.getByRole('slider', { name: 'Images shown' });
  const thumb = await slider.boundingBox();
  expect(Math.min(thumb?.width ?? 0, thumb?.height ?? 0)).toBeGreaterThanOrEqual(24);
  await slider.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(slider).toBeFocused();
  await expect(page).toHaveURL(/n=27$/);
  await expect(tiles(page)).toHaveCount(27);
  const field = page.getByRole('textbox', { name: 'Images shown, as a number' });
  await field.fill('30');
  await field.press('Enter');
  await expect(tiles(page)).toHaveCount(30);
  await page.reload();
  await expect(tiles(page)).toHaveCount(30);
  await page.goBack();
  await expect(page).toHaveURL(/\/metrics$/);
});

test('the strength of the overlay goes by keys and by typing', async ({ page }) => {
  await page.goto('/images?n=6');
  const slider = page.getByRole('slider', { name: 'Overlay strength' });
  await slider.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(slider).toBeFocused();
  await expect(page).toHaveURL(/strength=95$/);
  const field = page.getByRole('textbox', { name: 'Overlay strength, as a number' });
  await field.fill('40');
  await field.press('Enter');
  await expect(page).toHaveURL(/strength=40$/);
  await expect(page.locator('.grid')).toHaveCSS('--overlay-strength', '0.4');
});

test('lays the truth, a candidate or nothing over the images', async ({ page }) => {
  await page.goto('/images?n=6');
  await expect(tiles(page)).toHaveCount(6);
  expect(await drawn(page.locator('.tile-image').first())).toBe(true);
  expect(await drawn(page.locator('.picture-overlay').first())).toBe(true);
  await expect(page.getByText(/each outline is one annotated cell/)).toBeVisible();

  await chooseTask(page, 'Demo: fluorescent nuclei');
  await expect(page).toHaveURL(/task=demo&dataset=demo-fluorescence/);
  const overlay = page.getByRole('combobox', { name: 'Overlay' });
  await expect(overlay.getByRole('option')).toHaveCount(6);
  await overlay.selectOption('otsu-watershed/v2');
  await expect(page).toHaveURL(/overlay=otsu-watershed(?:\/|%2F)v2/);
  await expect(page.getByText(/^Prediction of Otsu \+ watershed/)).toBeVisible();
  const picture = page.locator('.picture-overlay').first();
  await expect(picture).toHaveAttribute('src', /\/predictions\//);
  expect(await drawn(picture)).toBe(true);

  await overlay.selectOption('none');
  await expect(page.locator('.picture-overlay')).toHaveCount(0);
});

test('says so where a candidate has no predictions for the images', async ({ page }) => {
  await page.goto('/images?task=demo&n=6&overlay=cellpose/cyto3');
  await expect(page.getByText('There are no predictions of “Cellpose · cyto3” for these images')).toBeVisible();
  await expect(page.getByText(/each outline is one annotated cell/)).toBeVisible();
});

test('a picture that fails can be tried again', async ({ page }) => {
  let broken = true;
  await page.route('**/thumbnail.webp*', (route) => (broken ? route.abort() : route.continue()));
  await page.goto('/images?n=6&overlay=none');
  const again = page.getByRole('button', { name: /Image not loaded/ });
  await expect(again.first()).toBeVisible();
  broken = false;
  await again.first().click();
  await expect.poll(() => page.locator('img.tile-image').count()).toBe(1);
  expect(await drawn(page.locator('img.tile-image').first())).toBe(true);
});

test('a picture on its way is grey, and not black like a dark image', async ({ page }) => {
  await page.route('**/thumbnail.webp*', () => new Promise(() => undefined));
  await page.goto('/images?n=6&overlay=none');
  const frame = page.locator('.tile-frame').first();
  await expect(frame).toHaveCSS('background-color', 'rgb(228, 232, 234)');
});

test('an image that does not exist leads to those of its dataset', async ({ page }) => {
  await page.goto('/images/demo-phase-contrast/nothing');
  await page.getByRole('link', { name: /^All images of / }).click();
  await expect(page).toHaveURL(/\/images\?dataset=demo-phase-contrast$/);
  await page.goto('/images/nope/x');
  await expect(page.getByRole('heading', { level: 1, name: 'No such dataset' })).toBeVisible();
});

/** Opens the list of cell types, which has a picture each, and chooses one. */
async function chooseType(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: 'Cell type' }).click();
  await page.getByRole('listbox').getByRole('option', { name }).click();
}

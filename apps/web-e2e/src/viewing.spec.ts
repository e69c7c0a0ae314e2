import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { consoleErrors, expectAccessible, overflow, switchTo } from './pages.ts';
import { expect, test } from './test.ts';

const candidate = 'otsu-watershed/v2';
const other = 'adaptive-threshold/v2';
const image = '/images/demo-fluorescence/fluorescence-01';
const comparison = `/compare?img=demo-fluorescence/fluorescence-01&m=truth,${candidate}`;

const stage = (page: Page): Locator => page.getByRole('application');

/** Opens a page with a viewer, and waits until it shows all that its address names. */
async function openViewer(page: Page, address: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(address);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await expect(stage(page)).toBeVisible();
  await expect(page.locator('.viewing[aria-busy]')).toHaveCount(0);
  // A view is written into the address once it rests, which takes a slow machine its time.
  for (let before = ''; before !== page.url();) {
    before = page.url();
    await page.evaluate(
      () =>
        new Promise((drawn) => {
          requestAnimationFrame(() => requestAnimationFrame(drawn));
        }),
    );
    await page.waitForTimeout(600);
  }
}

/**
 * Waits until a new tab with the address of a page shows its picture: a view is written into the address once it rests,
 * and a busy machine may take that for rest which comes between two keys.
 */
async function expectSamePicture(page: Page): Promise<Buffer> {
  const copy = await page.context().newPage();
  const pictureOf = async (each: Page): Promise<Buffer> => {
    await each.locator('h1').focus();
    await each.mouse.move(2, 2);
    return each.locator('.viewer-stage').screenshot();
  };
  let picture: Buffer = Buffer.of();
  await expect(async () => {
    await openViewer(copy, page.url());
    picture = await pictureOf(page);
    const same = await pictureOf(copy);
    expect(same.equals(picture)).toBe(true);
  }).toPass({ timeout: 40_000 });
  await copy.close();
  return picture;
}

test('an image has a page: from the list, with a candidate beside the truth, and Back to the list', async ({
  page,
}) => {
  const errors = consoleErrors(page);
  await page.goto('/images?task=demo&dataset=demo-fluorescence');
  await page.locator('.tile').nth(1).getByRole('link').click();
  await expect(page).toHaveURL(/\/images\/demo-fluorescence\/fluorescence-02\?/);
  await settled(page);
  await expect(page.getByRole('heading', { level: 1, name: 'fluorescence-02' })).toBeFocused();
  await expect(page).toHaveTitle('fluorescence-02 · Images · Cellboard');

  await page.getByRole('checkbox', { name: /^Otsu \+ watershed/ }).check();
  await expect(page).toHaveURL(new RegExp(`m=truth,${candidate}`));
  await expect(page.locator('.viewer-panel')).toHaveCount(2);
  const found = page.locator('.threshold-counts tbody td').first();
  const loose = Number(await found.textContent());
  expect(loose).toBeGreaterThan(0);
  const slider = page.getByRole('slider', { name: /IoU from which on/ });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/t=0\.95/);
  await expect.poll(async () => Number(await found.textContent())).toBeLessThan(loose);

  await page.goBack();
  await expect(page.locator('.viewer-panel')).toHaveCount(1);
  await page.goForward();
  await expect(page.locator('.viewer-panel')).toHaveCount(2);
  await page.getByRole('button', { name: 'Next image' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'fluorescence-03' })).toBeVisible();
  await settled(page);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\/images\?task=demo&dataset=demo-fluorescence$/);
  expect(errors).toEqual([]);
});

test('a row and its cell select each other, all by keys', async ({ page }) => {
  await openViewer(page, `${image}?m=truth,${candidate}`);
  await page.getByRole('region', { name: /^Cells;/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const row = page.locator('.long-table tr[aria-current]');
  await expect(row).toHaveCount(1);
  const id = await row.getByRole('rowheader').textContent();
  await expect(page.locator('.viewer-readout')).toContainText(`cell ${id ?? ''}`);
  await expect(page).toHaveURL(new RegExp(`cell=[^&]*:${id ?? ''}(?:&|$)`));
  await stage(page).focus();
  await page.keyboard.press('n');
  await expect(row).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(row).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(page.getByRole('heading', { level: 1, name: 'fluorescence-02' })).toBeVisible();
  await expect(stage(page)).toBeFocused();
});

test('a shared link gives the same picture, and so does a browser without its graphics card', async ({ page }) => {
  await openViewer(page, `${image}?m=truth,${candidate}&color=status&style=missed`);
  await stage(page).focus();
  for (const key of ['n', '+', 'ArrowRight', 't']) await page.keyboard.press(key);
  await settled(page);
  await expect(page).toHaveURL(/style=truth,missed&xy=[\d.,]+&z=[\d.]+&cell=truth:\d+/);
  const picture = await expectSamePicture(page);

  await page.evaluate(() => {
    document.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  });
  await expect(page.getByText(/draws without its graphics card/)).toBeVisible();
  await settled(page);
  expect((await page.locator('.viewer-stage').screenshot()).length).toBeGreaterThan(picture.length / 2);
});

test('a shared link gives each panel its own view again where locks are open', async ({ page }) => {
  await openViewer(page, '/compare?img=demo-fluorescence/fluorescence-01');
  const locks = page.locator('.viewer').getByRole('button', { name: /^(View|Contrast|Selection)$/ });
  for (const lock of await locks.all()) await lock.click();
  const { width, height } = (await stage(page).boundingBox())!;
  const clickPanel = (k: number) => stage(page).click({ position: { x: (width * (k + 0.5)) / 3, y: height / 2 } });
  await clickPanel(2);
  for (const key of ['+', 'ArrowRight', 'n']) await page.keyboard.press(key);
  await clickPanel(1);
  for (const key of ['+', '+', 'ArrowDown']) await page.keyboard.press(key);
  await settled(page);
  await expect(page).toHaveURL(/apart=view,contrast,selection/);
  await expectSamePicture(page);
});

test('says what is not there, and shows the rest', async ({ page }) => {
  await openViewer(page, `${image}?m=truth,cellpose/cyto3`);
  await expect(page.getByText('There are no predictions of cellpose/cyto3 for this image.')).toBeVisible();
  await page.route('**/samples.npy', (route) =>
    route.fulfill({ status: 500, json: { code: 'FILE_DAMAGED', detail: 'Its checksum differs.', requestId: 'r-1' } }),
  );
  await openViewer(page, image.replace('01', '04'));
  await expect(
    page.getByText(/The image cannot be shown: its file is damaged\..*Its checksum differs\./),
  ).toBeVisible();
  await expect(page.locator('.viewer-panel')).toHaveCount(1);
  const missing = await page.goto('/images/demo-fluorescence/nothing');
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'No such image' })).toBeVisible();
});

test('candidates are compared by keys: grid, swipe, flicker and errors', async ({ page }) => {
  await openViewer(page, `${comparison},${other}`);
  await expect(page.locator('.viewer-panel')).toHaveCount(3);
  await stage(page).focus();
  await page.keyboard.press('n');
  await expect(page.locator('.viewer-readout')).toContainText(/cell \d+/);
  await expect(page.locator('.long-table tr[aria-current]')).toHaveCount(1);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page).toHaveURL(new RegExp(`m=${candidate},truth,${other}`));
  await page.getByRole('button', { name: 'Move panel 2 of 3' }).press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'Move panel 1 of 3' })).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`m=truth,${candidate},${other}`));
  await page.getByText('Swipe', { exact: true }).click();
  const divider = page.getByRole('slider', { name: /^Divider/ });
  await divider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(divider).toHaveAttribute('aria-valuenow', '55');
  await page.getByText('Flicker', { exact: true }).click();
  await expect(page.locator('.viewer-panel')).toHaveCount(1);
  const choice = page.getByRole('combobox', { name: 'Panel 1 shows' });
  await stage(page).focus();
  await page.keyboard.press('Space');
  await expect(choice).not.toHaveValue('0');
  await page.getByText('Errors', { exact: true }).click();
  await expect(page.locator('.viewer-panel')).toHaveCount(2);
  await expect(page).toHaveURL(/mode=diff.*color=status/);
  await page.getByText('Consensus', { exact: true }).click();
  const legend = page.getByRole('region', { name: 'Colours of the consensus map' });
  await expect(legend.getByRole('rowheader')).toHaveText(['2 of 2', '1 of 2', '0 of 2']);
  await page.goBack();
  await expect(page).toHaveURL(/mode=diff/);
});

test('what was picked leads to a comparison', async ({ page }) => {
  await openViewer(page, image);
  await page.getByRole('button', { name: /^Pick to compare/ }).click();
  await page.getByRole('link', { name: 'Compare (1)' }).click();
  await settled(page);
  await expect(page.locator('.viewer-panel')).toHaveCount(3);
  await page.getByRole('button', { name: 'Compare two candidates over all images' }).click();
  await expect(page.getByText(/ is better on \d+ of 16 images/)).toBeVisible();
  await expect(page).toHaveURL(/pair=otsu-watershed\/v2,/);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Figure' }).click();
  await page.getByRole('button', { name: 'SVG figure' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('cellboard_demo-fluorescence_fluorescence-01_comparison.svg');
  const svg = await readFile(await file.path(), 'utf8');
  // Three panels, each with its image and its cells.
  expect(svg.match(/<image /g)).toHaveLength(3);
  expect(svg.match(/<path [^>]*fill-opacity/g)?.length).toBeGreaterThan(3 * 30);
});

test('a long view is copied as a short link, which opens the same view', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const words = Array.from({ length: 8 }, (_, k) => `model-${String(k)}-${'x'.repeat(58)}/${'weights'.repeat(11)}`);
  const pair = words.slice(0, 2).map((word) => word.slice(0, 125));
  const look = 't=0.6&color=status&style=no-masks,truth,missed,fill-40,line-2';
  await openViewer(page, `${comparison.replace(candidate, words.join())}&pair=${pair.join()}&${look}`);
  const address = page.url();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied.')).toBeAttached();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(address.length / 2);
  await openViewer(page, link);
  expect(page.url()).toBe(address);
  await page.goto(link.slice(0, -9));
  await expect(page.getByText('The view of this link does not exist')).toBeVisible();
  await expect(page).toHaveURL(/\/compare$/);
});

for (const [name, address] of [
  ['an image', `${image}?m=truth,${candidate}`],
  ['a comparison', comparison],
] as const) {
  test(`the page of ${name} hinders nobody, in both schemes and at 360 px`, async ({ page }) => {
    await openViewer(page, address);
    await expectAccessible(page);
    await switchTo(page, 'dark');
    await expectAccessible(page, { onlyColours: true });
    await page.setViewportSize({ width: 360, height: 740 });
    await settled(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    // Most of the first screen is the picture.
    const { y = 740, height = 0 } = (await stage(page).boundingBox()) ?? {};
    expect(Math.min(740 - y, height)).toBeGreaterThanOrEqual(0.6 * 740);
  });
}

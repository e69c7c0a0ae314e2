import { rows } from './pages.ts';
import { expect, test } from './test.ts';

test('the gallery of early releases leads to the images, with what was asked for', async ({ page }) => {
  const response = await page.goto('/gallery?type=adherent+cell&n=6&overlay=none');
  expect(response?.status()).toBe(200);
  await expect(page).toHaveURL(/\/images\?type=adherent(?:\+|%20)cell&n=6&overlay=none$/);
  await expect(page.locator('.tile')).toHaveCount(6);
});

test('a candidate’s id in the address of early releases becomes its name', async ({ page }) => {
  await page.goto('/images?task=demo&n=6&overlay=otsu-watershed/v2');
  const src = await page.locator('.picture-overlay').first().getAttribute('src');
  const [, id = ''] = /predictions\/demo\/([0-9a-f-]{36})\.webp/.exec(src ?? '') ?? [];
  await page.goto(`/images?task=demo&n=6&overlay=${id}`);
  await expect(page).toHaveURL(/overlay=otsu-watershed(?:\/|%2F)v2$/);
});

test('a model’s page of early releases leads to its candidate', async ({ page }) => {
  await page.goto('/models/otsu-watershed?checkpoint=v2');
  await expect(page).toHaveURL(/\/models\/otsu-watershed\/v2$/);
  await expect(page.getByRole('heading', { level: 2, name: 'Candidate: Version 2' })).toBeVisible();
  await page.goto('/models/otsu-watershed?checkpoint=gone');
  await expect(page.getByRole('heading', { name: 'Otsu + watershed has no candidate “gone”' })).toBeVisible();
});

test('an image folder alone leads to the images of that dataset', async ({ page }) => {
  await page.goto('/images/demo-histology');
  await expect(page).toHaveURL(/\/images\?dataset=demo-histology$/);
});

test('slugs that a task had before lead to where its boards are now, and keep the view', async ({
  page,
  installation,
}) => {
  test.setTimeout(150_000);
  await installation.renameDemo({ 'demo-all': null, 'old-fluorescence': 'demo-fluorescence' });
  for (const [former, now] of [
    ['demo-all', /\/leaderboards\/demo\?sort=model$/],
    ['old-fluorescence', /\/leaderboards\/demo\/demo-fluorescence\?sort=model$/],
  ] as const) {
    const response = await page.goto(`/leaderboards/${former}?sort=model`);
    expect(response?.status()).toBe(200);
    await expect(page).toHaveURL(now);
    await expect(rows(page)).toHaveCount(4);
  }
  await page.goBack();
  await expect(page).not.toHaveURL(/old-fluorescence/);
});

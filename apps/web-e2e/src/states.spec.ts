import { fluorescence, openBoard, rows } from './pages.ts';
import { expect, test } from './test.ts';

test('an unknown task leads to those with a like name, and its address answers 404', async ({ page }) => {
  const response = await page.goto('/leaderboards/demos');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no task or dataset “demos”' })).toBeVisible();
  await expect(page.getByText('Did you mean:')).toBeVisible();
  await expect(page.getByText(/tasks\.list/)).toHaveCount(0);
  await page.getByRole('link', { name: 'Demo', exact: true }).click();
  await expect(page).toHaveURL(/\/leaderboards\/demo$/);
});

test('an unknown dataset of a task leads to those it has, and to all', async ({ page }) => {
  await page.goto('/leaderboards/demo/demo-fluorescense');
  await expect(page.getByRole('link', { name: 'Demo: fluorescent nuclei' })).toBeVisible();
  await page.getByRole('link', { name: 'All leaderboards' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Leaderboards' })).toBeVisible();
});

test('an unknown address is no page', async ({ page }) => {
  const response = await page.goto('/no-such-page');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'No such page' })).toBeVisible();
});

test('a cell type without images says so and offers all', async ({ page }) => {
  await page.goto('/images?type=no-such-type');
  await expect(page.getByRole('heading', { name: 'There are no images of “no-such-type” here' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page.locator('.tile').first()).toBeVisible();
});

test('an unknown task among the images leads to those with a like name', async ({ page }) => {
  await page.goto('/images?task=demoo');
  await expect(page.getByRole('heading', { name: 'There is no task or dataset “demoo”' })).toBeVisible();
  await page.getByRole('link', { name: 'Demo', exact: true }).click();
  await expect(page.locator('.tile').first()).toBeVisible();
  await page.goto('/images?dataset=nowhere');
  await page.getByRole('link', { name: 'Show all images' }).click();
  await expect(page.locator('.tile').first()).toBeVisible();
});

test('while the server is gone the last board stays, marked as old; it is renewed when the server is back', async ({
  page,
  installation,
}) => {
  test.setTimeout(150_000);
  await openBoard(page);
  const name = (await page.locator('.board-model-name').first().textContent()) ?? '';
  // The program of the page comes before the visitor does.
  const program = page.waitForResponse(/\/assets\/model-.*\.js$/);
  await page.getByRole('link', { name, exact: true }).hover();
  await program;
  await installation.stop();
  await page.getByText('All cells', { exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
  await expect(page.getByRole('alert')).toContainText('Shown as of');
  await expect(rows(page)).toHaveCount(4);
  // The switch shows what is on screen, not what could not be loaded.
  await expect(page.getByRole('radio', { name: 'Images' })).toBeChecked();
  // What the board knows of a model, its page knows, too.
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goBack();

  await installation.start();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'All cells' })).toBeChecked();
  await expect(rows(page)).toHaveCount(4);
});

for (const address of ['/leaderboards/demo', fluorescence, '/models/otsu-watershed']) {
  test(`${address} prints black on white, whatever the screen shows`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(address);
    await expect(page.getByRole('table').first()).toBeVisible();
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    const ground = page.getByRole('table').first().getByRole('rowheader').first();
    await expect(ground).toHaveCSS('color', /rgb\(26, 33, 38\)/);
    await expect(page.getByText(/^Printed from http/)).toBeVisible();
    await expect(page.locator('.board-sort-arrow').filter({ visible: true })).toHaveCount(0);
  });
}

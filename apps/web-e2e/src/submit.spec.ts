import type { Page } from '@playwright/test';
import { zipSync } from 'fflate';
import type { Installation } from './installation.ts';
import { Operator, png, side } from './operator.ts';
import { consoleErrors, expectAccessible, switchTo } from './pages.ts';
import { expect, startedTest as test } from './test.ts';

const password = 'horses eat no cucumbers';
const names = ['cell-001', 'cell-002', 'cell-003', 'cell-004'];

/** Four square cells; other seeds shift them. */
const cells = (seed: number) =>
  png((x, y) => {
    const [left, top] = [(x + side - seed) % 32, (y + seed) % 32];
    return left > 6 && left < 24 && top > 6 && top < 24 ? 1 + Math.floor(x / 32) + 2 * Math.floor(y / 32) : 0;
  });

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

async function soundFiles(): Promise<Record<string, Uint8Array>> {
  const files = await Promise.all(names.map(async (name, i) => [`${name}.png`, await bytesOf(cells(i))] as const));
  return Object.fromEntries(files);
}

const zipped = (files: Record<string, Uint8Array>) => ({
  name: 'predictions.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(zipSync(files)),
});

/** Publishes a dataset of four images, once. */
async function publish(installation: Installation): Promise<void> {
  const listed = await fetch(`${installation.address}/trpc/datasets.list?input=%7B%7D`);
  if ((await listed.text()).includes('"squares"')) return;
  const operator = await Operator.of(installation);
  await operator.call('datasets.create', { slug: 'squares', name: 'Squares', object: 'nucleus', licence: 'CC0-1.0' });
  for (const [i, name] of names.entries()) {
    const image = png((x, y) => (x * 3 + y * 2 + i * 9) % 200);
    await operator.putImage(
      `squares/${name}`,
      { cellType: 'HeLa', modality: 'fluorescence' },
      { image, truth: cells(i) },
    );
  }
  await operator.call('datasets.publish', { dataset: 'squares' });
}

async function join(page: Page, installation: Installation, name: string): Promise<void> {
  const email = `${name}@example.org`;
  await page.goto('/register');
  await page.getByLabel('E-mail address').fill(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible();
  await page.goto(await installation.linkTo(email));
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Account settings' })).toBeVisible();
}

/** Nothing that axe finds, light and dark, and nothing wider than the screen. */
async function expectSound(page: Page, shot: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await switchTo(page, scheme);
    await expectAccessible(page);
    await page.screenshot({ path: `test-output/submit-${shot}-${scheme}.png`, fullPage: true });
  }
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(client);
}

/** The page of a submission follows it until it is scored, and nobody else sees it yet. */
async function expectScored(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: /^Submission \d+$/ })).toBeVisible();
  const status = page.getByRole('status').filter({ hasText: 'All of its images are scored.' });
  await expect(status).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Scored on squares.')).toBeVisible();
  await expect(page.getByText('Private', { exact: true })).toBeVisible();
}

/** Whether a visitor finds a model on the board. */
async function isOnBoard(page: Page, { address }: Installation, model: string): Promise<boolean> {
  const other = await page.context().browser()!.newContext();
  const visitor = await other.newPage();
  await visitor.goto(`${address}/leaderboards/nuclei/squares?show=controls`);
  const empty = visitor.getByText('No model has been evaluated here yet');
  await visitor.locator('table tbody tr').or(empty).first().waitFor();
  const found = await visitor.getByText(model).count();
  await other.close();
  return found > 0;
}

test.use({ viewport: { width: 360, height: 800 } });

test('somebody registers a model, drops a zip with three mistakes, fixes it, uploads and submits it', async ({
  page,
  installation,
}) => {
  test.slow();
  const errors = consoleErrors(page);
  await publish(installation);
  await join(page, installation, 'grace');
  await page.goto('/datasets');
  await page.getByRole('link', { name: 'Submit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Submit predictions' })).toBeVisible();
  await page.goto('/submit?task=nuclei');
  await expect(page.getByText('such as cell-001.png')).toBeVisible();
  await expectSound(page, 'task');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Your model' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Give a name with at least two letters or digits.')).toBeVisible();
  await page.getByLabel('Name of the model').fill('Grace Net');
  await page.getByLabel('Who made it').fill('Grace');
  await page.getByLabel('I do not say').check();
  await page.getByLabel('Settings').fill('diameter=30');
  await page.reload();
  await expect(page.getByLabel('Name of the model')).toHaveValue('Grace Net');
  await expect(page.getByLabel('Settings')).toHaveValue('diameter=30');
  await expectSound(page, 'model');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Your predictions' })).toBeVisible();
  const { 'cell-002.png': second = new Uint8Array(), ...others } = await soundFiles();
  const mistaken = {
    ...others,
    'cell-2.png': second,
    'cell-003.png': new TextEncoder().encode('no picture at all'),
    'cell-004.png': await bytesOf(png((x, y) => ((x * 7 + y * 13) % 50) + 1)),
  };
  await page.getByLabel('Predictions', { exact: true }).setInputFiles(zipped(mistaken));
  await expect(page.getByText('cell-2.png: No image of the task has this name. Did you mean cell-002?')).toBeVisible();
  await expect(page.getByText(/cell-003\.png: The file is text that begins with/)).toBeVisible();
  await expect(page.getByRole('heading', { name: /Error: Files that are not label images/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0);
  await expectSound(page, 'mistakes');

  await page.getByLabel('Predictions', { exact: true }).setInputFiles(zipped(await soundFiles()));
  await expect(page.getByText('4 of 4 images found')).toBeVisible();
  await expect(page.getByRole('img', { name: /Predicted outlines of/ })).toHaveCount(4);
  await page.reload();
  await expect(page.getByText('4 of 4 images found')).toBeVisible();
  await expectSound(page, 'checked');
  await page.getByRole('button', { name: 'Continue' }).click();

  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByText('All 4 predictions are added.')).toBeVisible({ timeout: 60_000 });
  await expectSound(page, 'added');
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Submitted' })).toBeVisible();
  await page.getByRole('link', { name: 'See how far they are' }).click();
  await expect(page).toHaveURL(/\/submissions\/[0-9a-f-]{36}$/);
  await expectScored(page);
  await expectSound(page, 'scored');
  expect(await isOnBoard(page, installation, 'Grace Net')).toBe(false);
  await page.getByRole('button', { name: /^Publish submission/ }).click();
  await expect(page.getByText(/is published and on the boards/)).toBeVisible();
  expect(await isOnBoard(page, installation, 'Grace Net')).toBe(true);
  expect(errors).toEqual([]);
});

test('an upload goes on after a pause of the connection and a reload', async ({ page, installation }) => {
  test.slow();
  await publish(installation);
  await join(page, installation, 'edith');
  await page.goto('/submit/model?task=nuclei&name=Edith+Net&developer=Edith&training=undisclosed');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Predictions', { exact: true }).setInputFiles(zipped(await soundFiles()));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.route('**/uploads/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.unroute('**/uploads/*');
  await page.reload();
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByText('All 4 predictions are added.')).toBeVisible({ timeout: 60_000 });
});

test('a submission by keyboard alone', async ({ page, installation }) => {
  test.slow();
  await publish(installation);
  await join(page, installation, 'mary');
  const press = (key: string) => page.keyboard.press(key);
  await page.goto('/submit?task=nuclei');
  await page.getByRole('button', { name: 'Continue' }).focus();
  await press('Enter');
  await page.getByLabel('Name of the model').focus();
  await page.keyboard.type('Mary Net');
  await press('Tab');
  await page.keyboard.type('Mary');
  await page.getByLabel('Public datasets').focus();
  await press('ArrowUp');
  await expect(page.getByLabel('I do not say')).toBeChecked();
  await page.getByRole('button', { name: 'Continue' }).focus();
  await press('Enter');
  await page.getByRole('button', { name: 'Choose files' }).focus();
  const choosing = page.waitForEvent('filechooser');
  await press('Enter');
  await (await choosing).setFiles(zipped(await soundFiles()));
  await page.getByRole('button', { name: 'Continue' }).focus();
  await press('Enter');
  await page.getByRole('button', { name: 'Upload' }).focus();
  await press('Enter');
  await expect(page.getByText('All 4 predictions are added.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Submit', exact: true }).focus();
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Submitted' })).toBeVisible();
  await page.getByRole('link', { name: 'See how far they are' }).focus();
  await press('Enter');
  await expectScored(page);
  await page.getByRole('button', { name: /^Publish submission/ }).focus();
  await press('Enter');
  await expect(page.getByText(/is published and on the boards/)).toBeVisible();
  expect(await isOnBoard(page, installation, 'Mary Net')).toBe(true);
});

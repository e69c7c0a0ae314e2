import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { column, models, openBoard, rows, shifted, watchShifts } from './pages.ts';
import { expect, test } from './test.ts';

const ascending = (list: number[]): number[] => [...list].sort((a, b) => a - b);

test('sorts by any metric, the best first, and says so', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('button', { name: /^mDice/ }).click();
  await expect(page).toHaveURL(/sort=-mDice/);
  await expect(page.getByRole('columnheader', { name: /^mDice/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(
    page.getByRole('status').filter({ hasText: 'Sorted by mDice, descending (best first).' }),
  ).toBeAttached();
  const dice = await column(page, /^mDice/);
  expect(dice).toEqual(ascending(dice).reverse());

  await page.getByRole('button', { name: /^Missed cells/ }).click();
  await expect(page.getByRole('columnheader', { name: /^Missed cells/ })).toHaveAttribute('aria-sort', 'ascending');
  const missed = await column(page, /^Missed cells/);
  expect(missed).toEqual(ascending(missed));

  await page.goBack();
  await expect(page.getByRole('columnheader', { name: /^mDice/ })).toHaveAttribute('aria-sort', 'descending');
});

test('draws longer bars for better scores, whichever way the metric points', async ({ page }) => {
  await openBoard(page, 'sort=mHD');
  for (const header of [/^mHD/, /^F1/]) {
    const titles = await page.getByRole('columnheader').allTextContents();
    const index = titles.findIndex((title) => header.test(title));
    const bars = rows(page).locator(`> :nth-child(${String(index + 1)}) .board-bar > span`);
    const lengths = await bars.evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().width));
    const scores = await column(page, header);
    const best = header.source === '^mHD' ? Math.min(...scores) : Math.max(...scores);
    expect(lengths[scores.indexOf(best)]).toBe(Math.max(...lengths));
  }
});

test('rescales every metric so that 100 is the best, lower-is-better too', async ({ page }) => {
  await openBoard(page, 'sort=mHD');
  const [closest] = await models(page);
  await page.getByText('0–100 scale', { exact: true }).click();
  await expect(page.getByText(/100 is the best and 0 the worst/)).toBeVisible();
  const distance = await column(page, /^mHD/);
  expect([distance[0], distance.at(-1)]).toEqual([100, 0]);
  expect((await models(page))[0]).toBe(closest);
});

test('a link shows the same view again', async ({ page }) => {
  await openBoard(page);
  await page.getByText('All cells', { exact: true }).click();
  await page.getByText('0–100 scale', { exact: true }).click();
  await page.getByRole('button', { name: /^Columns/ }).click();
  await page.getByRole('checkbox', { name: 'Segmentation quality' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search' }).fill('threshold');
  await page.getByRole('button', { name: /^Panoptic quality/ }).click();
  await expect(page).toHaveURL(/sort=-pq/);
  await expect(page.getByRole('columnheader', { name: /^Segmentation quality/ })).toBeVisible();
  const seen = await page.locator('table').innerText();
  const address = page.url();

  await page.reload();
  await expect(page.getByRole('columnheader', { name: /^Segmentation quality/ })).toBeVisible();
  expect(await page.locator('table').innerText()).toBe(seen);
  expect(page.url()).toBe(address);
  await expect(page.getByRole('radio', { name: 'All cells' })).toBeChecked();
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('threshold');
});

test('nonsense in a link falls back instead of failing, and does not stay in the address', async ({ page }) => {
  await openBoard(page, 'aggregation=median&norm=7&sort=zzz&metrics=nothing');
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByRole('columnheader', { name: 'Rank', exact: true })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).not.toHaveURL(/sort=/);
});

test('puts the address of the view into the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openBoard(page, 'sort=-pq');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test('hands out what is on screen', async ({ page }) => {
  await openBoard(page, 'sort=-mDice&metrics=mDice,mHD');
  const names = await models(page);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^cellboard_leaderboard_demo_demo-fluorescence_\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(lines[3]).toBe(
    'position,rank,model,candidate,developer,images,missing,mDice,mHD,demo-fluorescence exposure,evaluated at',
  );
  expect(lines.slice(4, 8).map((line) => line.split(',')[2])).toEqual(names);
});

test('leads to its dataset, its images, its task and to how a model is added', async ({ page }) => {
  await openBoard(page);
  await expect(page.getByText(/^16 images · [\d,]+ nuclei · 4 candidates evaluated · last evaluated /)).toBeVisible();
  await page.getByRole('button', { name: 'Add your model' }).click();
  await expect(page.getByText(/^npx cellboard predictions add masks\/ --task demo/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Look at the images' }).click();
  await expect(page).toHaveURL(/\/images\?task=demo&dataset=demo-fluorescence$/);
  await page.goBack();
  await page.getByRole('link', { name: 'About Demo: fluorescent nuclei' }).click();
  await expect(page).toHaveURL(/\/datasets\/demo-fluorescence$/);
  await page.goBack();
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Demo' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Demo' })).toBeFocused();
});

test('copying the table says so and moves nothing', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openBoard(page);
  const boxes = (): Promise<number[][]> =>
    page.locator('.toolbar button, .board').evaluateAll((all) =>
      all.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [x, y, width, height];
      }),
    );
  const before = await boxes();
  await page.getByRole('button', { name: 'Copy table' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeAttached();
  expect(await boxes()).toEqual(before);
});

test('says what a model has seen of the images, and why', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('button', { name: /^unseen by Otsu/ }).click();
  await expect(page.getByText(/^Nothing in the declared training data shares images with/)).toBeVisible();
  await expect(page.getByText('It needs no weights, so it was trained on nothing.')).toBeVisible();
  await page.getByRole('link', { name: 'Weights and training data' }).click();
  await expect(page).toHaveURL(/\/models\/otsu-watershed\/[a-z0-9-]+$/);
});

test('the home page leads to the most useful board and says what this site is', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/leaderboards\/demo$/);
  await expect(page.getByText(/^Cellboard is the open benchmark for cell instance segmentation:/)).toBeVisible();
  await page.getByRole('link', { name: 'See all leaderboards' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Leaderboards' })).toBeVisible();
  await page.goto('/leaderboards/demo');
  await rows(page).first().waitFor();
  await expect(page.getByText(/^Cellboard is the open benchmark/)).toHaveCount(0);
});

test('the first page needs at most 260 kB of scripts in at most ten files, and does not jump while it loads', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.url());
  });
  await watchShifts(page);
  await page.goto('/');
  await rows(page).first().waitFor();
  await page.waitForLoadState('networkidle');
  // Asked for again: the answer to a worker that has ended since cannot be read any more.
  const bodies = await Promise.all(scripts.map(async (url) => (await page.request.get(url)).body()));
  const kilobytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000;
  test.info().annotations.push({
    type: 'scripts',
    description: `${kilobytes.toFixed(1)} kB in ${String(scripts.length)} files`,
  });
  expect(scripts.length).toBeLessThanOrEqual(10);
  expect(kilobytes).toBeGreaterThan(50);
  expect(kilobytes).toBeLessThanOrEqual(260);
  expect(await shifted(page)).toBeLessThanOrEqual(0.05);
});

test('a board asks one question at a time', async ({ page }) => {
  await openBoard(page);
  await page.waitForLoadState('networkidle');
  await page.clock.install();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  await rows(page).first().waitFor();
  await page.waitForLoadState('networkidle');
  asked.length = 0;
  await page.clock.runFor(31_000);
  await expect.poll(() => asked.length).toBeGreaterThanOrEqual(1);
  expect(new Set(asked)).toEqual(new Set(['/trpc/leaderboard.get']));
});

import { fluorescence, models, rows } from './pages.ts';
import { expect, test } from './test.ts';

const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

test.beforeAll(async ({ installation }) => {
  test.setTimeout(600_000);
  await installation.demoReady();
  await installation.ageDemo(3, 'otsu-watershed');
});

test('a board shows who led on a day, says which day that is, and leads back to now', async ({ page }) => {
  await page.goto('/leaderboards/demo');
  await expect(rows(page)).toHaveCount(4);
  const now = await models(page);
  expect(now).toContain('Otsu + watershed');
  await page.getByLabel('Board on').fill(day(1));
  await expect(page).toHaveURL(new RegExp(`at=${day(1)}$`));
  await expect(page.getByRole('note')).toContainText('This is the leaderboard at the end of');
  await expect(rows(page)).toHaveCount(3);
  expect(await models(page)).toEqual(now.filter((name) => name !== 'Otsu + watershed'));
  await expect(page.locator('tbody .board-rank')).toHaveText(['1', '2', '3']);
  await expect(page.getByText(/ · 3 candidates evaluated · /)).toBeVisible();
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Show the current leaderboard' }).click();
  await expect(rows(page)).toHaveCount(4);
  await expect(page).not.toHaveURL(/at=/);
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
});

test('the board of a dataset has its days, too, and what is saved names the day', async ({ page }) => {
  await page.goto(`${fluorescence}?at=${day(2)}`);
  await expect(rows(page)).toHaveCount(3);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'JSON' }).click();
  const file = await saving;
  const text = await (await file.createReadStream()).toArray();
  expect(JSON.parse(Buffer.concat(text as Buffer[]).toString())).toMatchObject({ at: day(2) });
});

test('a day before everything says so, and leads on by another day or back to now', async ({ page }) => {
  for (const address of ['/leaderboards/demo', fluorescence]) {
    await page.goto(`${address}?at=${day(30)}`);
    await expect(page.getByRole('heading', { name: /^There was nothing here on / })).toBeVisible();
    await page.getByLabel('Board on').fill(day(1));
    await expect(rows(page)).toHaveCount(3);
    await page.goBack();
    await page.getByRole('button', { name: 'Show the current leaderboard' }).click();
    await expect(rows(page)).toHaveCount(4);
  }
});

test('a day that is none, or still to come, says so and is not taken for now', async ({ page }) => {
  for (const [at, title] of [
    ['garbage', '“garbage” is not a date'],
    ['2026-02-31', '“2026-02-31” is not a date'],
    [day(-3), / is still to come$/],
  ] as const) {
    await page.goto(`/leaderboards/demo?at=${at}`);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
    await expect(page.getByLabel('Board on')).toHaveValue('');
  }
  await page.getByRole('button', { name: 'Show the current leaderboard' }).click();
  await expect(rows(page)).toHaveCount(4);
  await expect(page).not.toHaveURL(/at=/);
});

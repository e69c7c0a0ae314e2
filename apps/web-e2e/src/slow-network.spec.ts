import { rows } from './pages.ts';
import { expect, test } from './test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('a slow network shows the outline of the page at once, in the colours of the scheme', async ({ page }) => {
      const client = await page.context().newCDPSession(page);
      await client.send('Network.enable');
      await client.send('Network.emulateNetworkConditions', {
        ...{ offline: false, latency: 400 },
        ...{ downloadThroughput: 50_000, uploadThroughput: 50_000 },
      });
      await page.goto('/leaderboards/demo', { waitUntil: 'commit' });
      const early = page.locator('.early');
      await expect(early).toBeVisible({ timeout: 2_500 });
      await expect(early.getByText('Cellboard')).toBeVisible();
      await expect(early.getByRole('status')).toHaveText('Loading …');
      const ground = await early.evaluate((element) => getComputedStyle(element).backgroundColor);
      expect(ground).toBe(colorScheme === 'dark' ? 'rgb(20, 23, 26)' : 'rgb(245, 247, 248)');
      // What comes next is the same in both schemes, and takes its time.
      if (colorScheme === 'dark') return;
      await expect(rows(page).first()).toBeVisible({ timeout: 40_000 });
      await expect(early).toHaveCount(0);
    });
  });
}

test('the scheme that was chosen holds before the program has come', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('mantine-color-scheme-value', 'dark');
  });
  await page.route('**/assets/*.js', () => new Promise(() => undefined));
  await page.goto('/', { waitUntil: 'commit' });
  await expect(page.locator('.early')).toHaveCSS('background-color', 'rgb(20, 23, 26)');
});

test('the letters come with the page, from this site', async ({ page }) => {
  const font = page.waitForResponse(/\/assets\/inter-[^/]+\.woff2$/);
  const response = await page.goto('/metrics');
  expect(await response?.text()).toMatch(/rel="preload" as="font"/);
  expect((await font).status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCSS('font-family', /^"?Inter Variable/);
  const loaded = () => page.evaluate(() => [...document.fonts].map(({ family, status }) => `${family}: ${status}`));
  await expect.poll(loaded).toEqual(['Inter Variable: loaded']);
});

test('the files of a page are named in it, and no file is fetched twice', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  const response = await page.goto('/models');
  const html = (await response?.text()) ?? '';
  await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
  const late = scripts.filter((script) => !html.includes(script));
  expect(late).toEqual([]);
  expect(new Set(scripts).size).toBe(scripts.length);
});

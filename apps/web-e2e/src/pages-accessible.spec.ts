import { AxeBuilder } from '@axe-core/playwright';
import { openBoard, overflow } from './pages.ts';
import { expect, test } from './test.ts';

const addresses = [
  '/',
  '/leaderboards',
  '/datasets',
  '/datasets?q=no-such-words',
  '/datasets/livecell',
  '/datasets/digestpath',
  '/datasets/cellboard-demo',
  '/datasets/live-cell',
  '/models',
  '/models/cellpose',
  '/models/otsu-watershed',
  '/models/2dcellseg',
  '/models/no-such-model',
  '/gallery',
  '/metrics',
  '/metrics/f1',
  '/metrics/hd95',
  '/metrics/f2',
  '/leaderboards/no-such-task',
  '/gallery?type=no-such-type',
  '/no-such-page',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${String(width)} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      for (const address of addresses) {
        test(`${address} is accessible and does not scroll sideways`, async ({ page }) => {
          await page.goto(address);
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          if (address === '/') await expect(page.getByRole('table')).toBeVisible();
          expect(await overflow(page)).toBeLessThanOrEqual(0);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
        });
      }

      test('an opened choice of metrics is accessible, with every metric shown', async ({ page }) => {
        await openBoard(page, 'norm=minmax');
        await page.getByRole('button', { name: /^Metrics/ }).click();
        await page.getByRole('button', { name: 'All', exact: true }).click();
        await expect(page.getByRole('button', { name: /^Metrics \((\d+) of \1\)/ })).toBeVisible();
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
      });
    });
  }
}

test('the model stays in sight while the scores scroll, on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await openBoard(page);
  const model = page.getByRole('rowheader').first();
  await page.locator('.board-scroll').evaluate((region) => {
    region.scrollLeft = 400;
  });
  await expect.poll(async () => (await model.boundingBox())?.x).toBeLessThan(30);
});

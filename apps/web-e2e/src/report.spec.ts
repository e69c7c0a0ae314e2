import type { Installation } from './installation.ts';
import { Operator, png, side } from './operator.ts';
import { consoleErrors, expectAccessible, switchTo } from './pages.ts';
import { expect, test } from './test.ts';

/** Publishes a dataset of two images, one without truth, with a report and the source of its annotations. */
async function publishReported(installation: Installation): Promise<void> {
  const operator = await Operator.of(installation);
  await operator.call('datasets.create', {
    ...{ slug: 'reported', name: 'Reported', object: 'nucleus', licence: 'CC0-1.0', redistributable: true },
  });
  const tags = { cellType: 'nucleus', modality: 'fluorescence' };
  await operator.putImage('reported/one', tags, {
    image: png((x, y) => (x * y) % 251),
    truth: png((x, y) => (y < 20 ? 0 : x < 20 ? 1 : x > 40 ? 2 : 0)),
  });
  await operator.putImage('reported/two', { ...tags, instanceSeg: false }, { image: png((x, y) => (x + y) % 251) });

  const spread = { least: 1, p5: 2, median: 40, p95: 300, greatest: 5000 };
  const kinds = ['duplicate', 'specks'] as const;
  await operator.call('datasets.publish', {
    dataset: 'reported',
    provenance: {
      ...{ layout: 'folder', part: null, outlined: 'nucleus', overlap: 'smaller', software: 'cellboard 0.0.0' },
      files: Array.from({ length: 7 }, (_, i) => ({ name: `${String(i)}.png`, bytes: 4096, sha256: 'ab'.repeat(32) })),
    },
    quality: {
      ...{
        images: 2,
        withoutTruth: 1,
        cells: 2,
        channels: [{ channels: 1, images: 2 }],
        coverage: 0.3,
        totals: { duplicate: 9, specks: 1 },
      },
      ...{ sizes: [{ width: side, height: side, images: 2 }], pixelSizeUm: null, pixelSizeKnown: 0 },
      ...{ cellsPerImage: spread, cellArea: spread },
      findings: kinds.flatMap((kind) =>
        Array.from({ length: kind === 'duplicate' ? 9 : 1 }, (_, i) => ({
          ...{ kind, image: i === 0 ? 'one' : `image-${String(i)}`, message: `What was found, number ${String(i)}.` },
        })),
      ),
    },
  });
}

test.beforeAll(async ({ installation }) => {
  await publishReported(installation);
});

for (const width of [1280, 360]) {
  test.describe(`${String(width)} px wide`, () => {
    test.use({ colorScheme: 'light', viewport: { width, height: 800 } });

    test('a quality report and the annotation files unfold, and stay accessible, light and dark', async ({ page }) => {
      const errors = consoleErrors(page);
      await page.goto('/datasets/reported');
      await page.getByRole('link', { name: 'Quality report' }).click();
      // On a narrow screen what few look for is folded up.
      for (const title of ['Quality report', 'Source of the annotations']) {
        const section = page.locator('details').filter({ has: page.getByRole('heading', { name: title }) });
        await expect(section).toHaveJSProperty('open', width > 560);
        if (width <= 560) await section.locator('summary').first().click();
      }
      await expect(page.getByText('Images without truth')).toBeVisible();
      await page.getByRole('button', { name: /^Show all 9/ }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByText('What was found, number 8.')).toBeVisible();
      const files = page.getByText('The 7 annotation files and their hashes');
      await files.focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('rowheader', { name: '6.png' })).toBeVisible();
      await expectAccessible(page);
      await switchTo(page, 'dark');
      await expectAccessible(page, { onlyColours: true });
      expect(errors).toEqual([]);
    });
  });
}

test('a finding leads to its image, and an image without truth says so', async ({ page }) => {
  await page.goto('/datasets/reported');
  await page.getByRole('link', { name: 'Open one' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'one' })).toBeVisible();
  await expect(page.locator('.page-head-facts')).toContainText('2 nuclei');
  await page.getByRole('button', { name: 'Next image' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'two' })).toBeVisible();
  await expect(page.locator('.page-head-facts')).toContainText('no truth');
  await page.goto('/images?dataset=reported');
  await expect(page.locator('.tile')).toHaveCount(2);
  await expect(page.locator('.tile-without')).toHaveText(['no truth']);
});

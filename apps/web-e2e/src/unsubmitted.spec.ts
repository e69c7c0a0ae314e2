import type { Installation } from './installation.ts';
import { Operator, png } from './operator.ts';
import { expectAccessible, rows, switchTo } from './pages.ts';
import { expect, test } from './test.ts';

/** Publishes a dataset of two images without a licence, and a result of a model that has a prediction for one of them. */
async function publishHalf(installation: Installation): Promise<void> {
  const operator = await Operator.of(installation);
  await operator.call('datasets.create', {
    ...{ slug: 'half', name: 'Half', object: 'nucleus', licence: 'not stated', redistributable: false },
  });
  const cells = png((x, y) => (y < 20 ? 0 : x < 20 ? 1 : x > 40 ? 2 : 0));
  for (const name of ['one', 'two']) {
    const tags = { cellType: 'nucleus', modality: 'fluorescence' };
    const image = png((x, y) => (x * y * (name === 'one' ? 1 : 3)) % 251);
    await operator.putImage(`half/${name}`, tags, { image, truth: cells });
  }
  await operator.call('datasets.publish', { dataset: 'half' });
  await operator.call('models.create', {
    ...{ slug: 'half-done', name: 'Half done', developer: 'The Laboratory' },
    candidate: { slug: 'base', name: 'Base' },
  });
  const made = await operator.call('submissions.create', {
    ...{ task: 'nuclei', model: 'half-done', candidate: 'base', reading: { plane: 2, components: true } },
  });
  const { id: submission } = made as { readonly id: string };
  await operator.putPrediction(submission, 'one?dataset=half', cells);
  await operator.call('submissions.close', { submission });
}

// By its name this file is the last to run: its dataset and model are in no list that other files count.
test.beforeAll(async ({ installation }) => {
  await publishHalf(installation);
});

test.use({ colorScheme: 'light' });

test('an image without a prediction says that it is scored as empty, and is no failure', async ({ page }) => {
  await page.goto('/leaderboards/nuclei/half');
  await expect(rows(page).locator('.board-coverage')).toContainText('1/2', { timeout: 60_000 });
  await expect(rows(page)).toHaveCount(1);
  await page.goto('/images?task=nuclei&dataset=half&overlay=half-done/base');
  const words = 'No prediction was submitted for this image; it is scored as empty.';
  await expect(page.getByText(words)).toHaveCount(1);
  await expect(page.locator('.picture-overlay[data-loaded]')).toHaveCount(1);
  await expect(page.getByRole('button', { name: /Try again/ })).toHaveCount(0);
  await expectAccessible(page);
  await switchTo(page, 'dark');
  await expectAccessible(page, { onlyColours: true });
  await page.getByRole('link', { name: /open two$/ }).click();
  await expect(page).toHaveURL(/m=truth,half-done\/base/);
  await expect(page.getByText('no prediction was submitted for this image; it is scored as empty.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Half', exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('what was chosen to read the files stands beside the result, and an unknown licence is no licence', async ({
  page,
}) => {
  await page.goto('/models/half-done');
  await expect(page.getByText('files read with plane 2 and each connected part as a cell')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/datasets/half');
  await expect(page.getByText(/^No licence is stated/)).toBeVisible();
  await page.goto('/leaderboards');
  await expect(page.getByText('2 images · 4 nuclei · licence not stated')).toBeVisible();
});

import { crc32, deflateSync } from 'node:zlib';
import type { Installation } from './installation.ts';
import { consoleErrors, expectAccessible } from './pages.ts';
import { expect, test } from './test.ts';

const side = 64;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A square grey image of 8 bits as a PNG. */
function png(grey: (x: number, y: number) => number): Blob {
  const rows = Array.from({ length: side }, (_, y) => [0, ...Array.from({ length: side }, (_, x) => grey(x, y))]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const parts = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Blob([Buffer.concat([signature, ...parts])], { type: 'image/png' });
}

/** Publishes a dataset of two images, one without truth, with a report and the source of its annotations. */
async function publishReported({ address, operatorToken }: Pick<Installation, 'address'> & { operatorToken: string }) {
  const headers = { authorization: `Bearer ${operatorToken}` };
  const call = async (procedure: string, input: unknown): Promise<void> => {
    const answer = await fetch(`${address}/trpc/${procedure}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    expect(await answer.text()).not.toContain('"error"');
  };
  await call('datasets.create', {
    ...{ slug: 'reported', name: 'Reported', object: 'nucleus', licence: 'CC0-1.0', redistributable: true },
  });
  const put = async (name: string, body: FormData): Promise<void> => {
    const sent = await fetch(`${address}/api/v1/datasets/reported/images/${name}`, { method: 'PUT', headers, body });
    expect(await sent.text()).not.toContain('urn:cellboard:problem');
  };
  const form = new FormData();
  form.append('tags', JSON.stringify({ cellType: 'nucleus', modality: 'fluorescence' }));
  form.append(
    'image',
    png((x, y) => (x * y) % 251),
    'image.png',
  );
  form.append(
    'truth',
    png((x, y) => (y < 20 ? 0 : x < 20 ? 1 : x > 40 ? 2 : 0)),
    'truth.png',
  );
  await put('one', form);
  const bare = new FormData();
  bare.append('tags', JSON.stringify({ cellType: 'nucleus', modality: 'fluorescence', instanceSeg: false }));
  bare.append(
    'image',
    png((x, y) => (x + y) % 251),
    'image.png',
  );
  await put('two', bare);

  const spread = { least: 1, p5: 2, median: 40, p95: 300, greatest: 5000 };
  const kinds = ['duplicate', 'specks'] as const;
  await call('datasets.publish', {
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
  await publishReported({ address: installation.address, operatorToken: await installation.operatorToken() });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${String(width)} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test('a quality report and the annotation files unfold, and stay accessible', async ({ page }) => {
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
        expect(errors).toEqual([]);
      });
    });
  }
}

test('a finding leads to its image, and an image without truth says so', async ({ page }) => {
  await page.goto('/datasets/reported');
  await page.getByRole('link', { name: 'Open one' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'one' });
  await expect(dialog.getByText('Truth: 2 nuclei')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: 'two' }).getByText('Image, no truth')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto('/images?dataset=reported');
  await expect(page.locator('.tile')).toHaveCount(2);
  await expect(page.locator('.tile-without')).toHaveText(['no truth']);
});

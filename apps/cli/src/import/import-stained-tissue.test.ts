import { smallArchives } from '@cellboard/datasets/archives.fixture';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cellboard, inTemporaryFolder } from '../run-cli.fixture.ts';
import { put } from './corner.fixture.ts';

/** No server listens there. */
const nowhere = ['--url', 'http://127.0.0.1:9'];

async function dryRun(layout: string, folder: string, ...more: string[]) {
  return cellboard('import', layout, folder, '--dry-run', '--json', ...nowhere, ...more);
}

it.each(smallArchives)('a dry run reads $layout as it is published', async ({ layout, files, images, truths }) => {
  await inTemporaryFolder(async (folder) => {
    for (const [path, bytes] of Object.entries(files)) await put(join(folder, path), bytes);
    const run = await dryRun(layout, folder);
    expect([run.code, run.stderr]).toEqual([0, expect.not.stringMatching(/\n +at /)]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      dataset: layout,
      about: { source: layout, object: 'nucleus' },
      images: images.map(({ name, cells, split }) => ({
        name,
        cells,
        tags: { cellType: 'not stated', modality: 'brightfield', stain: 'H&E', split },
      })),
      defects: [],
      provenance: { layout, outlined: 'nucleus', overlap: 'smaller', files: truths.map((name) => ({ name })) },
      quality: { images: 1, cells: 2 },
    });
  });
});

it.each(smallArchives)(
  '$layout with a damaged truth names the file, and imports nothing',
  async ({ layout, files }) => {
    await inTemporaryFolder(async (folder) => {
      for (const [path, bytes] of Object.entries(files)) await put(join(folder, path), bytes);
      const truth = Object.keys(files).find((path) => /\.(?:mat|xml|txt)$|GT_/.test(path)) ?? '';
      await writeFile(join(folder, truth), Buffer.from(files[truth] ?? '').subarray(0, -12));
      const run = await dryRun(layout, folder);
      expect(run.code).toBe(2);
      expect(`${run.stdout}${run.stderr}`).toContain(truth.split('/').at(-1));
    });
  },
);

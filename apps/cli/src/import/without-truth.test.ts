import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { put, putImage } from './corner.fixture.ts';

let root: string;
const at = (...parts: string[]) => join(root, ...parts);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-without-truth-'));
  for (const name of ['a', 'b']) await putImage(at('both'), name, name.charCodeAt(0) % 7);
  await rm(at('both/labels/b.png'));
  await putImage(at('bare'), 'c', 5);
  await rm(at('bare/labels'), { recursive: true });
  await writeFile(at('both', 'list.csv'), 'image,label\nimages/a.png,labels/a.png\nimages/b.png,\n');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const dryRun = (layout: string, folder: string, ...more: string[]): Promise<Run> =>
  cellboard('import', layout, at(folder), '--dataset', 'mine', '--object', 'nucleus', '--dry-run', ...more);

interface Plan {
  readonly images: readonly { readonly name: string; readonly cells: number | null }[];
  readonly defects: readonly { readonly name: string; readonly message: string }[];
  readonly quality: { readonly images: number; readonly withoutTruth: number; readonly cells: number };
}

async function plan(layout: string, folder: string, ...more: string[]): Promise<Plan> {
  return JSON.parse((await dryRun(layout, folder, '--json', ...more)).stdout) as Plan;
}

it.each(['folder', 'csv'])('%s: an image without truth is a defect, which says how to import it', async (layout) => {
  const { images, defects } = await plan(layout, 'both');
  expect(images).toEqual([expect.objectContaining({ name: 'a', cells: 1 })]);
  expect(defects).toEqual([
    {
      kind: 'defect',
      name: 'b',
      message: expect.stringContaining('use --without-truth to import it all the same') as string,
    },
  ]);
});

it.each(['folder', 'csv'])('%s: --without-truth takes it beside others', async (layout) => {
  const { images, defects, quality } = await plan(layout, 'both', '--without-truth');
  expect(images.map(({ name, cells }) => [name, cells])).toEqual([
    ['a', 1],
    ['b', null],
  ]);
  expect(defects).toEqual([]);
  expect(quality).toMatchObject({ images: 2, withoutTruth: 1, cells: 1 });
});

it('is named as a way out where the folder or the column of label images is missing', async () => {
  const folder = await dryRun('folder', 'bare');
  expect(folder).toMatchObject({ code: 2, stdout: '' });
  expect(folder.stderr).toContain(`There is no folder ${at('bare/labels')}. `);
  expect(folder.stderr).toContain('use --without-truth to import images without truth');
  await writeFile(at('bare', 'list.csv'), 'image\nimages/c.png\n');
  const list = await dryRun('csv', 'bare');
  expect(list.stderr).toMatch(/has no column "label"\. Its columns are image\. .* --without-truth/);
  expect(list.code).toBe(2);
});

it('needs no folder of label images', async () => {
  const run = await dryRun('folder', 'bare', '--without-truth');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('  without truth     1 image\n');
  expect(run.stdout).toContain('Would import 1 image with 0 cells, 1 image without truth, into mine:');
  expect(run.stdout).not.toContain('truth without cells');
});

it('refuses a folder of label images that is named and not there', async () => {
  const run = await dryRun('folder', 'bare', '--without-truth', '--labels', at('nowhere'));
  expect(run.stderr).toContain(`The folder ${at('nowhere')} cannot be read`);
  expect(run.code).toBe(2);
});

it('lists a label image without an image as a defect all the same', async () => {
  await put(at('both/labels/z.png'), 'text');
  const run = await dryRun('folder', 'both', '--without-truth');
  await rm(at('both/labels/z.png'));
  expect(run.stderr).toContain('z.png has no image in');
  expect(run.code).toBe(1);
});

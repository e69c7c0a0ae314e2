import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createClient } from '@cellboard/sdk';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';
import { carryOut } from './carry-out.ts';

let folder: string;
let api: Api;

const masks = [
  [
    [1, 1, 0],
    [1, 1, 0],
  ],
  [
    [0, 0, 0],
    [0, 1, 1],
  ],
];

async function put(path: string, rows: readonly (readonly number[])[]): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), await labelFile(rows));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-layout-'));
  for (const [at, name] of ['a', 'b'].entries()) {
    await put(`stage1_train/${name}/images/${name}.png`, masks[at] ?? []);
    for (const [i, mask] of masks.entries()) await put(`stage1_train/${name}/masks/${String(i)}.png`, mask);
  }
  await mkdir(join(folder, 'data'));
  api = await startApi(join(folder, 'data'));
});

afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const dsb = (...more: string[]) =>
  cellboard(
    'import',
    'dsb2018',
    folder,
    '--dataset',
    'nuclei',
    '--url',
    api.url,
    '--data',
    join(folder, 'data'),
    ...more,
  );

it('a dry run says what was found and what would be written', async () => {
  const run = await dsb('--part', 'stage1_train', '--modality', 'fluorescence', '--dry-run');
  expect(run.code).toBe(0);
  expect(run.stdout).toBe(
    'Would import 2 images with 4 cells into nuclei:\n       2  nucleus, fluorescence: 4 cells\n',
  );
  expect(run.stderr).toContain('2 notes on the dataset, which keep no image out:\n  a: Cells overlap in 1 pixel.');
  expect(run.stderr).toContain(
    'Imported from DSB2018, part stage1_train; outlined: nucleus; where cells overlap: smaller.',
  );
});

it('a dry run can be read by programs', async () => {
  const run = await dsb('--dry-run', '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({
    dataset: 'nuclei',
    images: [
      { name: 'a', cells: 2 },
      { name: 'b', cells: 2 },
    ],
    defects: [],
    notes: [{ name: 'a' }, { name: 'b' }],
  });
});

it('defects keep everything out, unless they are skipped', async () => {
  await put('stage1_test/c/images/c.png', masks[0] ?? []);
  const run = await dsb();
  await rm(join(folder, 'stage1_test'), { recursive: true });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('c: stage1_test/c has no masks');
  expect(run.stderr).toContain('Nothing was imported');
});

it.each([
  ['a dataset without masks of cells', ['digestpath', '.'], 'DigestPath has no masks of cells'],
  ['a folder that holds something else', ['nuinsseg', '.'], 'holds no folder "tissue images"'],
  ['an object that is not outlined', ['dsb2018', '.', '--object', 'cell'], 'Allowed choices are nucleus'],
  ['a part where there are none', ['digestpath', '.', '--part', 'test'], "unknown option '--part'"],
  ['a pixel size that is none', ['dsb2018', '.', '--pixel-size', 'wide'], '--pixel-size: '],
])('%s is refused with 2', async (_, [layout = '', ...words], message) => {
  const run = await cellboard('import', layout, ...words, '--dataset', 'other', '--dry-run');
  expect(run.stderr).toContain(message);
  expect(run.stderr).not.toMatch(/\n +at /);
  expect(run.code).toBe(2);
});

it('is sent, published and made a task, and not sent again', async () => {
  const first = await dsb('--task', 'nuclei-task', '--json');
  const answer = { dataset: 'nuclei', images: 2, published: true, task: 'nuclei-task' };
  expect(JSON.parse(first.stdout)).toEqual({ ...answer, sent: 2, unchanged: 0 });
  expect(first.code).toBe(0);
  const again = await dsb('--task', 'nuclei-task', '--json');
  expect(JSON.parse(again.stdout)).toEqual({ ...answer, sent: 0, unchanged: 2 });
});

it('is not published where files went away between the check and the sending', async () => {
  const token = (await readFile(join(folder, 'data', 'operator-token'), 'utf8')).trim();
  const client = createClient({ url: api.url, token });
  const dataset = {
    slug: 'changed',
    name: 'Changed',
    description: '',
    licence: 'CC0-1.0',
    redistributable: false,
    sourceUrl: null,
    citation: null,
  };
  const signal = new AbortController().signal;
  await expect(
    carryOut(client, { dataset, task: undefined, images: [], total: 1, publish: true, signal }),
  ).rejects.toThrow('Found sound: 1 image; sent: 0. The files changed meanwhile.');
  expect(await client.api.datasets.files.query({ dataset: 'changed' })).toEqual([]);
});

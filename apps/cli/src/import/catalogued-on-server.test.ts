import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { catalogDatasetFor } from '@cellboard/catalog';
import { allItems, createClient } from '@cellboard/sdk';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';

let root: string;
let api: Api;

async function put(path: string, ...rows: readonly (readonly number[])[]): Promise<void> {
  const file = join(root, 'NuInsSeg', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await labelFile(rows));
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-catalogued-'));
  await mkdir(join(root, 'data'));
  await put('human bladder/tissue images/a.png', [9, 8, 0, 3], [0, 0, 7, 7]);
  await put('human bladder/label masks modify/a.png', [1, 1, 0, 0], [0, 0, 2, 2]);
  await put('human bladder/vague areas/mask binary/a.png', [0, 0, 0, 255], [0, 0, 0, 0]);
  await put('mouse brain/tissue images/b.png', [1, 8, 0, 3], [5, 0, 7, 2]);
  await put('mouse brain/label masks modify/b.png', [0, 1, 1, 1], [0, 0, 2, 2]);
  api = await startApi(join(root, 'data'));
});

afterAll(async () => {
  await api.stop();
  await rm(root, { recursive: true, force: true });
});

it('a catalogued dataset needs no more than its layout and its folder', async () => {
  const words = ['import', 'nuinsseg', join(root, 'NuInsSeg'), '--json'];
  const run = () => cellboard(...words, '--url', api.url, '--data', join(root, 'data'));
  const answer = { dataset: 'nuinsseg', images: 2, published: true, boards: ['nuclei'], task: null };
  expect(JSON.parse((await run()).stdout)).toMatchObject({ ...answer, sent: 2, unchanged: 0 });

  const token = (await readFile(join(root, 'data', 'operator-token'), 'utf8')).trim();
  const { api: server } = createClient({ url: api.url, token });
  const known = catalogDatasetFor('nuinsseg');
  expect(await server.datasets.get.query({ dataset: 'nuinsseg' })).toMatchObject({
    name: 'NuInsSeg',
    object: 'nucleus',
    source: 'nuinsseg',
    description: known?.description,
    licence: 'CC-BY-4.0',
    redistributable: true,
    citation: known?.citation,
    imageCount: 2,
    provenance: { layout: 'nuinsseg', outlined: 'nucleus', files: [{ name: '3 label files' }] },
    quality: { images: 2, cells: 4 },
    boards: [{ task: 'nuclei', taskName: 'Nuclei' }],
  });
  const files = await allItems((page) => server.datasets.files.query({ dataset: 'nuinsseg', ...page }));
  expect(files.map(({ name, ignoreSha256 }) => [name.slice(-1), ignoreSha256 === null])).toEqual([
    ['a', false],
    ['b', true],
  ]);

  expect(JSON.parse((await run()).stdout)).toMatchObject({ ...answer, sent: 0, unchanged: 2 });
});

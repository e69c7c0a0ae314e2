import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeNpz, type WritablePixels } from '@cellboard/formats';
import { createClient } from '@cellboard/sdk';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';
import { squares } from '../squares.fixture.ts';
import { put } from './corner.fixture.ts';

let root: string;
let api: Api;
const at = (...parts: string[]) => join(root, ...parts);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-binary-masks-'));
  const truths = { mask: squares(255, 255, 255, 255), ones: squares(1, 1, 1, 1), right: squares(1, 2, 3, 4) };
  for (const [name, rows] of Object.entries(truths)) {
    await put(at('both/images', `${name}.png`), await labelFile(squares(9, 9, 9, 9)));
    await put(at('both/labels', `${name}.png`), await labelFile(rows));
  }
  await put(at('both/list.csv'), 'image,label\nimages/mask.png,labels/mask.png\nimages/right.png,labels/right.png\n');
  await mkdir(at('data'));
  api = await startApi(at('data'));
});
afterAll(async () => {
  await api.stop();
  await rm(root, { recursive: true, force: true });
});

const run = (layout: string, ...more: string[]): Promise<Run> =>
  cellboard(
    ...['import', layout, at('both'), '--dataset', 'mine', '--object', 'cell', '--url', api.url, '--data', at('data')],
    ...more,
  );

const fault = (name: string, found: RegExp) =>
  new RegExp(`^  ${name}: \\S*labels/${name}\\.png: ${found.source}.* Use --components .* --no-components\\.$`, 'm');

it.each([
  ['a dry run', ['--dry-run'], 1],
  ['a real run', [], 2],
])('%s: a binary mask is a defect that names the file and the option', async (_, more, code) => {
  const found = await run('folder', ...more);
  expect(found.code).toBe(code);
  expect(found.stderr).toContain('2 defects of the dataset:\n');
  expect(found.stderr).toMatch(fault('mask', /All cells have the value 255, so the image is a binary mask/));
  expect(found.stderr).toMatch(fault('ones', /All cells have the value 1, .* one cell in 4 parts/));
  expect(found.stderr).not.toContain('right');
});

it('leaves nothing on the server', async () => {
  await run('folder');
  await expect(createClient({ url: api.url }).api.datasets.get.query({ dataset: 'mine' })).rejects.toThrow(
    /no dataset/,
  );
});

it('is a defect alone, not a note too, in a list of images', async () => {
  const found = await run('csv', '--dry-run');
  expect(found.stderr).toMatch(fault('mask', /All cells have the value 255/));
  expect(found.stderr.match(/All cells have/g)).toHaveLength(1);
});

interface Plan {
  readonly images: readonly { readonly name: string; readonly cells: number }[];
  readonly defects: readonly { readonly name: string; readonly message: string }[];
}

it.each([
  ['folder', '--components', [4, 4, 4]],
  ['folder', '--no-components', [1, 1, 4]],
  ['csv', '--components', [4, 4]],
  ['csv', '--no-components', [1, 4]],
])('%s with %s takes it', async (layout, option, cells) => {
  const { images, defects } = JSON.parse((await run(layout, option, '--dry-run', '--json')).stdout) as Plan;
  expect(defects).toEqual([]);
  expect(images.map((image) => image.cells)).toEqual(cells);
});

it('names no option where the layout has none', async () => {
  const data = Uint8Array.from(squares(1, 1, 1, 1).flat());
  const array = { data, shape: [1, 24, 24] } as unknown as WritablePixels;
  await put(at('array/all.npz'), encodeNpz({ X: array, y: array }));
  const words = ['import', 'npz', at('array'), '--dataset', 'mine', '--object', 'cell', '--dry-run'];
  const found = await cellboard(...words);
  expect(found.code).not.toBe(0);
  expect(found.stderr).toMatch(/All cells have the value 1, .* Save the label image with one id for each cell\.\n/);
  expect(found.stderr).not.toContain('--components');
});

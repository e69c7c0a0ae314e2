import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';

const truth = [
  [1, 1, 0, 0],
  [1, 1, 0, 2],
];
let folder: string;
let api: Api;
const at = (...parts: string[]) => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-refused-'));
  for (const name of ['images', 'labels', 'predictions', 'data']) await mkdir(at(name));
  for (const name of ['good', 'small', 'text']) {
    await writeFile(at('images', `${name}.png`), await labelFile(truth));
    await writeFile(at('labels', `${name}.png`), await labelFile(truth));
  }
  api = await startApi(at('data'));
  const words = ['--dataset', 'tiny', '--licence', 'CC0-1.0', '--cell-type', 'nucleus', '--modality', 'fluorescence'];
  const run = await cellboard(
    'import',
    'folder',
    folder,
    ...words,
    '--task',
    'tiny',
    '--object',
    'nucleus',
    ...server(),
  );
  if (run.code !== 0) throw new Error(run.stderr);
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const server = () => ['--url', api.url, '--data', at('data')];
const predict = (): Promise<Run> =>
  cellboard('predictions', 'add', at('predictions'), '--task', 'tiny', '--model', 'mine', ...server());

it('predictions that cannot be read are named at once with what to fix, and nothing is evaluated until they are', async () => {
  await writeFile(at('predictions', 'good.png'), await labelFile(truth));
  await writeFile(at('predictions', 'small.png'), await labelFile([[1, 0, 2]]));
  await writeFile(at('predictions', 'text.png'), 'no label image');
  const refused = await predict();
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('2 predictions cannot be used:');
  expect(refused.stderr).toMatch(
    /^ +small: \S+small\.png: The prediction is 3×1 pixels .* but the image is 4×2\. Resize it/m,
  );
  expect(refused.stderr).toMatch(/^ +text: \S+text\.png: The file is text that begins with "no/m);
  expect(refused.stderr).toContain('Nothing was sent, and nothing was created.');

  for (const name of ['small', 'text']) await writeFile(at('predictions', `${name}.png`), await labelFile(truth));
  const fixed = await predict();
  expect(fixed.code).toBe(0);
  expect(fixed.stderr).toContain('3 predictions sent, 0 there before.');
  expect(fixed.stdout).toContain('rank 1 of 1');
});

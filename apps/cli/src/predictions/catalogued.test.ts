import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@cellboard/sdk';
import { encodeGeoJson, encodeNpy, encodeRoiSet } from '@cellboard/formats';
import { decodeLabels } from '@cellboard/formats/node';
import type { LabelImage } from '@cellboard/labels';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';

let folder: string;
let api: Api;
const rows = [
  [1, 1, 0, 0],
  [1, 1, 0, 2],
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-catalogued-'));
  for (const name of ['images', 'labels', 'predictions', 'data']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'images', 'a.png'), await labelFile(rows));
  await writeFile(join(folder, 'labels', 'a.png'), await labelFile(rows));
  await writeFile(join(folder, 'predictions', 'a.stardist.png'), await labelFile(rows));
  api = await startApi(join(folder, 'data'));
  const words = ['--dataset', 'tiny', '--task', 'tiny-task', '--object', 'nucleus', '--cell-type', 'nucleus'];
  const run = await cellboard('import', 'folder', folder, ...words, ...server());
  expect(run).toMatchObject({ code: 0 });
});

afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const server = () => ['--url', api.url, '--data', join(folder, 'data')];
const add = (...words: string[]) =>
  cellboard('predictions', 'add', join(folder, 'predictions'), '--task', 'tiny-task', ...words, ...server());
const model = (slug: string) => createClient({ url: api.url }).api.models.get.query({ model: slug });

it('predictions of a catalogued checkpoint are evaluated under the words of the catalogue', async () => {
  const run = await add('--model', 'stardist', '--checkpoint', '2d-versatile-fluo', '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({
    submission: { status: 'scored', model: 'stardist', checkpoint: '2d-versatile-fluo' },
    row: { rank: 1, modelName: 'StarDist', checkpointName: '2D_versatile_fluo', scores: { 'f1@0.5': 1 } },
  });
  expect(run.code).toBe(0);
});

interface Written {
  readonly model: string;
  readonly checkpoint: string;
  readonly file: string;
  readonly encode: (labels: LabelImage) => Uint8Array;
}

it.each<Written>([
  { model: 'stardist', checkpoint: '2d-paper-dsb2018', file: 'a.zip', encode: encodeRoiSet },
  { model: 'cellpose', checkpoint: 'cyto3', file: 'a_seg.npy', encode: ({ pixels }) => encodeNpy(pixels) },
  {
    model: 'instanseg',
    checkpoint: 'brightfield-nuclei',
    file: 'a_instanseg_prediction.geojson',
    encode: encodeGeoJson,
  },
])('what $model writes is taken as it is: $file', async ({ model: slug, checkpoint, file, encode }) => {
  const predictions = join(folder, `as-${slug}`);
  await mkdir(predictions);
  await writeFile(join(predictions, file), encode(await decodeLabels(await labelFile(rows))));
  const words = ['--task', 'tiny-task', '--model', slug, '--checkpoint', checkpoint, '--json'];
  const run = await cellboard('predictions', 'add', predictions, ...words, ...server());
  expect(JSON.parse(run.stdout)).toMatchObject({ row: { missingCount: 0, scores: { 'f1@0.5': 1 } } });
});

it('a catalogued model with several checkpoints asks which one', async () => {
  const run = await add('--model', 'stardist');
  expect(run.stderr).toContain(
    'The model stardist has several checkpoints: 2d-versatile-fluo, 2d-versatile-he, 2d-paper-dsb2018. Name one',
  );
  expect(run.code).toBe(2);
});

it('another checkpoint is added to a catalogued model, whose words stay', async () => {
  const { checkpoints, ...card } = await model('stardist');
  const run = await add('--model', 'stardist', '--checkpoint', 'our-own', '--training-data', 'our images', '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({ row: { rank: 1, checkpointName: 'our-own' } });
  const { checkpoints: now, ...same } = await model('stardist');
  expect(same).toEqual(card);
  expect(now.map(({ slug }) => slug)).toEqual([...checkpoints.map(({ slug }) => slug), 'our-own']);
  expect(now.at(-1)?.trainingData).toEqual(['our images']);
});

it.each([
  ['2dcellseg', 'Neither its code nor its weights are public.'],
  ['3dcellseg', 'It segments volumes only'],
])('a model that is only listed is refused with its reason: %s', async (slug, reason) => {
  const run = await add('--model', slug);
  expect(run.stderr).toContain(`The model ${slug} is listed and never ranked: ${reason}`);
  expect(run.code).toBe(2);
  expect((await model(slug)).checkpoints).toEqual([]);
});

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

it('predictions of a catalogued candidate are evaluated under the names of the catalogue', async () => {
  const run = await add('--model', 'stardist', '--candidate', '2d-versatile-fluo', '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({
    submission: { status: 'scored', model: 'stardist', candidate: '2d-versatile-fluo' },
    row: { rank: 1, modelName: 'StarDist', candidateName: '2D_versatile_fluo', scores: { 'f1@0.5': 1 } },
  });
  expect(run.code).toBe(0);
});

interface Written {
  readonly model: string;
  readonly candidate: string;
  readonly file: string;
  readonly encode: (labels: LabelImage) => Uint8Array;
}

it.each<Written>([
  { model: 'stardist', candidate: '2d-paper-dsb2018', file: 'a.zip', encode: encodeRoiSet },
  { model: 'cellpose', candidate: 'cyto3', file: 'a_seg.npy', encode: ({ pixels }) => encodeNpy(pixels) },
  {
    model: 'instanseg',
    candidate: 'brightfield-nuclei',
    file: 'a_instanseg_prediction.geojson',
    encode: encodeGeoJson,
  },
])('what $model writes is taken as it is: $file', async ({ model: slug, candidate, file, encode }) => {
  const predictions = join(folder, `as-${slug}`);
  await mkdir(predictions);
  await writeFile(join(predictions, file), encode(await decodeLabels(await labelFile(rows))));
  const words = ['--task', 'tiny-task', '--model', slug, '--candidate', candidate, '--json'];
  const run = await cellboard('predictions', 'add', predictions, ...words, ...server());
  expect(JSON.parse(run.stdout)).toMatchObject({ row: { missingCount: 0, scores: { 'f1@0.5': 1 } } });
});

it('a catalogued model with several candidates asks which one', async () => {
  const run = await add('--model', 'stardist');
  expect(run.stderr).toContain(
    'The model stardist has several candidates: 2d-versatile-fluo, 2d-versatile-he, 2d-paper-dsb2018. Name one',
  );
  expect(run.code).toBe(2);
});

it('another candidate is added to a catalogued model, which stays as it is', async () => {
  const { candidates, ...card } = await model('stardist');
  const run = await add('--model', 'stardist', '--candidate', 'our-own', '--training-data', 'private images', '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({ row: { rank: 1, candidateName: 'our-own' } });
  const { candidates: now, ...same } = await model('stardist');
  expect(same).toEqual(card);
  expect(now.map(({ slug }) => slug)).toEqual([...candidates.map(({ slug }) => slug), 'our-own']);
  const source = { slug: 'private-images', name: 'Images that are not public', inherited: false };
  expect(now.at(-1)?.weights?.sources).toEqual([source]);
});

it('training data that is not in the vocabulary is refused with the names it may stand for', async () => {
  const run = await add('--model', 'stardist', '--candidate', 'other', '--training-data', 'LIVECell, monusg');
  expect(run.stderr).toContain('--training-data: "monusg" is not in the vocabulary of sources. Did you mean MoNuSeg');
  expect(run.code).toBe(2);
});

it.each([
  ['2dcellseg', 'Neither its code nor its weights are public.'],
  ['3dcellseg', 'It segments volumes only'],
])('a model that is only listed is refused with its reason: %s', async (slug, reason) => {
  const run = await add('--model', slug);
  expect(run.stderr).toContain(`The model ${slug} is listed and never ranked: ${reason}`);
  expect(run.code).toBe(2);
  expect((await model(slug)).candidates).toEqual([]);
});

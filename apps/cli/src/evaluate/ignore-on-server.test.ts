import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScoreSheet } from '@cellboard/evaluation';
import { createClient, type CellboardClient } from '@cellboard/sdk';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';

const fileOf = async (rows: number[][]) => new Uint8Array(await labelFile(rows));

// Image by image: one cell is found, one is missed and one is invented; the latter two are hidden where there is a mask.
const truth = await fileOf([
  [1, 1, 1, 0, 0],
  [1, 1, 1, 0, 2],
]);
const prediction = await fileOf([
  [7, 7, 0, 9, 0],
  [7, 7, 0, 0, 0],
]);
const vague = await fileOf([
  [0, 0, 0, 255, 255],
  [0, 0, 0, 255, 255],
]);
const images = { clear: null, masked: vague } as const;

let folder: string;
let api: Api;
let client: CellboardClient;
const at = (...parts: string[]) => join(folder, ...parts);

async function start(): Promise<void> {
  api = await startApi(at('data'));
  client = createClient({ url: api.url, token: (await readFile(at('data', 'operator-token'), 'utf8')).trim() });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-vague-'));
  for (const name of ['truth', 'prediction', 'ignore', 'data']) await mkdir(at(name));
  for (const [name, ignore] of Object.entries(images)) {
    await writeFile(at('truth', `${name}.png`), truth);
    await writeFile(at('prediction', `${name}.png`), prediction);
    if (ignore) await writeFile(at('ignore', `${name}.png`), ignore);
  }
  await start();
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

async function submit(): Promise<string> {
  const none = { stain: null, tissue: null, pixelSizeUm: null, cluster: null, split: null, planeZ: null, planeT: null };
  const tags = { cellType: 'nucleus', modality: 'brightfield', ...none };
  const dataset = { slug: 'vague', name: 'Vague', object: 'nucleus', licence: 'CC0-1.0' } as const;
  await client.api.datasets.create.mutate(dataset);
  for (const [name, ignore] of Object.entries(images)) {
    const upload = { image: truth, truth, ignore, tags: { ...tags, instanceSeg: true } };
    for (const unchanged of [false, true])
      expect(await client.uploadImage('vague', name, upload)).toMatchObject({ name, unchanged });
  }
  await client.api.datasets.publish.mutate({ dataset: 'vague' });
  await client.api.tasks.create.mutate({ slug: 'vague', name: 'Vague', object: 'nucleus', datasets: ['vague'] });
  const candidate = { slug: 'base', name: 'Base' };
  await client.api.models.create.mutate({ slug: 'mine', name: 'Mine', developer: 'Us', candidate });
  const { id } = await client.api.submissions.create.mutate({ task: 'vague', model: 'mine', candidate: 'base' });
  for (const name of Object.keys(images)) await client.uploadPrediction(id, { image: name }, prediction);
  await client.api.submissions.close.mutate({ submission: id });
  return id;
}

it('a submission gets the scores of evaluate --ignore, also where the server is restarted meanwhile', async () => {
  const submission = await submit();
  await api.stop();
  await start();
  const status = async () => (await client.api.submissions.get.query({ submission })).status;
  while ((await status()) !== 'scored') await sleep(100);

  const folders = ['truth', 'prediction', 'ignore'].flatMap((name) => [`--${name}`, at(name)]);
  const run = await cellboard('evaluate', ...folders, '--metrics', 'all', '--json', '-');
  const { summary } = ScoreSheet.parse(JSON.parse(run.stdout));
  expect(summary.pooled).toMatchObject({ 'tp@0.5': 2, 'fp@0.5': 1, 'fn@0.5': 1 });
  for (const aggregation of ['mean', 'pooled'] as const) {
    const board = await client.api.leaderboard.get.query({ task: 'vague', aggregation });
    const scores = board.rows[0]?.scores ?? {};
    expect(Object.keys(scores).length).toBeGreaterThan(3);
    expect(summary[aggregation]).toMatchObject(scores);
  }
});

import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { qualityReport } from '@cellboard/datasets';
import { allItems, createClient, type CellboardClient } from '@cellboard/sdk';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';
import { carryOut } from './carry-out.ts';
import { surveyAll, type ImportImage } from './survey.ts';
import { masks, putDsb2018, putRows } from './two-masks.fixture.ts';

let folder: string;
let api: Api;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-layout-'));
  await putDsb2018(folder);
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

it('defects keep everything out, unless they are skipped', async () => {
  await putRows(join(folder, 'stage1_test/c/images/c.png'), masks[0] ?? []);
  const run = await dsb();
  const json = await dsb('--json');
  await rm(join(folder, 'stage1_test'), { recursive: true });
  expect(json.code).toBe(2);
  expect(JSON.parse(json.stdout)).toMatchObject({ images: 2, defects: [{ kind: 'defect', name: 'c' }] });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('c: stage1_test/c has no masks');
  expect(run.stderr).toContain('Nothing was imported');
});

it('is sent, published onto the board of its object, made a task of its own, and not sent again', async () => {
  const first = await dsb('--task', 'nuclei-task', '--json');
  const quality: unknown = expect.objectContaining({ images: 2, cells: 4 });
  const answer = { dataset: 'nuclei', images: 2, published: true, boards: ['nuclei'], task: 'nuclei-task', quality };
  const join = { task: 'nuclei', taskName: 'Nuclei', replaces: null, unranked: 0, following: 0 };
  expect(JSON.parse(first.stdout)).toEqual({ ...answer, sent: 2, unchanged: 0, joins: [join] });
  expect(first.code).toBe(0);
  const again = await dsb('--task', 'nuclei-task', '--json');
  expect(JSON.parse(again.stdout)).toEqual({ ...answer, sent: 0, unchanged: 2, joins: [] });
  const inWords = await dsb();
  expect(inWords.stdout).toContain(`Board of Nuclei: ${api.url}/leaderboards/nuclei/nuclei\n`);
});

it('keeps provenance and quality with the published dataset, and nothing of them in the description', async () => {
  const { provenance, quality, description } = await (await operator()).api.datasets.get.query({ dataset: 'nuclei' });
  expect(provenance).toMatchObject({ layout: 'dsb2018', overlap: 'smaller', files: [{ name: '4 label files' }] });
  expect(quality).toMatchObject({ images: 2, cells: 4, totals: { 'near-duplicate': 1 } });
  expect(description).not.toContain('Imported');
});

async function operator(): Promise<CellboardClient> {
  const token = (await readFile(join(folder, 'data', 'operator-token'), 'utf8')).trim();
  return createClient({ url: api.url, token });
}

describe('the files that are sent', () => {
  const dataset = {
    slug: 'changed',
    name: 'Changed',
    object: 'cell',
    description: '',
    licence: 'CC0-1.0',
    redistributable: false,
    sourceUrl: null,
    citation: null,
  } as const;
  const signal = new AbortController().signal;
  const kept = { provenance: null, quality: null };

  async function* entries(...names: string[]): AsyncGenerator<ImportImage> {
    for (const name of names) {
      const [image, truth] = await Promise.all([labelFile([[1, 0]]), labelFile([[name === 'b' ? 0 : 1, 1]])]);
      const files = { image: new Uint8Array(image), truth: new Uint8Array(truth), ignore: null };
      const none = {
        stain: null,
        tissue: null,
        pixelSizeUm: null,
        cluster: null,
        split: null,
        planeZ: null,
        planeT: null,
      };
      const tags = { cellType: 'c', modality: 'm', ...none };
      yield { kind: 'image', name, tags, files: () => Promise.resolve(files) };
    }
  }

  it('have to be those that were checked', async () => {
    const client = await operator();
    const { images } = await surveyAll(entries('a', 'b'), signal);
    const work = { dataset, task: undefined, images, kept, publish: true, signal };
    await expect(carryOut(client, { ...work, read: () => entries() })).rejects.toThrow(
      'The files of 2 images changed after they had been checked. The dataset was not published.',
    );
    const swapped = async function* () {
      for await (const image of entries('b', 'a')) yield { ...image, name: image.name === 'a' ? 'b' : 'a' };
    };
    await expect(carryOut(client, { ...work, read: swapped })).rejects.toThrow(/The files of [ab] changed/);
    const files = await allItems((page) => client.api.datasets.files.query({ dataset: 'changed', ...page }));
    expect(files).toEqual([]);
  });

  it('are not read again where all are there', async () => {
    const client = await operator();
    const { images } = await surveyAll(entries('a', 'b'), signal);
    const work = { dataset, task: undefined, images, kept, publish: false, signal };
    expect(await carryOut(client, { ...work, read: () => entries('a', 'b') })).toMatchObject({ sent: 2, unchanged: 0 });
    const read = () => {
      throw new Error('It was read again.');
    };
    expect(await carryOut(client, { ...work, read })).toMatchObject({ sent: 0, unchanged: 2 });
  });

  it('may add to earlier ones, of which no report is kept then', async () => {
    const client = await operator();
    const { images } = await surveyAll(entries('c'), signal);
    const quality = qualityReport(images.map(({ measures }) => measures));
    const work = { dataset, task: undefined, images, kept: { provenance: null, quality }, publish: true, signal };
    expect(await carryOut(client, { ...work, read: () => entries('c') })).toMatchObject({ sent: 1, published: true });
    expect(await client.api.datasets.get.query({ dataset: 'changed' })).toMatchObject({ imageCount: 3, quality: null });
  });
});

it('images without truth are sent beside others, and never scored', async () => {
  const home = join(folder, 'bare');
  await putRows(join(home, 'images/a.png'), masks[0] ?? []);
  await putRows(join(home, 'images/b.png'), masks[1] ?? []);
  await putRows(join(home, 'labels/a.png'), masks[0] ?? []);
  const words = ['--dataset', 'bare', '--object', 'cell', '--url', api.url, '--data', join(folder, 'data'), '--json'];
  const refused = await cellboard('import', 'folder', home, ...words);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('b: ');
  const run = await cellboard('import', 'folder', home, ...words, '--without-truth');
  expect(JSON.parse(run.stdout)).toMatchObject({ images: 2, sent: 2, quality: { withoutTruth: 1 } });
  const again = await cellboard('import', 'folder', home, ...words, '--without-truth');
  expect(JSON.parse(again.stdout)).toMatchObject({ images: 2, sent: 0, unchanged: 2 });
  const { api: server } = await operator();
  const files = await allItems((page) => server.datasets.files.query({ dataset: 'bare', ...page }));
  expect(files.map(({ name, truthSha256 }) => [name, truthSha256 === null])).toEqual([
    ['a', false],
    ['b', true],
  ]);
});

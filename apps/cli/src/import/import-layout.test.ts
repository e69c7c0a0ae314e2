import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { qualityReport } from '@cellboard/datasets';
import { createClient, type CellboardClient } from '@cellboard/sdk';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';
import { carryOut } from './carry-out.ts';
import { surveyAll, type ImportImage } from './survey.ts';

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

it('a dry run says what was found, what to look at and what would be written', async () => {
  const run = await dsb('--part', 'stage1_train', '--modality', 'fluorescence', '--dry-run');
  expect(run.code).toBe(0);
  expect(run.stdout).toBe(`Quality of 2 images with 4 cells:
  channels        1 (2 images)
  size            3×2 (2)
  pixel size      not stated
  cells an image  2
  pixels a cell   2.5 in the middle, most 2 to 3, all 2 to 3
  in cells        83 % of the pixels
1 finding to look at; no image is kept out for them:
  1 image much like another
    b: Its truth is the very same as that of a (2 cells), though the pictures differ.
Would import 2 images with 4 cells into nuclei:
       2  nucleus, fluorescence: 4 cells
DSB2018 stage1_train (nuclei); licence: CC0-1.0; its files may be handed on.
Read as dsb2018, part stage1_train; outlined: nucleus; where cells overlap: smaller; truths from 4 label files.
`);
  expect(run.stderr).toContain('2 notes on the dataset, which keep no image out:\n  a: Cells overlap in 1 pixel.');
});

it('a dry run can be read by programs', async () => {
  const run = await dsb('--dry-run', '--json');
  const quality: unknown = expect.objectContaining({ images: 2, cells: 4, totals: { 'near-duplicate': 1 } });
  const tags = { cellType: 'nucleus', modality: 'not stated', stain: null, tissue: null, pixelSizeUm: null };
  expect(JSON.parse(run.stdout)).toEqual({
    dataset: 'nuclei',
    about: {
      slug: 'nuclei',
      name: 'DSB2018 (nuclei)',
      description: expect.stringContaining('Data Science Bowl') as string,
      licence: 'CC0-1.0',
      redistributable: true,
      sourceUrl: expect.stringMatching(/^https:/) as string,
      citation: expect.stringContaining('Caicedo') as string,
    },
    images: [
      { name: 'a', tags, cells: 2 },
      { name: 'b', tags, cells: 2 },
    ],
    defects: [],
    notes: [expect.objectContaining({ name: 'a' }), expect.objectContaining({ name: 'b' })],
    provenance: {
      layout: 'dsb2018',
      part: null,
      outlined: 'nucleus',
      overlap: 'smaller',
      files: [
        {
          name: '4 label files',
          bytes: expect.any(Number) as number,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        },
      ],
      software: expect.stringMatching(/^cellboard \d/) as string,
    },
    quality,
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
  const quality: unknown = expect.objectContaining({ images: 2, cells: 4 });
  const answer = { dataset: 'nuclei', images: 2, published: true, task: 'nuclei-task', quality };
  expect(JSON.parse(first.stdout)).toEqual({ ...answer, sent: 2, unchanged: 0 });
  expect(first.code).toBe(0);
  const again = await dsb('--task', 'nuclei-task', '--json');
  expect(JSON.parse(again.stdout)).toEqual({ ...answer, sent: 0, unchanged: 2 });
});

it('keeps provenance and quality with the published dataset, and no word of them in the description', async () => {
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
    description: '',
    licence: 'CC0-1.0',
    redistributable: false,
    sourceUrl: null,
    citation: null,
  };
  const signal = new AbortController().signal;
  const kept = { provenance: null, quality: null };

  async function* entries(...names: string[]): AsyncGenerator<ImportImage> {
    for (const name of names) {
      const [image, truth] = await Promise.all([labelFile([[1, 0]]), labelFile([[name === 'b' ? 0 : 1, 1]])]);
      const files = { image: new Uint8Array(image), truth: new Uint8Array(truth), ignore: null };
      const tags = { cellType: 'c', modality: 'm', stain: null, tissue: null, pixelSizeUm: null };
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
    expect(await client.api.datasets.files.query({ dataset: 'changed' })).toEqual([]);
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

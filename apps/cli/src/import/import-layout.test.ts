import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellboard } from '../run-cli.fixture.ts';
import { putDsb2018 } from './two-masks.fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-layout-'));
  await putDsb2018(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** No server listens there. */
const nowhere = 'http://127.0.0.1:9';
const dsb = (...more: string[]) =>
  cellboard('import', 'dsb2018', folder, '--dataset', 'nuclei', '--url', nowhere, ...more);

it('a dry run shows what was found, what to look at and what would be written', async () => {
  const run = await dsb('--part', 'stage1_train', '--modality', 'fluorescence', '--dry-run');
  expect(run.code).toBe(0);
  expect(run.stdout).toBe(`Quality of 2 images with 4 cells:
  channels          1 (2 images)
  size              3×2 (2)
  pixel size        not stated
  groups            not stated
  cells per image   2
  pixels per cell   median 2.5, 90 % from 2 to 3, all from 2 to 3
  cell diameter     1.78 px
  covered by cells  83 % of the pixels
  contrast          1
1 issue to look at; they exclude no image:
  1 image that looks like another
    b: Its truth is identical to that of a (2 cells), though the pictures differ.
Would import 2 images with 4 cells into nuclei:
       2  fluorescence: 4 cells
Published: 670 images and an unknown number of cells. Found: 2 images and 4 cells. Only the part stage1_train was read.
DSB2018 stage1_train (nuclei); licence: CC0-1.0; its files may be shared.
Publishing puts it on the board of Nuclei.
Read as dsb2018, part stage1_train; outlined: nucleus; where cells overlap: smaller; truths from 4 label files.
No server answers at ${nowhere}, so it cannot be checked whether it has a dataset nuclei already.
`);
  expect(run.stderr).toContain('2 notes on images, which are imported all the same:\n  a: Cells overlap in 1 pixel.');
});

it('a dry run can be read by programs', async () => {
  const run = await dsb('--dry-run', '--json');
  const quality: unknown = expect.objectContaining({ images: 2, cells: 4, totals: { 'near-duplicate': 1 } });
  const none = { stain: null, tissue: null, pixelSizeUm: null, cluster: null, split: null, planeZ: null, planeT: null };
  const tags = { cellType: 'not stated', modality: 'not stated', ...none };
  expect(JSON.parse(run.stdout)).toEqual({
    dataset: 'nuclei',
    there: null,
    lostTags: null,
    joins: null,
    about: {
      slug: 'nuclei',
      name: 'DSB2018 (nuclei)',
      object: 'nucleus',
      source: 'dsb2018',
      description: expect.stringContaining('Data Science Bowl') as string,
      licence: 'CC0-1.0',
      redistributable: true,
      sourceUrl: expect.stringMatching(/^https:/) as string,
      citation: expect.stringContaining('Caicedo') as string,
    },
    found: { images: 2, cells: 4 },
    published: { images: 670, cells: null, part: null },
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

it.each([
  ['a dataset without masks of cells', ['digestpath', '.'], 'DigestPath cannot be imported. It has no masks of cells'],
  ['a folder that holds something else', ['nuinsseg', '.'], 'holds no folder "tissue images"'],
  ['an object that is not outlined', ['dsb2018', '.', '--object', 'cell'], 'Allowed choices are nucleus'],
  ['a part where there are none', ['digestpath', '.', '--part', 'test'], "unknown option '--part'"],
  ['a pixel size that is not a number', ['dsb2018', '.', '--pixel-size', 'wide'], '--pixel-size: '],
  ['a source that is not known', ['dsb2018', '.', '--source', 'kumarr'], 'Did you mean Kumar?'],
  ['an object that is not stated', ['npz', '.'], "required option '--object <object>' not specified"],
  ['a list of images where there is none', ['dsb2018', '.', '--without-truth'], "unknown option '--without-truth'"],
  ['a name of a task without a task', ['dsb2018', '.', '--task-name', 'Mine'], 'Name it with --task.'],
])('%s is refused with 2', async (_, [layout = '', ...words], message) => {
  const run = await cellboard('import', layout, ...words, '--dataset', 'other', '--dry-run');
  expect(run.stderr).toContain(message);
  expect(run.stderr).not.toMatch(/\n +at /);
  expect(run.code).toBe(2);
});

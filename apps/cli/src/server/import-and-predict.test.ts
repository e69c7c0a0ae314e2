import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, cellboardWith, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from './api.fixture.ts';

let folder: string;
let api: Api;
const at = (...parts: string[]) => join(folder, ...parts);

const truths = {
  a: [
    [1, 1, 0, 0],
    [1, 1, 0, 2],
  ],
  b: [
    [1, 0, 0, 0],
    [0, 0, 0, 2],
  ],
  c: [
    [3, 3, 3, 3],
    [0, 0, 0, 0],
  ],
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-import-'));
  for (const name of ['images', 'labels', 'predictions', 'data']) await mkdir(at(name));
  for (const [name, rows] of Object.entries(truths)) {
    await writeFile(at('images', `${name}.png`), await labelFile(rows));
    await writeFile(at('labels', `${name}_masks.png`), await labelFile(rows));
  }
  await writeFile(at('manifest.csv'), 'id,type\na,fluorescence-small\nb,fluorescence-small\nc,purple-on-white\n');
  api = await startApi(at('data'));
});

afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

function importFolder(...more: string[]): Promise<Run> {
  const words = [
    'import',
    'folder',
    folder,
    '--dataset',
    'tiny',
    '--licence',
    'CC0-1.0',
    '--manifest',
    at('manifest.csv'),
  ];
  const tags = ['--modality-column', 'type'];
  return cellboard(
    ...words,
    ...tags,
    '--task',
    'tiny-task',
    '--object',
    'nucleus',
    '--url',
    api.url,
    '--data',
    at('data'),
    ...more,
  );
}

function predict(...more: string[]): Promise<Run> {
  const words = ['predictions', 'add', at('predictions'), '--task', 'tiny-task', '--model', 'perfect'];
  return cellboard(...words, '--url', api.url, '--data', at('data'), ...more);
}

interface Added {
  readonly submission: { readonly id: string; readonly status: string; readonly predictionCount: number };
  readonly row: { readonly rank: number; readonly missingCount: number; readonly scores: Record<string, number> };
}

async function added(...more: string[]): Promise<Added> {
  const run = await predict('--json', ...more);
  if (run.code !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Added;
}

// The steps build upon one another, as a person would take them.
describe('a dataset from two folders', () => {
  it('is only described in a dry run', async () => {
    const run = await importFolder('--dry-run', '--url', 'http://127.0.0.1:1', '--cell-type', 'nucleus');
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(
      /^1 note on the dataset; they exclude no image:\n {2}nucleus: Stated for 3 images\. The cell type "nucleus" is what is outlined, not a kind of cell, so it counts as not stated\. .*\n$/,
    );
    expect(run.stdout).toContain('Would import 3 images with 5 cells into tiny:');
    expect(run.stdout).toMatch(/1 +brightfield: 1 cell\n +2 +fluorescence: 4 cells\n/);
  });

  it('has tags that are not stated where no option states them', async () => {
    const run = await cellboard('import', 'folder', folder, '--dataset', 'tiny', '--object', 'cell', '--dry-run');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('3  not stated: 5 cells');
  });

  it('is not imported with defects, because they could not be fixed afterwards', async () => {
    await writeFile(at('images', 'lonely.png'), await labelFile(truths.a));
    const run = await importFolder();
    const plan = await importFolder('--dry-run');
    const skipping = await importFolder('--dry-run', '--skip-defects');
    await rm(at('images', 'lonely.png'));
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`lonely: ${at('images', 'lonely.png')} has no label image`);
    expect(run.stderr).toContain('Nothing was imported');
    expect([plan.code, plan.stdout]).toEqual([
      1,
      expect.stringContaining(
        '\nWould import nothing: fix the defect, or import the rest with --skip-defects: 3 images with 5 cells, into tiny:\n',
      ) as string,
    ]);
    expect(skipping.stdout).toContain('\nWould import 3 images with 5 cells into tiny:\n');
  });

  it.each([
    ['the slug', ['--dataset', 'Not a slug'], /--dataset: Use 2 to 64 lower-case letters/],
    ['the address', ['--url', 'localhost'], /"localhost" is not the address/],
    ['the column', ['--stain-column', 'dye'], /no column "dye"/],
    ['the object', ['--object', 'blob'], /Allowed choices are cell, nucleus/],
    [
      'the data folder',
      ['--data', '/nowhere'],
      /There is no operator token at \/nowhere\/operator-token\. The server makes it/,
    ],
    ['the token', ['--token', 'x'.repeat(40)], /does not accept this token\. Create one on its page/],
    ['a server that is not there', ['--url', 'http://127.0.0.1:1'], /No Cellboard server answers/],
  ])('is refused with 2 for %s', async (_, words, message) => {
    const run = await importFolder(...words);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toMatch(/\n +at /);
    expect(run.code).toBe(2);
  });

  it('is sent, published and made a task of its own', async () => {
    const run = await importFolder('--json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toEqual({
      dataset: 'tiny',
      images: 3,
      sent: 3,
      unchanged: 0,
      published: true,
      boards: ['nuclei'],
      task: 'tiny-task',
      joins: [{ task: 'nuclei', taskName: 'Nuclei', replaces: null, unranked: 0, following: 0 }],
      quality: expect.objectContaining({ images: 3, cells: 5 }) as object,
    });
  });

  it('is not sent again', async () => {
    const run = await importFolder();
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('tiny: 3 images, 0 sent and 3 there before; published.');
  });

  it('takes no more images once it is published', async () => {
    const [image, label] = [at('images', 'd.png'), at('labels', 'd.png')];
    for (const file of [image, label]) await writeFile(file, await labelFile(truths.a));
    await writeFile(at('more.csv'), 'id,type\na,f\nb,f\nc,f\nd,f\n');
    const run = await importFolder('--manifest', at('more.csv'));
    await Promise.all([rm(image), rm(label)]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('Version 1 of tiny is published and takes no other images, but d is not in it.');
  });
});

describe('predictions', () => {
  it('are refused where no name fits', async () => {
    await writeFile(at('predictions', 'other.png'), await labelFile(truths.a));
    const run = await predict('--dry-run');
    await rm(at('predictions', 'other.png'));
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("It holds other.png; the task's images are a, b");
  });

  it.each([
    [
      'a task that is not there',
      ['--task', 'nowhere'],
      /There is no task "nowhere"\. The tasks are: cells, nuclei, tiny-task\.\n/,
    ],
    ['a model that cannot be a name', ['--model', 'Bad Slug'], /--model: Use 2 to 64 lower-case letters/],
    ['an address that is not one', ['--code-url', 'example'], /--code-url: /],
  ])('are refused with 2 for %s', async (_, words, message) => {
    const run = await predict(...words);
    expect(run.stderr).toMatch(message);
    expect(run.code).toBe(2);
  });

  it('are only counted in a dry run', async () => {
    for (const name of ['a', 'b'] as const)
      await writeFile(at('predictions', `${name}_cp_masks.png`), await labelFile(truths[name]));
    const run = await predict('--dry-run');
    expect(run.code).toBe(0);
    expect(run.stdout).toBe(
      'Would send 2 predictions of perfect (a new model), a new candidate default, for tiny-task.\n',
    );
    expect(run.stderr).toContain('1 image without a prediction, scored as if nothing had been predicted:\n  c\n');
  });

  it('are sent and evaluated, the missing one as empty', async () => {
    const { submission, row } = await added(
      '--model-name',
      'Perfect',
      '--developer',
      'Tester',
      '--training-data',
      'none',
    );
    expect(submission).toMatchObject({ status: 'scored', predictionCount: 2 });
    expect(row).toMatchObject({ rank: 1, missingCount: 1, modelName: 'Perfect', developer: 'Tester' });
    expect(row.scores).toMatchObject({ 'f1@0.5': 2 / 3, mDice: 2 / 3 });
  });

  it('are not evaluated again if they are the same', async () => {
    const first = await added();
    const again = await predict('--developer', 'Another', '--code-url', 'https://example.org');
    expect(again.code).toBe(0);
    expect(again.stderr).toContain(
      'The model perfect exists already, as Perfect by Tester. These options do not change it: --developer, --code-url.\n' +
        'Using the existing candidate "default" of Perfect (Tester).\n',
    );
    expect(again.stderr).toContain('These predictions were already submitted: submission ');
    expect(again.stdout).toMatch(/mDice +↑ +0\.667/);
    expect(again.stdout).toContain('Perfect, default: rank 1 of 1 by f1@0.5');
    expect((await added()).submission.id).toBe(first.submission.id);
  });

  it('replace the earlier row if they have changed', async () => {
    await writeFile(at('predictions', 'c.png'), await labelFile(truths.c));
    const { row } = await added();
    expect(row).toMatchObject({ rank: 1, missingCount: 0, modelName: 'Perfect' });
    expect(row.scores).toMatchObject({ 'f1@0.5': 1, mDice: 1 });
  });

  it('of another candidate have a row of their own', async () => {
    const { row } = await added('--candidate', 'second', '--candidate-name', 'Second weights');
    expect(row).toMatchObject({ rank: 1, modelName: 'Perfect', candidateName: 'Second weights' });
    const unclear = await predict();
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toContain('several candidates: default, second. Name one with --candidate.');
  });

  it('are not sent where two files could be meant', async () => {
    await writeFile(at('predictions', 'a_labels.png'), await labelFile(truths.a));
    const run = await predict('--candidate', 'third', '--new');
    await rm(at('predictions', 'a_labels.png'));
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('a: a_cp_masks.png, a_labels.png');
  });

  it('that cannot be read are named, and leave the exit code 1', async () => {
    await writeFile(at('predictions', 'c.png'), (await labelFile(truths.c)).subarray(0, 40));
    const run = await predict('--candidate', 'fourth', '--new');
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/\bc: /);
  });
});

it('a token of your own is checked and kept for you alone, used from then on, and forgotten', async () => {
  const as = (token: string, ...words: string[]) =>
    cellboardWith({ PATH: process.env['PATH'], CELLBOARD_CONFIG: at('config'), CELLBOARD_TOKEN: token }, ...words);
  const secret = (await readFile(at('data', 'operator-token'), 'utf8')).trim();
  expect((await as('cellboard_wrong', 'sign-in', api.url)).stderr).toContain('create another one at');
  const signedIn = `Signed in to ${api.url}. The token is kept in ${at('config', 'tokens.json')}.\n`;
  expect(await as(secret, 'sign-in', api.url)).toEqual({ code: 0, stdout: signedIn, stderr: '' });
  expect((await stat(at('config', 'tokens.json'))).mode & 0o777).toBe(0o600);
  const list = () => as('', 'predictions', 'list', '--url', api.url, '--data', at('nowhere'));
  expect((await list()).code).toBe(0);
  expect((await as('', 'sign-out', api.url)).stdout).toBe(`The token for ${api.url} is deleted.\n`);
  expect((await list()).stderr).toContain('run "cellboard sign-in"');
});

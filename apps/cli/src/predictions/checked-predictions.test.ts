import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Submission } from '@cellboard/contract';
import { encodeNpy, type WritablePixels } from '@cellboard/formats';
import { createClient } from '@cellboard/sdk';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, sourceWords, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';
import { squares } from '../squares.fixture.ts';

let folder: string;
let api: Api;
const at = (...parts: string[]) => join(folder, ...parts);
const server = () => ['--url', api.url, '--data', at('data')];
const add = (predictions: string, ...words: string[]): Promise<Run> =>
  cellboard('predictions', 'add', at(predictions), '--task', 'nuclei', ...words, ...server());
const models = async () =>
  (await createClient({ url: api.url }).api.models.list.query({ limit: 500 })).items.map(({ slug }) => slug);

async function put(path: string, rows: readonly (readonly number[])[] | string): Promise<void> {
  await writeFile(at(path), typeof rows === 'string' ? rows : await labelFile(rows));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-checked-'));
  for (const name of ['data', 'images', 'labels', 'good', 'masks', 'broken', 'some']) await mkdir(at(name));
  for (const name of ['a', 'b'])
    for (const kind of ['images', 'labels', 'good']) await put(`${kind}/${name}.png`, squares(1, 2, 3, 4));
  for (const name of ['a', 'b']) await put(`masks/${name}.png`, squares(255, 255, 255, 255));
  for (const name of ['a', 'b']) await put(`broken/${name}.png`, 'no label image');
  await put('some/a.png', squares(1, 2, 3, 0));
  await put('some/b.png', 'no label image');
  api = await startApi(at('data'));
  const run = await cellboard('import', 'folder', folder, '--dataset', 'tiny', '--object', 'nucleus', ...server());
  if (run.code !== 0) throw new Error(run.stderr);
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('what is odd about the files', () => {
  const message =
    'All cells have the value 255, so the image is a binary mask and counts as one cell in 4 parts. Use --components to take each connected part for a cell, or save the label image with one id for each cell.';
  const notes = ['a', 'b'].map((name) => ({
    image: name,
    dataset: 'tiny',
    file: expect.stringContaining(`masks/${name}.png`) as string,
    message,
  }));

  it('is printed in a dry run and in a real one alike, and when the same is sent again', async () => {
    const lines = /^2 notes on the files:\n {2}a: \S+masks\/a\.png: All cells have the value 255, .*\n {2}b: .*\n/;
    const dry = await add('masks', '--model', 'noted', '--dry-run');
    expect(dry.stderr).toMatch(lines);
    for (let i = 0; i < 2; i++) {
      const real = await add('masks', '--model', 'noted');
      expect(real.code).toBe(0);
      expect(real.stderr).toContain(lines.exec(dry.stderr)?.[0]);
    }
  });

  it('is in the JSON of both', async () => {
    const dry = await add('masks', '--model', 'noted-in-json', '--dry-run', '--json');
    expect(JSON.parse(dry.stdout)).toMatchObject({ notes, refused: [] });
    const real = await add('masks', '--model', 'noted-in-json', '--json');
    expect(JSON.parse(real.stdout)).toMatchObject({ notes, refused: [], created: 'model' });
  });
});

describe('a model', () => {
  it('is not created, and nothing is sent, where some predictions or all cannot be used', async () => {
    const run = await add('broken', '--model', 'hopeless');
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(
      /^2 predictions cannot be used:\n {2}a: \S+a\.png: The file is text that begins with "no/,
    );
    expect(run.stderr).toMatch(/\nNothing was sent, and nothing was created\. .*\n$/);
    const dry = await add('some', '--model', 'hopeless', '--dry-run');
    expect(dry.code).toBe(1);
    expect(dry.stdout).toBe(
      'Would send nothing of hopeless (a new model), a new candidate default, for nuclei: fix 1 prediction first. 1 of 2 can be used.\n',
    );
    const some = await add('some', '--model', 'hopeless', '--json');
    expect(some.code).toBe(1);
    expect(some.stderr).toMatch(/\nNothing was sent, and nothing was created\. .*\n$/);
    expect(some.stderr).not.toContain('scored as if');
    expect(JSON.parse(some.stdout)).toMatchObject({
      ...{ submission: null, row: null, created: null },
      refused: [{ image: 'b' }],
    });
    expect(await models()).not.toContain('hopeless');
    const list = await cellboard('predictions', 'list', '--json', ...server());
    expect(list.stdout).not.toContain('hopeless');
  });

  it('of a similar name is suggested instead, unless the user says that it is new', async () => {
    const ours = await add('good', '--model', 'our-model', '--no-wait');
    expect(ours.stderr).toContain('Created the model our-model (our-model) with the candidate default.\n');
    const typo = await add('good', '--model', 'our-modl');
    expect(typo).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: There is no model "our-modl". Did you mean our-model? If "our-modl" is really a new one, add --new.\n',
    });
    expect(await models()).not.toContain('our-modl');
    const known = await add('good', '--model', 'cellpos', '--dry-run');
    expect(known.stderr).toContain('There is no model "cellpos". Did you mean cellpose?');
    const isNew = await add('good', '--model', 'our-modl', '--new', '--no-wait');
    expect(isNew.stderr).toContain('Created the model our-modl');
  });

  it('has candidates and weights that are not made by a slip either', async () => {
    const first = await add('good', '--model', 'many', '--candidate', 'diameter-30', '--no-wait');
    expect(first.code).toBe(0);
    const typo = await add('good', '--model', 'many', '--candidate', 'diametr-30');
    expect(typo.stderr).toBe(
      'error: The model many has no candidate "diametr-30". Did you mean diameter-30? If "diametr-30" is really a new one, add --new.\n',
    );
    const unknown = await add('good', '--model', 'many', '--candidate', 'nope');
    expect(unknown).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: The model many has no candidate "nope". The candidates of this model are: diameter-30. ' +
        'For a new candidate, say what its weights or settings are, such as with --weights or --setting, or add --new.\n',
    });
    // Names that differ in a number are of a series.
    const settings = ['--setting', 'diameter=40'];
    const next = await add('good', '--model', 'many', '--candidate', 'diameter-40', ...settings, '--no-wait');
    expect(next.stderr).toContain('Created the candidate diameter-40 of many (many).\n');
    const weights = await add('good', '--model', 'many', '--candidate', 'other', '--weights', 'diametre-30');
    expect(weights.stderr).toContain('The model many has no weights "diametre-30". Did you mean diameter-30?');
    const second = await add(
      'good',
      '--model',
      'many',
      '--candidate',
      'other',
      '--weights',
      'diameter-30',
      '--no-wait',
    );
    expect(second.stderr).toContain('Created the candidate other of many (many).\n');
  });
});

it('files that are on the board are not sent again, and the note says which submission they are and since when', async () => {
  const first = JSON.parse((await add('good', '--model', 'same', '--json')).stdout) as { submission: Submission };
  const { number } = first.submission;
  const line = new RegExp(
    `submission ${String(number)} holds exactly these files and has been on the board since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC`,
  );
  await add('masks', '--model', 'same', '--candidate', 'other', '--new', '--no-wait');
  const again = await add('good', '--model', 'same', '--candidate', 'default');
  expect(again.stderr).toMatch(line);
  expect(again.stderr).toContain('These predictions were already submitted: ');
  const dry = await add('good', '--model', 'same', '--candidate', 'default', '--dry-run');
  expect(dry.stdout).toMatch(line);
  expect(dry.stdout).toMatch(/^Would send nothing: /);
});

describe('the result', () => {
  const firstWords = (table: string) =>
    table
      .split('\n\n')[0]
      ?.trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(' ')[0]);

  it('has the metrics of the board', async () => {
    const { stdout } = await add('good', '--model', 'usual');
    expect(stdout).toMatch(/\nSubmission: [0-9a-f-]{36}\nBoard: \S+\n$/);
    expect(firstWords(stdout)).toEqual(['f1@0.5', 'missed', 'invented', 'splits', 'merges', 'pq', 'mDice', 'mHD']);
  });

  it('has those that were chosen after the one that ranks, or all', async () => {
    expect(firstWords((await add('good', '--model', 'usual', '--metrics', 'pq,aji')).stdout)).toEqual([
      'f1@0.5',
      'pq',
      'aji',
    ]);
    expect(firstWords((await add('good', '--model', 'usual', '--metrics', 'all')).stdout)?.length).toBeGreaterThan(90);
    expect((await add('good', '--model', 'usual', '--metrics', 'f1')).stderr).toMatch(
      /^error: --metrics: There is no metric "f1"\. Did you mean f1@0\.5/,
    );
  });
});

it('--in-order says which order it is, with the first and the last pair', async () => {
  const data = Uint16Array.from([...squares(1, 2, 3, 4), ...squares(1, 2, 0, 0)].flat());
  await mkdir(at('stack'));
  await writeFile(at('stack', 'all.npy'), encodeNpy({ data, shape: [2, 24, 24] } as unknown as WritablePixels));
  const note =
    '--in-order: names are taken in text order, letter by letter: label image 1 belongs to a, label image 2 to b.\n';
  const dry = await add('stack', '--model', 'stacked', '--in-order', '--dry-run');
  expect(dry.stderr).toBe(note);
  expect((await add('stack', '--model', 'stacked', '--in-order', '--no-wait')).stderr).toContain(note);
});

describe('a submission', () => {
  const submit = async (model: string) => {
    const run = await add('good', '--model', model, '--json');
    return (JSON.parse(run.stdout) as { submission: Submission }).submission;
  };
  const withdraw = (...words: string[]) => cellboard('predictions', 'withdraw', ...words, ...server());

  /** Answers the question of the program. */
  async function answered(answer: string, ...words: string[]): Promise<Run> {
    const child = spawn(process.execPath, [...sourceWords, 'predictions', 'withdraw', ...words, ...server()]);
    const text = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (part: string) => {
        text[stream] += part;
      });
    child.stdin.end(answer);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, ...text };
  }

  it('is withdrawn after a question, with a reason', async () => {
    const { id, number } = await submit('regretted');
    const line = (state: string) => `Submission ${number} of regretted, default, for nuclei: ${state}.\n`;
    const no = await answered('n\n', id);
    expect(no).toMatchObject({ code: 1, stdout: '' });
    expect(no.stderr).toBe(`${line('scored')}Withdraw it? [y/N] Nothing was withdrawn.\n`);
    const nobody = await withdraw(id);
    expect(nobody).toMatchObject({ code: 2, stdout: '' });
    expect(nobody.stderr).toContain('Nobody answered, so nothing was done. Add --yes to go on without a question.\n');
    expect(await answered('yes\n', id, '--reason', 'wrong files')).toMatchObject({
      code: 0,
      stdout: line('scored, withdrawn'),
    });
    expect(await withdraw(id)).toEqual({
      code: 0,
      stdout: line('scored, withdrawn'),
      stderr: 'It is on no board; nothing was changed.\n',
    });
    const board = await createClient({ url: api.url }).api.leaderboard.get.query({ task: 'nuclei' });
    expect(board.rows.map(({ model }) => model)).not.toContain('regretted');
  });

  it('is withdrawn without a question with --yes, for people and for programs', async () => {
    const { id: given, number } = await submit('gone');
    const id = String(number);
    expect(await withdraw(id, '--json')).toMatchObject({ code: 2, stdout: '' });
    const run = await withdraw(id, '--json', '--yes');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ id: given, publication: 'withdrawn' });
  });

  it.each([
    ['another word than an id', ['seven'], /^error: <submission>: "seven" is neither the number/],
    ['a number of nothing', ['999999', '--yes'], /^error: There is no submission with the number 999999\./],
    ['an id of nothing', ['00000000-0000-4000-8000-000000000000', '--yes'], /^error: There is no submission 00000000-/],
    ['a long reason', ['00000000-0000-4000-8000-000000000000', '--reason', 'x'.repeat(501)], /^error: --reason: /],
  ])('is not withdrawn with %s', async (_, words, message) => {
    const run = await withdraw(...words);
    expect(run.stderr).toMatch(message);
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });
});

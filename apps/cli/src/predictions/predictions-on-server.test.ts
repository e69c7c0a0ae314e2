import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Submission } from '@cellboard/contract';
import { createClient } from '@cellboard/sdk';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';

const rows = [
  [1, 1, 0, 0],
  [1, 1, 0, 2],
];
let folder: string;
let api: Api;
const at = (...parts: string[]) => join(folder, ...parts);

async function put(path: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), await labelFile(rows));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-predictions-'));
  await mkdir(at('data'));
  api = await startApi(at('data'));
  for (const [dataset, object, names] of [
    ['first', 'nucleus', ['a', 'b']],
    ['second', 'nucleus', ['c']],
    ['whole', 'cell', ['a']],
  ] as const) {
    for (const name of names) for (const kind of ['images', 'labels']) await put(`${dataset}/${kind}/${name}.png`);
    const run = await cellboard('import', 'folder', at(dataset), '--dataset', dataset, '--object', object, ...server());
    if (run.code !== 0) throw new Error(run.stderr);
  }
  for (const name of ['a', 'b', 'c']) await put(`predictions/${name}.png`);
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const server = () => ['--url', api.url, '--data', at('data')];
const add = (...words: string[]): Promise<Run> =>
  cellboard('predictions', 'add', at('predictions'), ...words, ...server());
const status = (...words: string[]): Promise<Run> => cellboard('predictions', 'status', ...words, ...server());
const candidates = async (model: string) =>
  (await createClient({ url: api.url }).api.models.get.query({ model })).candidates;

interface Added {
  readonly submission: Submission;
  readonly row: { readonly rank: number; readonly candidate: string } | null;
}
async function added(...words: string[]): Promise<Added> {
  const run = await add(...words, '--json');
  if (run.code !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Added;
}

describe('what predictions are for', () => {
  it.each([
    ['first', 'nuclei'],
    ['whole', 'cells'],
  ])('is the board of the dataset: %s is on that of %s', async (dataset, task) => {
    const run = await add('--dataset', dataset, '--model', 'mine', '--dry-run', '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ task, model: 'mine', candidate: 'default', new: true });
  });

  it.each([
    [['--model', 'mine'], /^error: Say what the predictions are for: name a dataset with --dataset, or a task/],
    [
      ['--dataset', 'nowhere', '--model', 'mine'],
      /^error: There is no dataset "nowhere" on this server\. The datasets are: first, second, whole\.\n$/,
    ],
    [
      ['--dataset', 'nuinsseg', '--model', 'mine'],
      /^error: The task nuclei has no dataset "nuinsseg"\. The datasets of this task are: first, second\.\n$/,
    ],
    [
      ['--task', 'cells', '--dataset', 'first', '--model', 'mine'],
      /^error: The task cells has no dataset "first"\. The datasets of this task are: whole\.\n$/,
    ],
    [
      ['--task', 'nuclie', '--model', 'mine'],
      /^error: There is no task "nuclie"\. Did you mean nuclei\? The tasks are: nuclei, cells\.\n$/,
    ],
    [['--task', 'nuclei'], /required option '--model <slug>' not specified/],
  ])('has to be clear: %j', async (words, message) => {
    const run = await add(...words);
    expect(run.stderr).toMatch(message);
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });

  it('may be several datasets of a task, each with a result of its own', async () => {
    const run = await add('--task', 'nuclei', '--model', 'both', '--training-data', 'none');
    expect(run.code).toBe(0);
    expect(run.stderr).toBe(
      'Created the model both (both) with the candidate default.\n3 predictions sent, 0 there before.\n',
    );
    expect(run.stdout).toContain('both, default: rank 1 of 1 by f1@0.5 in Nuclei, on 3 images.\n');
    expect(run.stdout).toContain('first, version 1: scored; 2 of 2 images predicted\n');
    expect(run.stdout).toContain('second, version 1: scored; 1 of 1 image predicted\n');
    expect(run.stdout).toContain(`Board: ${api.url}/leaderboards/nuclei\n`);
  });
});

describe('a candidate', () => {
  const declared = ['--mode', 'automatic', '--setting', 'diameter=30', '--setting', 'net=a=b', '--kind', 'control'];
  const weights = ['--weights', 'w1', '--weights-name', 'Weights 1', '--training-data', 'LIVECell'];

  it('is made with what the options declare', async () => {
    await writeFile(at('w1.pt'), 'abc');
    const file = ['--weights-file', at('w1.pt')];
    const tuned = ['--tuned-on', 'cells', '--candidate', 'one', '--candidate-name', 'One'];
    const { row } = await added('--dataset', 'first', '--model', 'full', ...declared, ...weights, ...file, ...tuned);
    expect(row).toMatchObject({ candidate: 'one', kind: 'control', rank: null });
    expect(await candidates('full')).toMatchObject([
      {
        ...{ slug: 'one', name: 'One', kind: 'control', mode: 'automatic', tunedOn: 'cells' },
        settings: { diameter: 30, net: 'a=b' },
        weights: {
          ...{ slug: 'w1', name: 'Weights 1', parent: null },
          sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
          sources: [{ slug: 'livecell', inherited: false }],
        },
      },
    ]);
  });

  it('may share the weights of another, or begin from them', async () => {
    await added(
      '--dataset',
      'first',
      '--model',
      'full',
      '--candidate',
      'two',
      '--weights',
      'w1',
      '--setting',
      'diameter=60',
    );
    const from = ['--finetuned-from', 'full/w1', '--training-data', 'TissueNet'];
    await added('--dataset', 'first', '--model', 'full', '--candidate', 'three', ...from);
    const [one, two, three] = await candidates('full');
    expect(two?.weights).toEqual(one?.weights);
    expect(two).toMatchObject({ kind: 'method', mode: null, settings: { diameter: 60 }, tunedOn: null });
    expect(three?.weights).toMatchObject({ slug: 'three', parent: { model: 'full', weights: 'w1' } });
    expect(three?.weights?.sources?.map(({ slug, inherited }) => [slug, inherited])).toEqual([
      ['livecell', true],
      ['tissuenet', false],
    ]);
  });

  it('is the same again with the same declarations, and refused with others', async () => {
    const again = ['--dataset', 'first', '--model', 'full', '--candidate', 'one'];
    const same = await add(...again, ...declared, ...weights);
    expect(same.stderr).toMatch(
      /^Using the existing candidate "One" of full \(not stated\)\.\n1 file that matches no image of the task, left out:\n {2}c\.png\nThese predictions were already submitted: submission \d+ holds exactly these files and has been on the board since .* UTC\. Nothing was sent\.\n$/,
    );
    const other = await add(...again, '--setting', 'diameter=31', '--mode', 'automatic');
    expect(other.stderr).toContain(
      'The candidate one exists already, and these options describe it otherwise: --setting.',
    );
    expect(other).toMatchObject({ code: 2, stdout: '' });
  });

  it.each([
    [['--setting', 'diameter'], /^error: --setting: "diameter" is not a setting/],
    [['--kind', 'guess'], /Allowed choices are method, control, annotator/],
    [['--weights', 'Not a slug'], /^error: --weights: Use 2 to 64 lower-case letters/],
    [['--candidate-name', ' '], /^error: --candidate-name: /],
    [['--finetuned-from', 'nowhere/w'], /^error: --finetuned-from: Use 2 to 64/],
    [['--finetuned-from', 'full/w9'], /(?:^|\n)error: The model "full" has no weights "w9"\./],
    [['--finetuned-from', 'nowhere/w9'], /(?:^|\n)error: There is no model "nowhere"\./],
    [['--tuned-on', 'nowhere'], /(?:^|\n)error: There is no task "nowhere"\./],
    [['--training-data', 'TissueNet', '--weights', 'w1'], /MODEL_EXISTS/],
  ])('is refused with %j, and nothing is made', async (words, message) => {
    const run = await add('--dataset', 'first', '--model', 'full', '--candidate', 'refused', '--new', ...words);
    expect(run.stderr).toMatch(message);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect((await candidates('full')).map(({ slug }) => slug)).toEqual(['one', 'two', 'three']);
  });
});

describe('the status of a submission', () => {
  it('is printed while it waits and when it is scored', async () => {
    const { submission } = await added('--dataset', 'second', '--model', 'later', '--no-wait');
    expect(['queued', 'running', 'scored']).toContain(submission.status);
    const scored = await status(submission.id, '--wait');
    expect(scored).toMatchObject({ code: 0, stderr: '' });
    expect(scored.stdout).toBe(
      `Submission ${submission.number} of later, default, for nuclei: scored.\n` +
        `  second, version 1: scored; 1 of 1 image predicted\nBoard: ${api.url}/leaderboards/nuclei/second\n`,
    );
    expect(await status(String(submission.number))).toEqual(scored);
    const json = await status(submission.id, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ id: submission.id, status: 'scored', model: 'later' });
  });

  it('says how to ask for it where nobody waits', async () => {
    const run = await add('--dataset', 'second', '--model', 'unawaited', '--no-wait');
    const id = /cellboard predictions status ([0-9a-f-]{36})\n$/.exec(run.stdout)?.[1] ?? '';
    expect((await status(id)).stdout).toMatch(
      /^Submission \d+ of unawaited, default, for nuclei: (queued|running|scored)\./,
    );
  });

  it('is a failure where the submission was cancelled', async () => {
    const { submission } = await added('--dataset', 'second', '--model', 'regretted');
    const token = (await readFile(at('data', 'operator-token'), 'utf8')).trim();
    const { submissions } = createClient({ url: api.url, token }).api;
    const { task, model, candidate } = submission;
    const { id } = await submissions.create.mutate({ task, model, candidate });
    await submissions.cancel.mutate({ submission: id });
    const run = await status(id);
    expect(run).toMatchObject({ code: 1, stderr: 'The submission was cancelled.\n' });
    expect(run.stdout).toMatch(/: cancelled\.\n/);
  });

  it.each([
    ['seven', /^error: <submission>: "seven" is neither the number of a submission/],
    ['999999', /^error: There is no submission with the number 999999\./],
    [
      '00000000-0000-4000-8000-000000000000',
      /^error: There is no submission 00000000-.* or none that you may see\. \(SUBMISSION_NOT_FOUND/,
    ],
  ])('is refused for %s', async (id, message) => {
    const run = await status(id);
    expect(run.stderr).toMatch(message);
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });
});

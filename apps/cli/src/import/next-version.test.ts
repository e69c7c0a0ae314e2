import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeLabelPixels, encodeEarlierLabels } from '@cellboard/formats/node';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';
import { putImage } from './corner.fixture.ts';

let root: string;
let api: Api;
const at = (...parts: string[]) => join(root, ...parts);
const server = () => ['--url', api.url, '--data', at('data')];
const run = (...words: string[]): Promise<Run> => cellboard(...words, ...server());
const importMine = (...words: string[]) =>
  run('import', 'folder', at('mine'), '--dataset', 'mine', '--object', 'nucleus', ...words);

async function done(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...words);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-next-version-'));
  await putImage(at('mine'), 'a', 2);
  const truth = at('mine', 'labels', 'a.png');
  await writeFile(truth, await encodeEarlierLabels(await decodeLabelPixels(await readFile(truth))));
  await mkdir(at('data'));
  api = await startApi(at('data'));
  const run = await importMine(
    '--name',
    'My nuclei',
    '--licence',
    'CC0-1.0',
    '--tissue',
    'liver',
    '--pixel-size',
    '0.5',
  );
  if (run.code !== 0) throw new Error(run.stderr);
});
afterAll(async () => {
  await api.stop();
  await rm(root, { recursive: true, force: true });
});

const list = async (...words: string[]) => (await cellboard('datasets', 'list', '--url', api.url, ...words)).stdout;

it('a dry run says that a published version takes no other images, and how to go on', async () => {
  const { stdout, code } = await importMine('--dry-run');
  expect(code).toBe(0);
  expect(stdout).toContain('Would import nothing: version 1 of mine has all of it, 1 image with 1 cell:\n');
  expect(stdout).toContain('The server has mine already: version 1 is published, and takes no other images.');
  expect(stdout).toContain('"cellboard datasets open-version mine"');
  expect(stdout).toContain('My nuclei; licence: CC0-1.0');
  const json = JSON.parse((await importMine('--dry-run', '--json')).stdout) as unknown;
  expect(json).toMatchObject({ about: { name: 'My nuclei' }, there: { version: 1, published: true } });
});

it('a dry run says that a dataset is new, or that no server answers', async () => {
  const words = ['import', 'folder', at('mine'), '--dataset', 'other', '--object', 'nucleus', '--dry-run'];
  expect(await done(...words)).toContain('other is a new dataset on the server.\n');
  const alone = await cellboard(...words, '--url', 'http://127.0.0.1:9');
  expect(alone).toMatchObject({ code: 0, stderr: '' });
  expect(alone.stdout).toContain(
    'No server answers at http://127.0.0.1:9, so it cannot be checked whether it has a dataset other',
  );
});

it.each([
  [{ image: 'c', shade: 1 }, 'c is not in it'],
  [{ image: 'a', shade: 7 }, 'a differs from the image or truth that it has'],
])('a published version refuses other images, and says how to go on: %j', async ({ image, shade }, what) => {
  const folder = at(`other-${image}`);
  await putImage(folder, image, shade);
  const words = ['--dataset', 'mine', '--object', 'nucleus', '--json'];
  const refused = await run('import', 'folder', folder, ...words);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain(`Version 1 of mine is published and takes no other images, but ${what}.`);
  expect(await run('import', 'folder', folder, ...words, '--dry-run')).toEqual(refused);
  expect(refused.stderr).toContain('"cellboard datasets open-version mine"');
});

it('the same images again change nothing, also with other tags or a truth that an earlier release wrote', async () => {
  expect((await importMine()).stdout).toContain('mine: 1 image, 0 sent and 1 there before; published.');
  await putImage(at('mine'), 'a', 2);
  expect((await importMine()).stdout).toContain('mine: 1 image, 0 sent and 1 there before; published.');
});

it.each([
  [['--dataset', 'tnbc'], '"tnbc" is the short name of the public dataset TNBC'],
  [['--dataset', 'tnbc', '--source', 'livecell'], '"tnbc" is the short name of the public dataset TNBC'],
  [['--dataset', 'livecel'], 'Did you mean livecell?'],
])('images of your own do not go under the name of a public dataset: %j', async (words, message) => {
  const more = ['--object', 'nucleus', '--dry-run', '--json'];
  for (const where of [server(), ['--url', 'http://127.0.0.1:9']]) {
    const refused = await cellboard('import', 'folder', at('mine'), ...words, ...more, ...where);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(message);
    expect(refused.stderr).toContain('add --new');
  }
});

it.each([
  ['--dataset', 'tnbc', '--source', 'tnbc'],
  ['--dataset', 'tnbc', '--new'],
  ['--dataset', 'livecel', '--new'],
])('images that are said to be from it, or a name that is meant, do: %s %s %s', async (...words) => {
  await done('import', 'folder', at('mine'), '--object', 'nucleus', '--dry-run', ...words);
});

describe('the next version', () => {
  beforeAll(async () => {
    await done('datasets', 'open-version', 'mine', '--changes', 'one more image');
    await putImage(at('mine'), 'b', 3);
  });

  it('is listed while it is open, for those who have the token', async () => {
    const rows = (await list('--data', at('data'))).trim().split('\n').slice(1);
    expect(rows).toEqual([
      expect.stringMatching(/^ *mine +1 +published +nuclei +1 +1 *$/),
      expect.stringMatching(/^ *mine +2 +open for images +– +0 +0 *$/),
    ]);
    const json = JSON.parse(await list('--data', at('data'), '--json')) as unknown;
    expect(json).toMatchObject([
      { version: 1, published: true },
      { version: 2, published: false },
    ]);
    expect((await list('--data', at('nowhere'))).trim().split('\n')).toHaveLength(2);
  });

  it.each([
    [['--name', 'Mine'], '--name (it has "My nuclei")'],
    [['--licence', 'MIT', '--citation', 'X'], '--licence (it has "CC0-1.0"), --citation (it has null)'],
    [['--object', 'cell'], '--object (it has "nucleus")'],
  ])('names the options that describe it otherwise: %j', async (words, named) => {
    const dry = await importMine(...words, '--dry-run');
    expect(dry).toMatchObject({ code: 2, stdout: '' });
    expect(dry.stderr).toContain(`The dataset mine exists already, and these options describe it otherwise: ${named}.`);
    expect(await importMine(...words)).toMatchObject({ code: 2, stdout: '', stderr: dry.stderr });
  });

  it('does not lose tags of the published version without a question', async () => {
    const line = '1 image would lose tags that the published version has: tissue (1 image), pixel size (1 image).';
    const refused = await importMine('--pixel-size', '0.25', '--no-publish');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('has: tissue (1 image). To keep them, state them again');
    const dry = await importMine('--dry-run');
    expect(dry.code).toBe(1);
    expect(dry.stdout).toContain(`${line} To keep them`);
    const json = await importMine('--dry-run', '--json', '--drop-tags');
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ lostTags: { images: 1, tags: { tissue: 1, 'pixel size': 1 } } });
    const meant = await importMine('--drop-tags', '--no-publish');
    expect(meant).toMatchObject({ code: 0, stderr: expect.stringContaining(line) as unknown });
  });

  it('keeps the description that it has where no option says otherwise', async () => {
    expect((await importMine('--dry-run')).stdout).toContain('The server has an open version 2 of mine');
    expect((await importMine()).stdout).toContain('mine: 2 images, 0 sent and 2 there before; published.');
    expect(JSON.parse(await list('--json'))).toMatchObject([{ slug: 'mine', name: 'My nuclei', version: 2 }]);
  });
});

it('a first version that was never published is listed too', async () => {
  await done('import', 'folder', at('mine'), '--dataset', 'early', '--object', 'cell', '--no-publish');
  expect(await list('--data', at('data'))).toMatch(/^ *early +1 +open for images +– +2 +2 *$/m);
});

it('a dataset gets another name, with a reason', async () => {
  const run = await done('datasets', 'describe', 'mine', '--name', 'Nuclei of ours', '--reason', 'a better name');
  expect(run).toBe('mine (Nuclei of ours), version 2: published; in the tasks nuclei.\n');
  expect(JSON.parse(await list('--json'))).toMatchObject([
    { slug: 'mine', name: 'Nuclei of ours', licence: 'CC0-1.0' },
  ]);
});

it.each([
  [['--reason', 'x'], /^error: Nothing to change was given\./],
  [['--name', 'x'], /required option '--reason <text>' not specified/],
  [['--name', ' ', '--reason', 'x'], /^error: --name: This is empty\.\n$/],
])('a new description is refused with %j', async (words, message) => {
  const refused = await run('datasets', 'describe', 'mine', ...words);
  expect(refused.stderr).toMatch(message);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
});

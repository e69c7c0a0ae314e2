import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, runNode, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from './api.fixture.ts';

let folder: string;
let api: Api;
const at = (...parts: string[]) => join(folder, ...parts);
const server = () => ['--url', api.url, '--data', at('data')];
const run = (...words: string[]): Promise<Run> => cellboard(...words, ...server());

async function done(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...words);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

const importTiny = (...words: string[]) =>
  done('import', 'folder', folder, '--dataset', 'tiny', '--object', 'nucleus', '--licence', 'CC0-1.0', ...words);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-operate-'));
  for (const name of ['images', 'labels', 'predictions', 'data']) await mkdir(at(name));
  const truth = await labelFile([
    [1, 1, 0, 0],
    [1, 1, 0, 2],
  ]);
  for (const path of ['images/a.png', 'labels/a.png']) await writeFile(at(path), truth);
  await writeFile(at('predictions', 'a.png'), await labelFile([[0, 1, 0, 0], [0, 1, 0, 2]])); // prettier-ignore
  api = await startApi(at('data'));
  await importTiny();
  await done('predictions', 'add', at('predictions'), '--dataset', 'tiny', '--model', 'mine');
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('what there is', () => {
  it('tasks are listed for everybody, for people and for programs', async () => {
    const list = await cellboard('tasks', '--url', api.url);
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout.split('\n')[0]).toMatch(/^ *Task +Name +Outlined +Datasets +Images +Candidates *$/);
    expect(list.stdout).toMatch(/^ *nuclei +Nuclei +nuclei +tiny +1 +1 *$/m);
    expect(list.stdout).toMatch(/^ *cells +Cells +cells +– +0 +0 *$/m);
    const json = JSON.parse((await cellboard('tasks', '--url', api.url, '--json')).stdout) as { slug: string }[];
    expect(json.map(({ slug }) => slug)).toEqual(['cells', 'nuclei']);
  });

  it('datasets are listed where they have images', async () => {
    const list = await cellboard('datasets', 'list', '--url', api.url);
    expect(list.stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^ *Dataset +Version +State +Tasks +Images +Cells *$/),
      expect.stringMatching(/^ *tiny +1 +published +nuclei +1 +2 *$/),
    ]);
    expect(JSON.parse((await cellboard('datasets', 'list', '--url', api.url, '--json')).stdout)).toMatchObject([
      { slug: 'tiny', version: 1 },
    ]);
  });
});

describe('a dataset', () => {
  it('is taken out of its tasks, and put back', async () => {
    expect(await done('datasets', 'retire', 'tiny', '--reason', 'wrong outlines')).toBe(
      'tiny, version 1: retired; in no task.\n',
    );
    expect((await cellboard('tasks', '--url', api.url)).stdout).toMatch(/^ *nuclei +Nuclei +nuclei +– +0 /m);
    expect(await done('datasets', 'restore', 'tiny', '--reason', 'they are right')).toBe(
      'tiny, version 1: published; in the tasks nuclei.\n',
    );
    expect((await cellboard('tasks', '--url', api.url)).stdout).toMatch(/^ *nuclei +Nuclei +nuclei +tiny +1 +1 *$/m);
  });

  it('gets a next version, which is filled by an import and published', async () => {
    const opened = await done('datasets', 'open-version', 'tiny', '--changes', 'one more image', '--json');
    expect(JSON.parse(opened)).toMatchObject({ slug: 'tiny', version: 2, published: false });
    for (const kind of ['images', 'labels']) await writeFile(at(kind, 'b.png'), await labelFile([[3, 0]]));
    expect(await importTiny('--no-publish')).toContain('tiny: 2 images, 2 sent and 0 there before; open for more.');
    expect(await run('datasets', 'publish', 'tiny')).toEqual({
      code: 0,
      stdout: 'tiny, version 2: published; in the tasks nuclei.\n',
      stderr:
        'Publishing replaces version 1 on the board of Nuclei. 1 candidate with a result there keeps its predictions for unchanged images; new and changed images count as without a prediction.\n',
    });
  });

  it.each([
    [
      ['retire', 'tin', '--reason', 'x'],
      /^error: There is no dataset "tin" on this server\. Did you mean tiny\? The datasets are: tiny\.\n$/,
    ],
    [['retire', 'tiny'], /required option '--reason <text>' not specified/],
    [['retire', 'tiny', '--reason', ' '], /^error: --reason: This is empty\.\n$/],
    [['open-version', 'Tiny', '--changes', 'x'], /^error: <dataset>: Use 2 to 64 lower-case letters/],
    [['publish', 'nowhere'], /^error: There is no dataset "nowhere" on this server\. The datasets are: tiny\.\n$/],
  ])('is refused with %j', async (words, message) => {
    const refused = await run('datasets', ...words);
    expect(refused.stderr).toMatch(message);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a dataset to import', () => {
  const again = (slug: string, ...words: string[]) =>
    run('import', 'folder', folder, '--dataset', slug, '--object', 'nucleus', ...words);

  it('that is not there, but nearly, is not made by a slip, and a dry run says so too', async () => {
    for (const words of [[], ['--dry-run']]) {
      expect(await again('tinny', ...words)).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'error: There is no dataset "tinny" on this server. Did you mean tiny? If "tinny" is really a new one, add --new.\n',
      });
    }
    expect((await again('tinny', '--dry-run', '--new')).stdout).toContain('tinny is a new dataset on the server.');
    const elsewhere = (await again('elsewhere', '--dry-run')).stdout;
    expect(elsewhere).toContain('elsewhere is a new dataset on the server.');
    expect(elsewhere).toContain(
      'Publishing puts it on the board of Nuclei. 1 candidate that is ranked there will lose its rank on the whole board until it has predictions for this dataset.',
    );
  });

  it('may have the name of another, which is asked about as well', async () => {
    const words = ['--name', 'Nuclei of our lab', '--no-publish'];
    expect((await again('lab', ...words)).code).toBe(0);
    for (const slug of ['nuclei-of-our-lab', 'nucleii-of-our-lab'])
      expect((await again(slug)).stderr).toContain(`There is no dataset "${slug}" on this server. Did you mean lab?`);
  });
});

describe('your submissions', () => {
  interface Listed {
    readonly id: string;
    readonly model: string;
    readonly status: string;
  }
  const list = async (...words: string[]) =>
    JSON.parse(await done('predictions', 'list', '--json', ...words)) as Listed[];

  it('are listed, the newest first', async () => {
    const [one, ...others] = await list();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ model: 'mine', task: 'nuclei', status: 'scored', predictionCount: 1 });
    const lines = (await done('predictions', 'list')).split('\n');
    expect(lines[0]).toMatch(/^ *No\. +Model +Candidate +Task +Datasets +Status +Predicted +Created +Submission/);
    expect(lines[1]).toMatch(/^ *1 +mine +default +nuclei +tiny +scored +1 of \d+ +\d{4}-\d\d-\d\d +/);
    expect(lines[1]).toContain(one?.id);
    expect(lines.slice(2)).toEqual(['', 'These are the submissions of everyone: the operator sees them all.', '']);
    expect(await list('--task', 'nuclei')).toHaveLength(1);
  });

  it('may be none', async () => {
    expect(await list('--task', 'cells')).toEqual([]);
    expect(await done('predictions', 'list', '--task', 'cells')).toBe(
      'There are no submissions for cells yet. "cellboard predictions add" sends the first.\n',
    );
    expect(await done('predictions', 'list', '--unfinished')).toBe('No submission waits or is being evaluated.\n');
  });

  it.each([
    [['--task', 'nuclie'], /^error: There is no task "nuclie"\. Did you mean nuclei\?/],
    [['--task', 'No task'], /^error: --task: Use 2 to 64 lower-case letters/],
  ])('are refused with %j', async (words, message) => {
    const refused = await run('predictions', 'list', ...words);
    expect(refused.stderr).toMatch(message);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('the token', () => {
  it('of another data folder is named with where it is from', async () => {
    await mkdir(at('other'));
    await writeFile(at('other', 'operator-token'), 'x'.repeat(43));
    const refused = await cellboard('verify', '--url', api.url, '--data', at('other'));
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr:
        `error: The server at ${api.url} does not accept the operator token from ${at('other', 'operator-token')}: it uses another data folder. ` +
        'If that is not your server, name the right address with --url. Otherwise name its data folder with --data.\n',
    });
  });
});

describe('the stored files', () => {
  /** Originals, and the label files that were made from them, which are gzipped. */
  const stored = async (shelf: string) => {
    const entries = await readdir(at('data', 'files', shelf, 'objects'), { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const gzipped = await Promise.all(paths.map(async (path) => (await readFile(path))[0] === 0x1f));
    return { originals: paths.filter((_, i) => !gzipped[i]), labelFiles: paths.filter((_, i) => gzipped[i]) };
  };

  it('are checked', async () => {
    expect(await done('verify')).toMatch(/^\d+ files checked, [\d.,]+ (?:bytes|kB): all are there and unchanged\.\n$/);
    expect(JSON.parse(await done('verify', '--shelf', 'truth', '--json'))).toMatchObject({ checked: 4, faults: [] });
  });

  it('are named where they are missing or have changed, until they are restored', async () => {
    const [truth = ''] = (await stored('truth')).originals;
    const [prediction = ''] = (await stored('prediction')).originals;
    const bytes = await Promise.all([readFile(truth), readFile(prediction)]);
    await rm(truth);
    await writeFile(prediction, 'something else');
    const damaged = await run('verify');
    expect(damaged).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Restore these files from a backup\. Until then they cannot be shown/) as string,
    });
    expect(damaged.stdout).toContain(': 2 files missing or changed.\n');
    expect(damaged.stdout).toContain(`  missing  truth/${basename(truth)}\n`);
    expect(damaged.stdout).toContain(`  changed  prediction/${basename(prediction)}\n`);
    const json = await run('verify', '--json');
    expect(json.code).toBe(1);
    expect((JSON.parse(json.stdout) as { faults: unknown[] }).faults).toHaveLength(2);
    await Promise.all([writeFile(truth, bytes[0]), writeFile(prediction, bytes[1])]);
    await done('verify');
  });

  it('are compared with the database, and repaired where that is asked for', async () => {
    const stray = at('data', 'files', 'truth', 'objects', 'ff', 'f'.repeat(64));
    await mkdir(dirname(stray), { recursive: true });
    await writeFile(stray, 'stray');
    expect(await done('verify')).toContain(`  unknown to the database  truth/${basename(stray)}  It is younger than`);
    await utimes(stray, 1, 1);
    expect((await run('verify', '--shelf', 'truth')).stderr).toContain('Run "cellboard verify --repair"');
    expect(await done('verify', '--repair', '--json')).toMatch(/"unknownFile",.*"outcome":"removed","reason":null/);
    await expect(readFile(stray)).rejects.toThrow('ENOENT');
  });

  it('are made again where they are label files', async () => {
    const [labels = ''] = (await stored('truth')).labelFiles;
    const bytes = await readFile(labels);
    await rm(labels);
    expect(await done('verify')).toContain(`  missing  truth/${basename(labels)}  made again from its original\n`);
    expect(await readFile(labels)).toEqual(bytes);
  });
});

/** Changes the database behind the server's back, as an update or the server itself would. */
async function change(sql: string): Promise<void> {
  await api.stop();
  const program = `import { PGlite } from '@electric-sql/pglite';
    const db = new PGlite(${JSON.stringify(at('data', 'database'))});
    await db.exec(${JSON.stringify(`set session_replication_role = replica; ${sql}`)});
    await db.close();`;
  const changed = await runNode('--input-type=module', '-e', program);
  if (changed.code !== 0) throw new Error(changed.stderr);
  api = await startApi(at('data'));
}

describe('results of older metrics', () => {
  it('are none at first', async () => {
    expect(await done('rescore', 'nuclei')).toBe(
      'nuclei: nothing to do. Every result has the newest metrics, or is being evaluated.\n',
    );
  });

  it('are scored again', async () => {
    await change(`delete from performance where metric_id = 'pq'`);
    expect(JSON.parse(await done('rescore', '--json'))).toEqual([
      { task: 'cells', evaluations: 0, images: 0 },
      { task: 'nuclei', evaluations: 1, images: 2 },
    ]);
    // The same predictions are not sent again, and their result has the metric once more.
    const row = async () => {
      const json = await done('predictions', 'add', at('predictions'), '--task', 'nuclei', '--model', 'mine', '--json');
      return (JSON.parse(json) as { row: { scores: Record<string, number | null> } | null }).row;
    };
    let scores = (await row())?.scores;
    while (scores?.['pq'] === undefined) scores = (await row())?.scores;
    expect(scores['pq']).toEqual(expect.any(Number));
    expect(await done('rescore')).toBe(
      'cells: nothing to do. Every result has the newest metrics, or is being evaluated.\nnuclei: nothing to do. Every result has the newest metrics, or is being evaluated.\n',
    );
  });

  it('of a task that is not there are refused before anything is queued', async () => {
    const refused = await run('rescore', 'nuclei', 'nowhere');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^error: There is no task "nowhere"\. The tasks are: cells, nuclei\.\n$/);
  });
});

it('a model that the server runs itself takes no predictions', async () => {
  await change(`update model set built_in = true where slug = 'mine'`);
  const refused = await run('predictions', 'add', at('predictions'), '--dataset', 'tiny', '--model', 'mine');
  expect(refused).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: mine (mine) is built into Cellboard, which makes its predictions itself. Submit yours with a model of your own: choose another slug for --model.\n',
  });
});

import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';
import { copyFinding, corner, put, putCopies, putImage, truthOf } from './corner.fixture.ts';

let root: string;
let api: Api;
const at = (...parts: string[]) => join(root, ...parts);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-quality-'));
  await mkdir(at('data'));
  await putImage(at('first'), 'a', 1);
  await putImage(at('first'), 'b', 2);
  await putCopies(at('second'));
  api = await startApi(at('data'));
});

afterAll(async () => {
  await api.stop();
  await rm(root, { recursive: true, force: true });
});

const importFolder = (folder: string, ...more: string[]): Promise<Run> =>
  cellboard('import', 'folder', at(folder), '--dataset', folder, '--object', 'nucleus', ...server(), ...more);
const server = () => ['--url', api.url, '--data', at('data')];

const found = [
  copyFinding,
  { kind: 'other-dataset', image: 'c', message: 'Its picture is identical to that of b in the dataset first.' },
];

it('an import finds pictures of other datasets, and is not stopped by them', async () => {
  expect(await importFolder('first')).toMatchObject({ code: 0, stderr: '' });
  const dry = await importFolder('second', '--dry-run', '--json');
  expect(JSON.parse(dry.stdout)).toMatchObject({ quality: { findings: found } });
  const run = await importFolder('second', '--report', at('report.json'), '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { quality, ...others } = JSON.parse(run.stdout) as { quality: unknown };
  const answer = { dataset: 'second', images: 3, published: true, boards: ['nuclei'], task: null };
  const joins = [{ task: 'nuclei', taskName: 'Nuclei', replaces: null, unranked: 0, following: 0 }];
  expect(others).toEqual({ ...answer, sent: 3, unchanged: 0, joins });
  expect(quality).toMatchObject({ findings: found, totals: { duplicate: 1, 'other-dataset': 1 } });
  expect(JSON.parse(await readFile(at('report.json'), 'utf8'))).toEqual(quality);
});

it('reports the same again, and that nothing was sent', async () => {
  const run = await importFolder('second');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('  1 image that is in another dataset\n    c: Its picture is identical to that of b');
  expect(run.stdout).toContain('second: 3 images, 0 sent and 3 there before; published.');
});

it('a file that breaks off behind its header is a defect', async () => {
  const whole = await labelFile(corner(4));
  await putImage(at('broken'), 'f', 4);
  await put(at('broken/images/g.png'), whole.subarray(0, whole.length / 2));
  await put(at('broken/labels/g.png'), await labelFile(truthOf(4)));
  const run = await importFolder('broken');
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('1 defect of the dataset:\n  g: Its image cannot be decoded. ');
  expect(run.stderr).toContain('Nothing was imported');
});

it('a name that is too long for the server is a defect', async () => {
  const name = 'n'.repeat(201);
  await putImage(at('long'), name, 4);
  await putImage(at('long'), 'short', 5);
  const run = await importFolder('long');
  expect(run.stderr).toContain(
    `1 defect of the dataset:\n  ${name}: The name cannot be used: Use at most 200 characters.`,
  );
  expect(run.code).toBe(2);
});

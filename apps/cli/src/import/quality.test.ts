import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { QualityReport } from '@cellboard/contract';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';

let root: string;
let api: Api;
const at = (...parts: string[]) => join(root, ...parts);

/** A picture with a bright corner that depends on a number, and its truth. */
const corner = (n: number) =>
  Array.from({ length: 40 }, (_, y) => Array.from({ length: 40 }, (_, x) => (x + n * y < 20 ? 9 : (x * y * n) % 3)));
const truth = (n: number) =>
  Array.from({ length: 40 }, (_, y) => Array.from({ length: 40 }, (_, x) => (x < 5 && y < 4 + n ? 1 : 0)));

async function put(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), bytes);
}

async function image(folder: string, name: string, n: number): Promise<void> {
  await put(join(folder, 'images', `${name}.png`), await labelFile(corner(n)));
  await put(join(folder, 'labels', `${name}.png`), await labelFile(truth(n)));
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-quality-'));
  await mkdir(at('data'));
  await image('first', 'a', 1);
  await image('first', 'b', 2);
  await image('second', 'c', 2);
  await image('second', 'd', 3);
  await put('second/images/e.png', await labelFile(corner(3)));
  await put('second/labels/e.png', await labelFile(truth(9)));
  api = await startApi(at('data'));
});

afterAll(async () => {
  await api.stop();
  await rm(root, { recursive: true, force: true });
});

const importFolder = (folder: string, ...more: string[]): Promise<Run> =>
  cellboard('import', 'folder', at(folder), '--dataset', folder, '--url', api.url, '--data', at('data'), ...more);

const found = [
  {
    kind: 'duplicate',
    image: 'e',
    message: 'Its picture is the very same as that of d, with another truth (1 cell against 1).',
  },
  { kind: 'other-dataset', image: 'c', message: 'Its picture is the very same as that of b in the dataset first.' },
];

it('a dry run finds copies within the dataset, without a server', async () => {
  const run = await importFolder('second', '--dry-run', '--url', 'http://127.0.0.1:1', '--report', at('dry.json'));
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('  1 picture that is there twice\n    e: Its picture is the very same as that of d');
  const report = QualityReport.parse(JSON.parse(await readFile(at('dry.json'), 'utf8')));
  expect(report).toMatchObject({ images: 3, cells: 3, findings: [found[0]] });
});

it('an import finds pictures of other datasets, and is not kept back by them', async () => {
  expect(await importFolder('first')).toMatchObject({ code: 0, stderr: '' });
  const run = await importFolder('second', '--report', at('report.json'), '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { quality, ...others } = JSON.parse(run.stdout) as { quality: unknown };
  expect(others).toEqual({ dataset: 'second', images: 3, sent: 3, unchanged: 0, published: true, task: null });
  expect(quality).toMatchObject({ findings: found, totals: { duplicate: 1, 'other-dataset': 1 } });
  expect(JSON.parse(await readFile(at('report.json'), 'utf8'))).toEqual(quality);
});

it('tells the same again, and that nothing was sent', async () => {
  const run = await importFolder('second');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain(
    '  1 picture that is in another dataset\n    c: Its picture is the very same as that of b',
  );
  expect(run.stdout).toContain('second: 3 images, 0 sent and 3 there before; published.');
});

it.each([
  [
    'a folder that is not there',
    ['--report', '/nowhere/report.json'],
    /report\.json cannot be written: the folder \/nowhere/,
  ],
  ['a folder as its file', ['--report', tmpdir()], /cannot be written: it is a folder/],
])('a report for %s is refused before anything is read', async (_, words, message) => {
  const run = await importFolder('second', ...words);
  expect(run.stderr).toMatch(message);
  expect(run).toMatchObject({ code: 2, stdout: '' });
});

it('a file that breaks off behind its header is a defect', async () => {
  const whole = await labelFile(corner(4));
  await image('broken', 'f', 4);
  await put('broken/images/g.png', whole.subarray(0, whole.length / 2));
  await put('broken/labels/g.png', await labelFile(truth(4)));
  const run = await importFolder('broken');
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('1 defect of the dataset:\n  g: Its image cannot be decoded. ');
  expect(run.stderr).toContain('Nothing was imported');
});

it('a name that is too long for the server is a defect, also in a dry run', async () => {
  const name = 'n'.repeat(201);
  await image('long', name, 4);
  await image('long', 'short', 5);
  for (const more of [['--dry-run'], []]) {
    const run = await importFolder('long', ...more);
    expect(run.stderr).toContain(`1 defect of the dataset:\n  ${name}: It cannot be an image's name: Too big`);
    expect(run.code).toBe(more.length > 0 ? 1 : 2);
  }
});

it('a server that is none is told before the dataset is read', async () => {
  const other = createServer((_, response) => response.end('Hello.')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const run = await importFolder('broken', '--url', `http://127.0.0.1:${String(port)}`);
  other.close();
  expect(run.stderr).toMatch(/^error: What answers at .* is not a Cellboard server of this version/);
  expect(run.code).toBe(2);
});

it('needs a name where the catalogue has none', async () => {
  const run = await cellboard('import', 'folder', at('first'), '--dry-run');
  expect(run.stderr).toMatch(/^error: Name the dataset with --dataset, such as --dataset my-images/);
  expect(run.code).toBe(2);
});

import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QualityReport } from '@cellboard/contract';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { copyFinding, putCopies, putImage } from './corner.fixture.ts';

let root: string;
const at = (...parts: string[]) => join(root, ...parts);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-quality-'));
  await putCopies(at('second'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const importFolder = (folder: string, ...more: string[]): Promise<Run> =>
  cellboard('import', 'folder', at(folder), '--dataset', folder, '--object', 'nucleus', ...more);

it('a dry run finds copies within the dataset, without a server', async () => {
  const run = await importFolder('second', '--dry-run', '--url', 'http://127.0.0.1:1', '--report', at('dry.json'));
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('  1 duplicate image\n    e: Its picture is identical to that of d');
  const report = QualityReport.parse(JSON.parse(await readFile(at('dry.json'), 'utf8')));
  expect(report).toMatchObject({ images: 3, cells: 3, findings: [copyFinding] });
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

it('a name that is too long for the server is a defect of a dry run', async () => {
  const name = 'n'.repeat(201);
  await putImage(at('long'), name, 4);
  await putImage(at('long'), 'short', 5);
  const run = await importFolder('long', '--dry-run');
  expect(run.stderr).toContain(
    `1 defect of the dataset:\n  ${name}: The name cannot be used: Use at most 200 characters.`,
  );
  expect(run.code).toBe(1);
});

it('something else than a server is reported before the dataset is read', async () => {
  const other = createServer((_, response) => response.end('Hello.')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const run = await importFolder('second', '--url', `http://127.0.0.1:${String(port)}`, '--token', 'any');
  other.close();
  expect(run.stderr).toMatch(/^error: The answer from .* is not from a Cellboard server of this version/);
  expect(run.code).toBe(2);
});

it.each([
  ['a name where the catalogue has none', ['--object', 'cell'], /^error: Name the dataset with --dataset, such as/],
  ['what is outlined', ['--dataset', 'mine'], /^error: required option '--object <object>' not specified/],
])('needs %s', async (_, words, message) => {
  const run = await cellboard('import', 'folder', at('second'), ...words, '--dry-run');
  expect(run.stderr).toMatch(message);
  expect(run.code).toBe(2);
});

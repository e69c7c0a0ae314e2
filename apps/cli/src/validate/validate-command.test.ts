import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValidationReport, type TaskImage } from '@cellboard/contract';
import { encodeArchive } from '@cellboard/formats';
import * as readers from '@cellboard/formats/node';
import { checkSet } from '@cellboard/preflight';
import { NAMES, SIZE, soundFiles, wrongArchives } from '@cellboard/preflight/wrong-archives.fixture';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';

let folder: string;
let api: Api;
const at = (...parts: string[]) => join(folder, ...parts);
const images: TaskImage[] = NAMES.map((name) => ({ dataset: 'squares', name, ...SIZE, scored: true }));
const target = { task: 'nuclei', dataset: null, images };

async function write(path: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await mkdir(at(path), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(at(path, name), bytes);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-validate-'));
  await mkdir(at('data'));
  api = await startApi(at('data'));
  for (const kind of ['images', 'labels']) await write(`squares/${kind}`, await soundFiles());
  const server = ['--url', api.url, '--data', at('data')];
  const run = await cellboard(
    'import',
    'folder',
    at('squares'),
    '--dataset',
    'squares',
    '--object',
    'nucleus',
    ...server,
  );
  if (run.code !== 0) throw new Error(run.stderr);
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const validate = (path: string, ...words: string[]) =>
  cellboard('validate', path, '--task', 'nuclei', '--url', api.url, ...words);

it('finds nothing wrong with sound predictions, in a folder and in an archive alike', async () => {
  await write('predictions', await soundFiles());
  await writeFile(at('predictions.zip'), encodeArchive(await soundFiles()));
  const ofFolder = await validate(at('predictions'), '--json');
  const ofArchive = await validate(at('predictions.zip'), '--json');
  expect(ofFolder.code).toBe(0);
  const report = ValidationReport.parse(JSON.parse(ofFolder.stdout));
  expect(report).toMatchObject({ verdict: 'ready', expected: 4, found: 4, cells: 16 });
  expect(JSON.parse(ofArchive.stdout)).toEqual(report);
});

it('says what is wrong and how to fix it', async () => {
  const { 'img_002.png': second = new Uint8Array(), 'img_003.png': _third, ...others } = await soundFiles();
  await write('mistakes', { ...others, 'img_2.png': second });
  const run = await validate(at('mistakes'));
  expect(run.code).toBe(0);
  expect(run.stdout).toContain('2 of 4 images found, 2 missing, 1 extra');
  expect(run.stdout).toMatch(
    /warning: Files that match no image\n {2}img_2.png: .* Did you mean img_002\?\n {2}Fix: Rename/,
  );
  expect(run.stdout).toMatch(/Can be submitted/);
});

it('refuses a file that is not there', async () => {
  const run = await validate(at('nowhere.zip'));
  expect({ code: run.code, says: run.stderr }).toEqual({
    code: 2,
    says: expect.stringContaining('nowhere.zip cannot be read') as string,
  });
});

it('makes the report of the library for every wrong archive', async () => {
  for (const { what, name, bytes } of await wrongArchives()) {
    await writeFile(at(name), bytes);
    const run = await validate(at(name), '--json');
    const { report } = await checkSet(target, { name, file: bytes }, { readers });
    expect({ what, report: JSON.parse(run.stdout) as unknown }).toEqual({ what, report });
    expect(run.code).toBe(report.verdict === 'refused' ? 1 : 0);
  }
});

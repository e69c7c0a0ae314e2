import type { CellColumns } from '@cellboard/evaluation';
import { cellRecordBytes } from '@cellboard/evaluation';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countBySize, exportParquet, listCells } from './ask-cells.ts';
import { withCells } from './cell-database.ts';
import { UnreadableRecordError } from './unreadable-record.ts';

let folder: string;
let path: string;
const at = (name: string) => join(folder, name);

/** Rows of an image with the largest ids that there are, and nothing of a second channel. */
function columns(image: string): CellColumns {
  return {
    image,
    truthCells: 1,
    cell: Int32Array.of(1, 1),
    originalId: Float64Array.of(0xffff_ffff, 3),
    matchedId: Float64Array.of(3, 0xffff_ffff),
    status: Uint8Array.of(0, 0),
    iou: Float64Array.of(2 / 3, 2 / 3),
    dice: Float64Array.of(0.8, 0.8),
    hausdorff: Float64Array.of(1, 1),
    area: Int32Array.of(10, 15),
    perimeter: Float32Array.of(9.5, 12.5),
    centroidRow: Float32Array.of(1.5, 2),
    centroidColumn: Float32Array.of(3, 3.25),
    touchesBorder: Uint8Array.of(0, 1),
    neighbourDistance: Float32Array.of(NaN, NaN),
    channels: [{ inside: Float32Array.of(100, 90), ring: Float32Array.of(NaN, 12) }],
  };
}

async function write(name: string, ...images: readonly CellColumns[]): Promise<string> {
  const head = { evaluation: 'e-1', dataset: 'tissue', datasetVersion: 2, channels: 2 };
  const pieces: Uint8Array[] = [];
  for await (const piece of cellRecordBytes(images, head)) pieces.push(piece);
  await writeFile(at(name), Buffer.concat(pieces));
  return at(name);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-database-'));
  path = await write(`it's.parquet`, columns('=a "b", c'), columns('z'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const everything = { sort: 'number', order: 'ascending', after: null, limit: 100 } as const;

it('reads what was written, and equal rows make an equal file', async () => {
  const [first, second, ...others] = await listCells(path, everything);
  expect(others).toHaveLength(2);
  expect(first).toEqual({
    ...{ image: '=a "b", c', side: 'truth', cell: 1, originalId: 0xffff_ffff, matchedId: 3, status: 'matched' },
    ...{ iou: 2 / 3, dice: 0.8, hausdorff: 1, area: 10, perimeter: 9.5, centroidRow: 1.5, centroidColumn: 3 },
    ...{ touchesBorder: false, neighbourDistance: null, means: [100, null], rings: [null, null] },
  });
  expect(second).toMatchObject({ side: 'prediction', touchesBorder: true, matchedId: 0xffff_ffff, rings: [12, null] });
  expect(await readFile(await write('again.parquet', columns('=a "b", c'), columns('z')))).toEqual(
    await readFile(path),
  );
});

it('writes one image as a file of its own, and a file without rows', async () => {
  await writeFile(at('one.parquet'), await exportParquet(path, 'z'));
  expect(await listCells(at('one.parquet'), everything)).toEqual(await listCells(path, { ...everything, image: 'z' }));
  const empty = await write('empty.parquet');
  expect([await listCells(empty, everything), await countBySize(empty)]).toEqual([[], []]);
});

it('states version, evaluation and dataset in the file', async () => {
  const rows = await withCells(path, (ask) =>
    ask('select decode(key) as key, decode(value) as value from parquet_kv_metadata($path)'),
  );
  expect(Object.fromEntries(rows.map(({ key, value }) => [key, value]))).toMatchObject({
    'cellboard.version': '1',
    'cellboard.evaluation': 'e-1',
    'cellboard.dataset': 'tissue',
    'cellboard.datasetVersion': '2',
  });
});

const NO_FILE = /Permission Error: .*file system operations are disabled by configuration/;
const LOCKED = /the configuration has been locked/;

it.each([
  ['another file', () => `select * from read_text('${at('secret')}') where $path <> ''`, NO_FILE],
  ['another record', () => `select * from read_parquet('${at('other.parquet')}') where $path <> ''`, NO_FILE],
  ['a file to write', () => `copy (select $path) to '${at('stolen')}'`, NO_FILE],
  ['the network', () => `select * from read_csv('https://example.org/a.csv') where $path <> ''`, NO_FILE],
  ['a database', () => `attach '${at('new.db')}'`, NO_FILE],
  ['an extension', () => 'install httpfs', /disabled/],
  ['its settings', () => 'set enable_external_access = true', /Cannot change|locked/],
  ['its memory', () => `set memory_limit = '64GB'`, LOCKED],
])('never opens or changes %s', async (_, sql, refusal) => {
  await writeFile(at('secret'), 'secret');
  await write('other.parquet', columns('a'));
  await expect(withCells(path, (ask) => ask(sql()))).rejects.toThrow(refusal);
});

it('refuses a file that is missing, cut off, or was never a record', async () => {
  const bytes = await readFile(path);
  await writeFile(at('cut.parquet'), bytes.subarray(0, bytes.length - 40));
  await writeFile(at('text.parquet'), 'image,side\r\n');
  for (const name of ['nowhere.parquet', 'cut.parquet', 'text.parquet'])
    await expect(listCells(at(name), everything)).rejects.toThrow(UnreadableRecordError);
});

import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeLabels,
  encodeArchive,
  encodeCellposeOutlines,
  encodeGeoJson,
  encodeNpz,
  encodeRoiSet,
} from '@cellboard/formats';
import type { LabelImage } from '@cellboard/labels';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';

const rows = [
  [1, 1, 0, 0],
  [1, 1, 0, 2],
  [0, 0, 0, 2],
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-any-format-'));
  for (const name of ['truth', 'prediction']) await mkdir(join(folder, name));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);
const evaluate = async () => {
  const run = await cellboard('evaluate', '--truth', at('truth'), '--prediction', at('prediction'), '--json', '-');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as { images: { image: string; metrics: Record<string, number> }[] };
};
const oneFound = async () => {
  const { images } = await evaluate();
  expect(images).toMatchObject([{ image: 'a', metrics: { 'f1@0.5': 1, truthCells: 2 } }]);
};

/** A Zarr array of one uncompressed chunk, as a folder. */
async function putZarr(path: string): Promise<void> {
  await mkdir(path);
  const shape = [rows.length, rows[0]?.length];
  const array = { zarr_format: 2, shape, chunks: shape, dtype: '<i4', fill_value: 0, order: 'C', filters: null };
  await writeFile(join(path, '.zarray'), JSON.stringify({ ...array, compressor: null }));
  await writeFile(join(path, '0.0'), new Uint8Array(Int32Array.from(rows.flat()).buffer));
}

it.each([
  ['a_seg.npz', ({ pixels }: LabelImage) => encodeNpz({ masks: pixels })],
  ['a.geojson', encodeGeoJson],
  ['a_rois.zip', encodeRoiSet],
  ['a_cp_outlines.txt', encodeCellposeOutlines],
] as const)('scores %s as a tool wrote it', async (file, encode) => {
  const labels = await decodeLabels(await labelFile(rows));
  await writeFile(at('truth', 'a.png'), await labelFile(rows));
  await writeFile(at('prediction', file), encode(labels));
  await oneFound();
});

it('scores Zarr folders on both sides', async () => {
  await putZarr(at('truth', 'a.zarr'));
  await putZarr(at('prediction', 'a.ome.zarr'));
  await oneFound();
});

it('takes what lies beside pictures of the truth for no truth, and settings beside predictions for no prediction', async () => {
  await writeFile(at('truth', 'a.png'), await labelFile(rows));
  await writeFile(at('truth', 'dataset.json'), '{}');
  await writeFile(at('prediction', 'a.png'), await labelFile(rows));
  await writeFile(at('prediction', 'settings.json'), '{}');
  await oneFound();
});

describe('a zip archive of predictions', () => {
  const unpacked = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('cellboard-unpacked-'));
  const run = (archive: string) =>
    cellboard('evaluate', '--truth', at('truth'), '--prediction', at(archive), '--json', '-');

  beforeEach(async () => {
    for (const name of ['a.png', 'b.png']) await writeFile(at('truth', name), await labelFile(rows));
  });

  it.each(['', 'masks/', 'run 1/masks/'])('is read as its folder is, from "%s"', async (top) => {
    const file = await labelFile(rows);
    await writeFile(at('masks.zip'), encodeArchive({ [`${top}a.png`]: file, [`${top}b_cp_masks.png`]: file }));
    const before = await unpacked();
    const { code, stdout, stderr } = await run('masks.zip');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ images: [{ image: 'a' }, { image: 'b' }] });
    expect(await unpacked()).toEqual(before);
  });

  it('is refused as a whole if it is unsafe, and leaves nothing behind', async () => {
    const file = await labelFile(rows);
    await writeFile(at('evil.zip'), encodeArchive({ 'a.png': file, '../b.png': file }));
    const before = await unpacked();
    const { code, stdout, stderr } = await run('evil.zip');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*evil\.zip: The archive/);
    expect(await unpacked()).toEqual(before);
  });
});

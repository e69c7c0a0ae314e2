import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeArchive, encodeCellposeOutlines, encodeGeoJson, encodeNpz, encodeRoiSet } from '@cellboard/formats';
import { decodeLabels } from '@cellboard/formats/node';
import type { LabelImage } from '@cellboard/labels';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, runNode, sourceWords } from '../run-cli.fixture.ts';

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
  /** With a folder for temporary files of its own, where nothing else is left. */
  const run = (archive: string) => {
    const temporary = encodeURIComponent(JSON.stringify(at('temporary')));
    return runNode(
      ...['--import', `data:text/javascript,process.env.TMPDIR=${temporary}`, ...sourceWords],
      ...['evaluate', '--truth', at('truth'), '--prediction', at(archive), '--json', '-'],
    );
  };
  const left = () => readdir(at('temporary'));

  beforeEach(async () => {
    await mkdir(at('temporary'));
    for (const name of ['a.png', 'b.png']) await writeFile(at('truth', name), await labelFile(rows));
  });

  it.each(['', 'masks/', 'run 1/masks/'])('is read as its folder is, from "%s"', async (top) => {
    const file = await labelFile(rows);
    await writeFile(at('masks.zip'), encodeArchive({ [`${top}a.png`]: file, [`${top}b_cp_masks.png`]: file }));
    const { code, stdout, stderr } = await run('masks.zip');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ images: [{ image: 'a' }, { image: 'b' }] });
    expect(await left()).toEqual([]);
  });

  it('may hold a single Zarr folder', async () => {
    await rm(at('truth', 'b.png'));
    await putZarr(at('a.zarr'));
    const [meta, chunk] = [await readFile(at('a.zarr', '.zarray')), await readFile(at('a.zarr', '0.0'))];
    await writeFile(at('zarr.zip'), encodeArchive({ 'a.zarr/.zarray': meta, 'a.zarr/0.0': chunk }));
    const { code, stdout, stderr } = await run('zarr.zip');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ images: [{ image: 'a', metrics: { 'f1@0.5': 1 } }] });
  });

  it.each([
    ['unsafe', ['a.png', '../b.png'], /^error: .*bad\.zip: The archive/],
    ['no tree of files', ['a.png', 'a.png/b.png'], /^error: .*bad\.zip cannot be unpacked: .* Unpack it yourself/],
  ])('is refused as a whole if it is %s, and leaves nothing behind', async (_what, names, words) => {
    const file = await labelFile(rows);
    await writeFile(at('bad.zip'), encodeArchive(Object.fromEntries(names.map((name) => [name, file]))));
    const { code, stdout, stderr } = await run('bad.zip');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(await left()).toEqual([]);
  });
});

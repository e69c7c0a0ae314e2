import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodeArchive,
  encodeCellposeOutlines,
  encodeGeoJson,
  encodeNpy,
  encodeNpz,
  encodeRoiSet,
  type WritablePixels,
} from '@cellboard/formats';
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

describe('one file without names, with --in-order', () => {
  const stack = (count: number) => {
    const shape = [count, rows.length, rows[0]?.length ?? 0];
    const data = Uint16Array.from(Array.from({ length: count }, () => rows.flat()).flat());
    return encodeNpy({ data, shape } as unknown as WritablePixels);
  };
  const run = (...more: string[]) =>
    cellboard('evaluate', '--truth', at('truth'), '--prediction', at('prediction'), '--in-order', ...more);
  const putTruths = async (...names: string[]) => {
    for (const name of names) await writeFile(at('truth', `${name}.png`), await labelFile(rows));
    await writeFile(at('prediction', 'all.npy'), stack(names.length));
  };

  it('says the order, and the first and the last pair', async () => {
    await putTruths('img01', 'img02', 'img10');
    const { code, stderr } = await run();
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        '--in-order: names are taken in text order, letter by letter: label image 1 belongs to img01.png, label image 3 to img10.png.\n',
    });
  });

  it('says where the order of numbers would be another', async () => {
    await putTruths('img1', 'img2', 'img10');
    expect((await run()).stderr).toBe(
      '--in-order: names are taken in text order, letter by letter: label image 1 belongs to img1.png, label image 3 to img2.png. ' +
        'The order by number differs: there, label image 2 would belong to img2.png, not to img10.png. ' +
        'If the file is in that order, give all numbers in the names the same length, such as 007.\n',
    );
  });
});

describe('a folder in N5 format', () => {
  /** The ids of all tests as one block, packed with nothing. */
  const putN5 = async (path: string, array = 'labels') => {
    const [height, width] = [rows.length, rows[0]!.length];
    await mkdir(join(path, array, '0'), { recursive: true });
    await writeFile(join(path, 'attributes.json'), '{"n5":"2.0.0"}');
    const attributes = { dimensions: [width, height], blockSize: [width, height], dataType: 'uint16' };
    await writeFile(join(path, array, 'attributes.json'), JSON.stringify(attributes));
    const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, width, 0, 0, 0, height]);
    await writeFile(
      join(path, array, '0', '0'),
      Buffer.concat([header, Buffer.from(Uint16Array.from(rows.flat()).buffer).swap16()]),
    );
  };
  const evaluate = (...words: string[]) =>
    cellboard('evaluate', '--truth', at('truth'), '--prediction', at('prediction'), '--json', '-', ...words);

  it.each(['a.n5', 'a'])('is scored on both sides: %s', async (name) => {
    await putN5(at('truth', name));
    await putN5(at('prediction', name));
    const { code, stdout } = await evaluate();
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ images: [{ image: 'a', metrics: { 'f1@0.5': 1 } }] });
  });

  it('of several arrays needs --array', async () => {
    await writeFile(at('truth', 'a.png'), await labelFile(rows));
    await putN5(at('prediction', 'a.n5'), 'cells/first');
    await putN5(at('prediction', 'a.n5'), 'cells/second');
    const open = await evaluate();
    expect(open).toMatchObject({ code: 1 });
    expect(open.stderr).toContain('cells/first, cells/second');
    expect((await evaluate('--array', 'cells/second')).code).toBe(0);
  });

  it('in a zip archive, alone or one of several, is scored', async () => {
    await writeFile(at('truth', 'a.png'), await labelFile(rows));
    await putN5(at('a.n5'));
    const names = ['attributes.json', 'labels/attributes.json', 'labels/0/0'];
    const files = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await readFile(at('a.n5', name))] as const)),
    );
    const inside = (folder: string) =>
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}/${name}`, bytes]));
    await writeFile(at('prediction', 'a.n5.zip'), encodeArchive(files));
    expect((await evaluate()).code).toBe(0);
    await writeFile(at('all.zip'), encodeArchive({ ...inside('results/a.n5'), ...inside('results/b.n5') }));
    await writeFile(at('truth', 'b.png'), await labelFile(rows));
    const run = await cellboard('evaluate', '--truth', at('truth'), '--prediction', at('all.zip'), '--json', '-');
    expect(run.code).toBe(0);
    expect((JSON.parse(run.stdout) as { images: unknown[] }).images).toHaveLength(2);
  });

  it('is no folder of predictions', async () => {
    await writeFile(at('truth', 'a.png'), await labelFile(rows));
    await putN5(at('all.n5'));
    const run = await cellboard('evaluate', '--truth', at('truth'), '--prediction', at('all.n5'));
    expect(run).toMatchObject({ code: 2, stdout: '' });
    const what =
      'The folder is one image in Zarr or N5 format, not a folder of images. Name the folder that it lies in.';
    expect(run.stderr).toBe(`error: ${at('all.n5')}: ${what}\n`);
  });

  it('is a truth to import', async () => {
    await mkdir(at('set', 'images'), { recursive: true });
    await writeFile(at('set', 'images', 'a.png'), await labelFile(rows));
    await putN5(at('set', 'labels', 'a.n5'));
    const words = ['import', 'folder', at('set'), '--dataset', 'mine', '--object', 'cell', '--dry-run', '--json'];
    const run = await cellboard(...words);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ images: [{ name: 'a' }] });
  });

  it('is one file for inspect', async () => {
    await putN5(at('all.n5'));
    const run = await cellboard('inspect', at('all.n5'), '--json', '-');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ files: [{ file: at('all.n5'), ok: true, kind: 'n5' }] });
  });
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
